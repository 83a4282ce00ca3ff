import { useEffect, useRef, useState } from 'react';

/**
 * An address for picture bytes. It changes only when the picture has, and only once the new one is
 * decoded, so that an image that shows it never flickers.
 *
 * @param key - changes with the bytes.
 * @returns null while there is no picture.
 */
export function usePicture(bytes: Uint8Array<ArrayBuffer> | null, key: string): string | null {
  const [shown, setShown] = useState<string | null>(null);
  const latest = useRef(bytes);
  useEffect(() => {
    latest.current = bytes;
  });
  const held = useRef<string | null>(null);
  useEffect(() => {
    const life = new AbortController();
    const { current } = latest;
    const show = (url: string | null): void => {
      if (held.current !== null) URL.revokeObjectURL(held.current);
      held.current = url;
      setShown(url);
    };
    if (current === null || current.length === 0) {
      show(null);
      return undefined;
    }
    const url = URL.createObjectURL(new Blob([current]));
    const image = new Image();
    image.src = url;
    image.decode().then(
      () => (life.signal.aborted ? URL.revokeObjectURL(url) : show(url)),
      // Not a picture: what was shown stays.
      () => URL.revokeObjectURL(url),
    );
    return () => life.abort();
  }, [key]);
  useEffect(
    () => () => {
      if (held.current !== null) URL.revokeObjectURL(held.current);
      held.current = null;
    },
    [],
  );
  return shown;
}

/** Tells pictures apart that have no key of their own: small ones, such as icons. */
export function useBytesKey(bytes: Uint8Array | null): string {
  const known = useRef<{ readonly bytes: Uint8Array | null; readonly number: number }>({
    bytes: null,
    number: 0,
  });
  const [key, setKey] = useState('0');
  useEffect(() => {
    if (equal(known.current.bytes, bytes)) return;
    known.current = { bytes, number: known.current.number + 1 };
    setKey(String(known.current.number));
  }, [bytes]);
  return key;
}

function equal(one: Uint8Array | null, other: Uint8Array | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
