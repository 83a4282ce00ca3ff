import type { ManualStatus } from '../../preload/contract/settings.ts';
import type { ContactStatus } from '../../signaling/protocol/contactMessages.ts';

/** What contacts see of a person: what was chosen by hand, what they do, and whether they are there. */
export function shownStatus(about: {
  readonly manual: ManualStatus;
  readonly inCall: boolean;
  /** Nobody is at the computer, or the screen is locked. */
  readonly away: boolean;
}): ContactStatus {
  if (about.manual === 'do-not-disturb') return 'do-not-disturb';
  if (about.inCall || about.manual === 'busy') return 'busy';
  return about.away ? 'away' : 'available';
}
