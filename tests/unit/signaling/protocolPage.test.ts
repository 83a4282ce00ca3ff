import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ChatFrame, ControlFrame } from '../../../signaling/protocol/channelFrames.ts';
import { ClientMessage } from '../../../signaling/protocol/clientMessages.ts';
import { decode } from '../../../signaling/protocol/codec.ts';
import { CloseCode, ErrorCode } from '../../../signaling/protocol/errors.ts';
import { LinkSignal } from '../../../signaling/protocol/linkSignals.ts';
import {
  PointerFrame,
  PresentFrame,
  StillFrame,
} from '../../../signaling/protocol/presentFrames.ts';
import { ServerMessage } from '../../../signaling/protocol/serverMessages.ts';

const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```json (\w+)\n(.*?)^```/gms)].map(
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
} as const;

test('every example on the protocol page is valid', () => {
  const wrong = examples.filter(({ kind, text }) => {
    const known = kind in SCHEMAS ? SCHEMAS[kind as keyof typeof SCHEMAS] : undefined;
    return known === undefined || !decode(known.schema, text).ok;
  });
  expect(wrong).toEqual([]);
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
