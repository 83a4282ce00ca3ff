import type { Epoch } from '../../../signaling/protocol/ids.ts';

/** More than are ever on their way; the oldest are forgotten. */
const MAX_EPOCHS = 64;

/**
 * Ends of links that are over, on either side. Kept for a whole call: notes to and from them may
 * still be on their way when the member itself has gone and come back.
 */
export class Bygone {
  readonly own = new Set<Epoch>();
  readonly others = new Set<Epoch>();

  addOwn(epoch: Epoch): void {
    add(this.own, epoch);
  }

  /** Only what is known to be over: an end that we gave up on may still call. */
  addOther(epoch: Epoch): void {
    add(this.others, epoch);
  }
}

function add(epochs: Set<Epoch>, epoch: Epoch): void {
  epochs.add(epoch);
  for (const oldest of epochs) {
    if (epochs.size <= MAX_EPOCHS) break;
    epochs.delete(oldest);
  }
}
