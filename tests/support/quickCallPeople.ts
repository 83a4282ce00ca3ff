import type { CallSummary } from '../../preload/contract/callSummary.ts';
import type { Contact, ContactRequest, ContactsState } from '../../preload/contract/contacts.ts';
import type { IncomingRing, MissedCall, RingingState } from '../../preload/contract/ringing.ts';
import { ServerUrl } from '../../preload/contract/settings.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';
import { RingId } from '../../signaling/protocol/ringMessages.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';

export const name = (text: string): DisplayName => DisplayName.parse(text);
export const room = (text: string): RoomName => RoomName.parse(text);
/** @param letter - one that addresses may hold. */
export const address = (letter: string): ContactAddress => ContactAddress.parse(letter.repeat(32));
export const ringId = (letter: string): RingId => RingId.parse(letter.repeat(22));

const SERVER = ServerUrl.parse('ws://theirs:1');

/** A contact with the name's first letter for an address. */
export function contact(text: string, facts: Partial<Contact> = {}): Contact {
  return {
    address: address(text.slice(0, 1).toLowerCase()),
    name: name(text),
    server: null,
    standing: 'contact',
    presence: 'available',
    lastCallAtMs: null,
    ...facts,
  };
}

export function contactsState(
  contacts: readonly Contact[] = [],
  facts: Partial<ContactsState> = {},
): ContactsState {
  return {
    address: address('0'),
    trouble: null,
    colour: 5,
    keyStorage: 'sealed',
    status: 'available',
    shownStatus: 'available',
    contacts: [...contacts],
    requests: [],
    removed: null,
    declined: null,
    ...facts,
  };
}

/** Somebody, by the name's first letter, asks to be a contact. */
export function request(text: string): ContactRequest {
  const { address: from, name: called } = contact(text);
  return { address: from, name: called, server: SERVER, atMs: 1, resembles: null };
}

export function incomingRing(text: string, letter = 'r'): IncomingRing {
  const { address: from, name: called } = contact(text);
  return { ring: ringId(letter), address: from, name: called, sinceMs: 1, silenced: false };
}

export function missedCall(text: string, letter: string, seen = false): MissedCall {
  const { address: from, name: called } = contact(text);
  return { ring: ringId(letter), address: from, name: called, atMs: 1, seen };
}

export function ringingState(facts: Partial<RingingState> = {}): RingingState {
  return { outgoing: null, incoming: null, missed: [], ...facts };
}

export function callSummary(facts: Partial<CallSummary> = {}): CallSummary {
  return {
    room: room('standup'),
    microphone: true,
    camera: true,
    sharing: false,
    others: [],
    title: 'standup',
    abandoned: false,
    contacts: [],
    ...facts,
  };
}
