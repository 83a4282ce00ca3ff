import type { CaptureFailure } from '../../../preload/contract/mediaSnapshot.ts';

/** True when no device fits what was asked for, so that asking for less may help. */
export function isOverconstrained(error: unknown): boolean {
  return nameOf(error) === 'OverconstrainedError';
}

/** Why `getUserMedia` refused (W3C Media Capture and Streams, section 10.2). */
export function captureFailure(error: unknown): CaptureFailure {
  switch (nameOf(error)) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}
