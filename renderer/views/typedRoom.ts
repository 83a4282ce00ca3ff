import { RecentCall } from '../../preload/contract/recentCalls.ts';

/** What stands in a field that takes a room's name, or a link of ours. */
export type TypedRoom =
  | { readonly kind: 'room'; readonly room: RecentCall['room'] }
  /** Meant as a link of ours; main reads it. */
  | { readonly kind: 'link' }
  /** An address of something else. */
  | { readonly kind: 'address' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'invalid' };

const LINK = /^\s*<?\s*parley:/i;
/** `https://…`; not `Sprint: planning`. */
const ADDRESS = /^\s*<?\s*[a-z][a-z0-9+.-]*:\/\//i;

/** Tells names of rooms from what people paste into their field. */
export function typedRoom(text: string): TypedRoom {
  if (text.trim() === '') return { kind: 'empty' };
  if (LINK.test(text)) return { kind: 'link' };
  if (ADDRESS.test(text)) return { kind: 'address' };
  const room = RecentCall.shape.room.safeParse(text);
  return room.success ? { kind: 'room', room: room.data } : { kind: 'invalid' };
}
