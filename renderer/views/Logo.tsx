export interface LogoProps {
  /** CSS pixels. */
  readonly size: number;
}

/** Two halves that face each other: one speaks, one is live. Decoration beside the app's name. */
export function Logo({ size }: LogoProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M11 1.5a8 8 0 0 0 0 16Z" fill="currentColor" />
      <path d="M13 6.5a8 8 0 0 1 0 16Z" fill="var(--voice)" />
    </svg>
  );
}
