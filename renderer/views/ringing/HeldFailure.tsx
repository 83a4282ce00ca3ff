import { useEffect, useState, type FocusEvent, type ReactNode } from 'react';
import { useParley } from '../ParleyProvider.tsx';

/** Keeps what is told of a call that came to nothing for as long as the person is at it. */
export function HeldFailure({ children }: { readonly children: ReactNode }) {
  const { ringing } = useParley();
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const held = pointed || focused;
  useEffect(() => {
    if (!held) return undefined;
    ringing.send({ type: 'hold-failure', held: true });
    return () => ringing.send({ type: 'hold-failure', held: false });
  }, [ringing, held]);
  return (
    <div
      className="contents"
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={({ currentTarget, relatedTarget }: FocusEvent) => {
        setFocused(relatedTarget instanceof Node && currentTarget.contains(relatedTarget));
      }}
    >
      {children}
    </div>
  );
}
