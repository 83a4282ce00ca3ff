/** Every peer connection that this page makes, from now on. */
export interface ConnectionWatch {
  readonly all: readonly RTCPeerConnection[];
  open(): readonly RTCPeerConnection[];
  /** Puts the browser's own constructor back. */
  stop(): void;
}

export function watchConnections(): ConnectionWatch {
  const Original = globalThis.RTCPeerConnection;
  const all: RTCPeerConnection[] = [];
  class Watched extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      all.push(this);
    }
  }
  globalThis.RTCPeerConnection = Watched;
  return {
    all,
    open: () => all.filter((pc) => pc.signalingState !== 'closed'),
    stop() {
      globalThis.RTCPeerConnection = Original;
    },
  };
}
