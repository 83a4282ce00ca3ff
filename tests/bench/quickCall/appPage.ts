// What is done in the pages of the app. These functions run there.

declare global {
  interface Window {
    parleyRungMs?: Promise<number>;
    parleyPointer?: { readonly x: number; readonly y: number };
  }
}

/** Keeps every peer connection that the page will make where the bench looks for them. */
export function recordConnections(): void {
  if (window.parleyConnections !== undefined) return;
  const made: RTCPeerConnection[] = [];
  window.parleyConnections = made;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  };
}

/** Waits for the news that somebody calls. */
export function watchRung(): void {
  window.parleyRungMs = new Promise((resolve) => {
    const forget = window.api.on('ringing:changed', ({ incoming }) => {
      if (incoming === null) return;
      forget();
      resolve(Date.now());
    });
  });
}

/** @returns when it came, milliseconds since 1970. */
export async function rungAt(): Promise<number> {
  const rungMs = await window.parleyRungMs;
  if (rungMs === undefined) throw new Error('nobody waits');
  return rungMs;
}

/** Watches where the pointer is in the page. */
export function watchPointer(): void {
  document.addEventListener('pointermove', ({ clientX, clientY }) => {
    window.parleyPointer = { x: clientX, y: clientY };
  });
}

/** The middle of a button, by its name. @returns null when there is none to press. */
export function placeOf(name: string): { readonly x: number; readonly y: number } | null {
  const button = [...document.querySelectorAll('button')].find(
    (one) => (one.ariaLabel ?? one.textContent) === name && !one.disabled,
  );
  if (button === undefined) return null;
  const { x, y, width, height } = button.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

/** Presses a button as soon as it is there. @returns whether it was. */
export function press(name: string): boolean {
  const button = [...document.querySelectorAll('button')].find(
    (one) => (one.ariaLabel ?? one.textContent) === name && !one.disabled,
  );
  button?.click();
  return button !== undefined;
}

/** The middle of the button that calls a contact. @returns null while they are not available. */
export function placeToCall(name: string): { readonly x: number; readonly y: number } | null {
  // Recent calls have such a button too, and no presence.
  const button = [...document.querySelectorAll('li')]
    .find((row) => row.textContent.includes(name) && row.textContent.includes('Available'))
    ?.querySelector(`button[aria-label="Call ${name}"]`);
  if (button === undefined || button === null) return null;
  const { x, y, width, height } = button.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}
