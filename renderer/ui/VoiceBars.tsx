import { classNames } from './classNames.ts';

export interface VoiceBarsProps {
  /** What they lie on. */
  readonly tone: 'video' | 'page';
}

const DELAYS = ['[animation-delay:-500ms]', '', '[animation-delay:-250ms]'];
const HEIGHTS = ['h-1.25 wide:h-2', 'h-3 wide:h-4', 'h-2 wide:h-2.5'];

/** Three bars: sound is there. */
export function VoiceBars({ tone }: VoiceBarsProps) {
  return (
    <span
      aria-hidden="true"
      className="flex h-3 flex-none items-center gap-0.5 wide:h-4 wide:gap-0.75"
    >
      {HEIGHTS.map((height, index) => (
        <span
          key={height}
          className={classNames(
            'voice-bar w-[2.5px] rounded-full wide:w-0.75',
            height,
            DELAYS[index],
            tone === 'video' ? 'bg-voice-on-scrim' : 'bg-voice',
          )}
        />
      ))}
    </span>
  );
}
