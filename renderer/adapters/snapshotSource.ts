/** Something whose state a store mirrors. */
export interface SnapshotSource<Snapshot, Intent> {
  current(): Snapshot;
  subscribe(listener: (next: Snapshot) => void): () => void;
  send(intent: Intent): void;
}

/** Holds one snapshot and tells its listeners of each new one. */
export class SnapshotCell<Snapshot> {
  #current: Snapshot;
  readonly #listeners = new Set<(next: Snapshot) => void>();

  constructor(initial: Snapshot) {
    this.#current = initial;
  }

  current(): Snapshot {
    return this.#current;
  }

  set(next: Snapshot): void {
    this.#current = next;
    for (const listener of this.#listeners) listener(next);
  }

  /** Replaces some fields and keeps the rest. */
  patch(fields: Partial<Snapshot>): void {
    this.set({ ...this.#current, ...fields });
  }

  subscribe(listener: (next: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
