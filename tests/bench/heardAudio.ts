// When somebody is heard for the first time. These functions run in a page that keeps its peer
// connections in `window.parleyConnections`.

declare global {
  interface Window {
    parleyHeardMs?: Promise<number>;
  }
}

/**
 * Starts to look for sound of the others that is decoded and played and that people can hear, every
 * five milliseconds. Sound itself comes in frames of ten.
 */
export function watchHeard(): void {
  const isHeard = (connection: RTCPeerConnection): boolean =>
    connection.connectionState === 'connected' &&
    connection.getReceivers().some(
      (receiver) =>
        receiver.track.kind === 'audio' &&
        // Full scale is 1: this is 60 dB below.
        receiver.getSynchronizationSources().some(({ audioLevel = 0 }) => audioLevel > 0.001),
    );
  window.parleyHeardMs = new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!(window.parleyConnections ?? []).some(isHeard)) return;
      clearInterval(timer);
      resolve(Date.now());
    }, 5);
  });
}

/** @returns when it was heard, milliseconds since 1970. */
export async function heardAt(): Promise<number> {
  const heardMs = await window.parleyHeardMs;
  if (heardMs === undefined) throw new Error('nobody listens');
  return heardMs;
}
