import type { StillPipe } from '../../../../renderer/engine/present/stillOutbox.ts';

/** One end of a data channel whose buffer drains only when a test says so. */
export class FakeStillPipe extends EventTarget {
  readyState: RTCDataChannelState = 'open';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  highestBuffered = 0;
  /** Texts as they are, pieces as their length. */
  readonly sent: (string | number)[] = [];

  port(): StillPipe {
    return this as unknown as StillPipe;
  }

  send(data: string | Uint8Array): void {
    if (this.readyState !== 'open') throw new DOMException('', 'InvalidStateError');
    const length = typeof data === 'string' ? data.length : data.byteLength;
    this.sent.push(typeof data === 'string' ? data : length);
    this.bufferedAmount += length;
    this.highestBuffered = Math.max(this.highestBuffered, this.bufferedAmount);
  }

  drain(): void {
    this.bufferedAmount = 0;
    this.dispatchEvent(new Event('bufferedamountlow'));
  }

  /** What was sent, headers by share and number, pieces together. */
  story(): readonly string[] {
    const told: string[] = [];
    let bytes = 0;
    for (const item of [...this.sent, '{}']) {
      if (typeof item === 'number') {
        bytes += item;
        continue;
      }
      if (bytes > 0) told.push(`${bytes} bytes`);
      bytes = 0;
      const frame = JSON.parse(item) as { type?: string; share?: string; still?: number };
      if (frame.type !== undefined) told.push(`${frame.type} ${frame.share?.[0]}${frame.still}`);
    }
    return told;
  }
}
