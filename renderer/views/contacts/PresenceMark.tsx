import type { Contact } from '../../../preload/contract/contacts.ts';
import { classNames } from '../../ui/classNames.ts';

type Presence = Contact['presence'];

const TONES: Record<Presence, string> = {
  available: 'text-voice',
  busy: 'text-stop',
  'do-not-disturb': 'text-stop',
  away: 'text-caution',
  unavailable: 'text-ink-3',
};

export interface PresenceMarkProps {
  readonly presence: Presence;
  /** CSS pixels. */
  readonly size: number;
  readonly layout?: string;
}

/**
 * How available somebody is, as a shape: disc, square, disc with a bar, half disc, ring. The word
 * stands beside it.
 */
export function PresenceMark({ presence, size, layout }: PresenceMarkProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={classNames('flex-none forced-color-adjust-none', TONES[presence], layout)}
    >
      <Shape presence={presence} />
    </svg>
  );
}

function Shape({ presence }: { readonly presence: Presence }) {
  switch (presence) {
    case 'available':
      return <circle cx="6" cy="6" r="6" fill="currentColor" />;
    case 'busy':
      return <rect x="0.75" y="0.75" width="10.5" height="10.5" rx="2.5" fill="currentColor" />;
    case 'do-not-disturb':
      return (
        <path
          d="M6 0a6 6 0 0 0 0 12A6 6 0 0 0 6 0ZM3.2 4.9h5.6v2.2H3.2Z"
          fillRule="evenodd"
          fill="currentColor"
        />
      );
    case 'away':
      return (
        <>
          <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="2" />
          <path d="M6 1a5 5 0 0 0 0 10Z" fill="currentColor" />
        </>
      );
    case 'unavailable':
      return <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="2" />;
  }
}
