import type { Participant } from '../../../preload/contract/callSnapshot.ts';
import { colouredAs, colourKey } from '../../stores/callPeople.ts';
import { HUES, hueOf } from '../identity.ts';
import { useCall, useContacts } from '../ParleyProvider.tsx';

/** One's own colour, as its place in `HUES`: the same in every call, and for all who know us. */
export function useOwnColour(): number {
  return useContacts((state) => state.colour);
}

/** One's own hue, degrees. */
export function useOwnHue(): number {
  return HUES[useOwnColour()] ?? HUES[0];
}

/** The hue of somebody who is or was in the call, degrees: that of the person, not of the member. */
export function usePersonHue({ id, name }: Pick<Participant, 'id' | 'name'>): number {
  const own = useOwnHue();
  const self = useCall((state) => state.self.id);
  const address = useCall((state) => colouredAs(state, id));
  return id === self ? own : hueOf(colourKey({ name, address }));
}
