import type { CallIntent, CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import {
  MAX_TITLE_LENGTH,
  type CallSummary,
  type CallWish,
} from '../../preload/contract/callSummary.ts';
import type { WindowApi } from '../../preload/contract/channels.ts';
import type { MediaSnapshot } from '../../preload/contract/mediaSnapshot.ts';
import type { ContactsSnapshot } from '../../preload/contract/contactsSnapshot.ts';
import type { MemberContact } from '../../preload/contract/memberContacts.ts';
import { callTitle } from '../stores/callPeople.ts';

/** Names that fit into a summary. */
const MOST_OTHERS = 64;

interface Call {
  current(): Pick<CallSnapshot, 'room' | 'contact' | 'participants' | 'alone' | 'share'>;
  subscribe(listener: () => void): () => void;
  send(intent: CallIntent): void;
  /** Null: members have no way to show who they are. */
  readonly introductions: {
    current(): readonly Pick<MemberContact, 'member' | 'address'>[];
    subscribe(listener: () => void): () => void;
  } | null;
}

export interface CallSummaryParts {
  readonly api: WindowApi;
  /** The running call; null: none. */
  readonly running: {
    current(): Call | null;
    subscribe(listener: () => void): () => void;
  };
  readonly media: {
    current(): Pick<MediaSnapshot, 'microphoneOn' | 'cameraOn' | 'microphone' | 'camera'>;
    subscribe(listener: () => void): () => void;
  };
  readonly contacts: {
    current(): Pick<ContactsSnapshot, 'contacts'>;
    subscribe(listener: () => void): () => void;
  };
  /** In which names are joined. */
  language(): string;
  /** Opens the picker for a share. */
  chooseScreen(): void;
  problem(event: string, error: unknown): void;
}

/**
 * Tells main of the running call whenever that is another one for tray and palette, and carries out
 * what they want of it. For as long as the window lives.
 */
export function relayCallSummary(parts: CallSummaryParts): void {
  const { api, running, media, contacts, problem } = parts;
  let told: string | null = null;
  let stops: readonly (() => void)[] = [];
  let followed: Call | null = null;

  const tell = (): void => {
    const call = running.current();
    const summary = call === null ? null : summaryOf(call, parts);
    const text = JSON.stringify(summary);
    if (text === told) return;
    told = text;
    api.invoke('call:summary', summary).catch((error: unknown) => problem('call summary', error));
  };
  const follow = (): void => {
    const call = running.current();
    if (call !== followed) {
      for (const stop of stops) stop();
      followed = call;
      stops = [call?.subscribe(tell), call?.introductions?.subscribe(tell)].filter(
        (stop) => stop !== undefined,
      );
    }
    tell();
  };

  running.subscribe(follow);
  media.subscribe(tell);
  contacts.subscribe(tell);
  api.on('call:wish', (wish) => {
    const call = running.current();
    if (call !== null) carryOut(wish, call, parts);
  });
  follow();
}

/** A switch counts as it is meant; a device that failed counts as off. */
function summaryOf(
  call: Pick<Call, 'current' | 'introductions'>,
  parts: Pick<CallSummaryParts, 'media' | 'contacts' | 'language'>,
): CallSummary {
  const { microphoneOn, microphone, cameraOn, camera } = parts.media.current();
  const { room, contact, participants, alone, share } = call.current();
  const known = parts.contacts.current().contacts;
  const title = callTitle({ contact, participants }, known, parts.language()) ?? room;
  const members = new Set(participants.map(({ id }) => id));
  const contacts = (call.introductions?.current() ?? []).flatMap(({ member, address }) =>
    address !== null && members.has(member) ? [address] : [],
  );
  return {
    room,
    microphone: microphoneOn && microphone.state !== 'failed',
    camera: cameraOn && camera.state !== 'failed',
    sharing: share.state === 'on',
    others: participants.slice(0, MOST_OTHERS).map(({ name }) => name),
    title: title.slice(0, MAX_TITLE_LENGTH),
    abandoned: contact !== null && participants.length === 0 && alone !== null,
    contacts: contacts.slice(0, MOST_OTHERS),
  };
}

function carryOut(
  wish: CallWish,
  call: Call,
  { api, media, chooseScreen, problem }: CallSummaryParts,
): void {
  switch (wish.type) {
    case 'set-microphone':
    case 'set-camera': {
      const device = wish.type === 'set-microphone' ? 'microphone' : 'camera';
      const fails = media.current()[device].state === 'failed';
      call.send(wish);
      // There it says why.
      if (wish.on && fails) {
        api
          .invoke('window:show', undefined)
          .catch((error: unknown) => problem('show window', error));
      }
      return;
    }
    case 'share-screen':
      // Already out, or about to be.
      if (call.current().share.state === 'off') chooseScreen();
      return;
    case 'stop-sharing':
      return call.send({ type: 'stop-sharing', share: null });
    case 'leave':
      return call.send({ type: 'leave' });
  }
}
