import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ChatFrame, ControlFrame } from '../../../signaling/protocol/channelFrames.ts';
import { ClientMessage } from '../../../signaling/protocol/clientMessages.ts';
import { decode } from '../../../signaling/protocol/codec.ts';
import {
  ContactFrame,
  Fingerprint,
  LinkBody,
  linkStatement,
  whoCover,
  whoStatement,
} from '../../../signaling/protocol/contactFrames.ts';
import {
  AskBody,
  RingBody,
  SignedNote,
  askStatement,
  ringStatement,
} from '../../../signaling/protocol/contactNotes.ts';
import { CloseCode, ErrorCode } from '../../../signaling/protocol/errors.ts';
import { LinkSignal } from '../../../signaling/protocol/linkSignals.ts';
import {
  PointerFrame,
  PresentFrame,
  StillFrame,
} from '../../../signaling/protocol/presentFrames.ts';
import { RingId, RingState } from '../../../signaling/protocol/ringMessages.ts';
import { ServerMessage } from '../../../signaling/protocol/serverMessages.ts';
import { TestIdentity } from '../../support/serverIdentity.ts';

const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^ *```json (\w+)\n(.*?)^ *```/gms)].map(
  ([, kind = '', text = '']) => ({ kind, text }),
);
const SCHEMAS = {
  client: { schema: ClientMessage, key: 'type' },
  server: { schema: ServerMessage, key: 'type' },
  link: { schema: LinkSignal, key: 'kind' },
  control: { schema: ControlFrame, key: 'type' },
  chat: { schema: ChatFrame, key: 'type' },
  present: { schema: PresentFrame, key: 'type' },
  pointer: { schema: PointerFrame, key: 'type' },
  still: { schema: StillFrame, key: 'type' },
  contacts: { schema: ContactFrame, key: 'type' },
} as const;
/** What has one form only. */
const FORMS = {
  note: SignedNote,
  askBody: AskBody,
  ringBody: RingBody,
  linkBody: LinkBody,
} as const;

function isValid({ kind, text }: (typeof examples)[number]): boolean {
  if (kind in FORMS) return decode(FORMS[kind as keyof typeof FORMS], text).ok;
  return kind in SCHEMAS && decode(SCHEMAS[kind as keyof typeof SCHEMAS].schema, text).ok;
}

test('every example on the protocol page is valid', () => {
  expect(examples.filter((example) => !isValid(example))).toEqual([]);
  const kinds = new Set(examples.map(({ kind }) => kind));
  expect(Object.keys(FORMS).filter((form) => !kinds.has(form))).toEqual([]);
});

test.each(Object.entries(SCHEMAS))('every %s message has an example', (kind, { schema, key }) => {
  const shown = examples
    .filter((example) => example.kind === kind)
    .map(({ text }) => (JSON.parse(text) as Record<string, unknown>)[key]);
  const all = schema.options.map(
    ({ shape }) => (shape as unknown as Record<string, { readonly value: string }>)[key]?.value,
  );
  expect(new Set(shown)).toEqual(new Set(all));
});

test('every error code and close code is explained', () => {
  const [, chapter = ''] = page.split('## 8. Errors and close codes');
  expect(ErrorCode.options.filter((code) => !chapter.includes(`\`${code}\``))).toEqual([]);
  const rows = chapter.split('\n').filter((line) => line.startsWith('| '));
  const isExplained = (code: number) =>
    rows.some((row) => row.split('|')[1]?.includes(String(code)));
  expect(Object.values(CloseCode).filter((code) => !isExplained(code))).toEqual([]);
});

const [ADA, BOB] = [
  '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
];

/** All messages of a type on the page. */
function shown(type: string): Record<string, string>[] {
  return examples
    .map(({ text }) => JSON.parse(text) as Record<string, string>)
    .filter((message) => message['type'] === type);
}

test('the identity on the page is the one of its key, and what it signs is right', () => {
  const ada = TestIdentity.fromSeed(Buffer.from(ADA, 'hex'));
  const bob = TestIdentity.fromSeed(Buffer.from(BOB, 'hex'));
  expect(page).toContain(`\`${ADA}\``);
  expect(page).toContain(`\`${bob.address}\``);
  const welcome = shown('welcome')[0];
  const [identify] = shown('identify');
  const { server = '', device = '', id } = identify ?? {};
  expect(identify).toEqual({ ...ada.identify(welcome?.['session'] ?? '', server, device), id });
  expect(shown('identified')).toMatchObject([{ address: ada.address }]);
  expect(shown('asked')).toMatchObject([{ from: ada.address, key: ada.key }]);
  const signed = (text: string | undefined) => SignedNote.parse(JSON.parse(text ?? ''));

  const ask = signed(shown('asked')[0]?.['payload']);
  const toAsk = askStatement(bob.address, ask.body);
  expect(ask).toEqual({ body: ask.body, key: ada.key, signature: ada.sign(toAsk) });
  expect(page).toContain(`\n\`\`\`text\n${toAsk}\n\`\`\`\n`);
  expect(JSON.stringify(AskBody.parse(JSON.parse(ask.body)))).toBe(ask.body);

  const [rung] = shown('rung');
  const note = signed(rung?.['note']);
  const toRing = ringStatement(bob.address, RingId.parse(rung?.['ring']), note.body);
  expect(note).toEqual({ body: note.body, key: ada.key, signature: ada.sign(toRing) });
  expect(page).toContain(`\n\`\`\`text\n${toRing}\n\`\`\`\n`);
});

test('what members sign for each other on the page is right', () => {
  const ada = TestIdentity.fromSeed(Buffer.from(ADA, 'hex'));
  const [, from = '', to = ''] = /\nparley who 1\n(.+)\n(.+)\n/.exec(page) ?? [];
  const direction = { from: Fingerprint.parse(from), to: Fingerprint.parse(to) };
  const [who] = shown('who');
  expect(who?.['signature']).toBe(ada.sign(whoStatement(direction)));
  const cover = createHash('sha256').update(whoCover(direction, ada.address)).digest();
  const key = Buffer.from(who?.['key'] ?? '', 'base64url').map((byte, at) => byte ^ cover[at]!);
  expect(Buffer.from(key).toString('base64url')).toBe(ada.key);
  for (const type of ['offer', 'accept'] as const) {
    const [frame] = shown(type).filter((message) => 'note' in message);
    const note = SignedNote.parse(JSON.parse(frame?.['note'] ?? ''));
    const signature = ada.sign(linkStatement(type, direction, note.body));
    expect(note).toEqual({ body: note.body, key: ada.key, signature });
    expect(LinkBody.parse(JSON.parse(note.body)).link).toContain(ada.address);
  }
});

test('every state of a ring is on the page', () => {
  const [, chapter = ''] = page.split('### The states of a ring');
  expect(RingState.options.filter((state) => !chapter.includes(`\`${state}\``))).toEqual([]);
});
