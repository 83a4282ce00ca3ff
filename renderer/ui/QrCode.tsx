import { useMemo } from 'react';
import { encode } from 'uqr';

export interface QrCodeProps {
  readonly label: string;
  readonly text: string;
  readonly layout?: string;
}

/** A text as a QR code, dark on white in both themes: cameras read it best so. */
export function QrCode({ label, text, layout }: QrCodeProps) {
  const { path, size } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={layout}
    >
      <path d={`M0 0h${size}v${size}H0Z`} fill="#fff" />
      <path d={path} fill="#0a0e0e" />
    </svg>
  );
}

/** Dark modules as one path: a rectangle for each run in a row. */
function drawn(text: string): { readonly path: string; readonly size: number } {
  // The white edge of four modules is part of the code (ISO/IEC 18004, section 5.3.8).
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const runs: string[] = [];
  for (const [y, row] of data.entries()) {
    let start = 0;
    for (const [x, dark] of row.entries()) {
      if (!dark) start = x + 1;
      else if (row[x + 1] !== true) runs.push(`M${start} ${y}h${x + 1 - start}v1H${start}Z`);
    }
  }
  return { path: runs.join(''), size };
}
