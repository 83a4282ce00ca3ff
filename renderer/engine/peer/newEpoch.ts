import { Epoch } from '../../../signaling/protocol/ids.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LENGTH = 22;

/**
 * Names one end of one link. Unique, not secret: the other members see it.
 *
 * @param random - uniform in [0, 1).
 */
export function newEpoch(random: () => number): Epoch {
  let text = '';
  for (let index = 0; index < LENGTH; index++) {
    text += ALPHABET.charAt(Math.floor(random() * ALPHABET.length));
  }
  return Epoch.parse(text);
}
