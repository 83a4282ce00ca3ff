import type {
  CallSnapshot,
  Participant,
  SharedScreen,
} from '../../../preload/contract/callSnapshot.ts';

/** What the small window shows: a screen, somebody, or that nobody is there. */
export type MiniPicture =
  | { readonly kind: 'screen'; readonly screen: SharedScreen }
  | { readonly kind: 'person'; readonly person: Participant }
  | { readonly kind: 'nobody' };

/**
 * The newest screen of others, else who speaks, else who spoke last, else who came first.
 *
 * @param lastSpeaker - who was shown before; somebody who pauses for breath stays.
 */
export function miniPicture(
  { participants, screens }: Pick<CallSnapshot, 'participants' | 'screens'>,
  lastSpeaker: Participant['id'] | null,
): MiniPicture {
  const screen = screens.findLast(({ own }) => !own);
  if (screen !== undefined) return { kind: 'screen', screen };
  const person =
    participants.find(({ id, speaking }) => speaking && id === lastSpeaker) ??
    participants.find(({ speaking }) => speaking) ??
    participants.find(({ id }) => id === lastSpeaker) ??
    participants[0];
  return person === undefined ? { kind: 'nobody' } : { kind: 'person', person };
}
