import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/** Red, green, blue, alpha, 0 to 255. */
type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

/** The pixels of a PNG file of eight bits a channel, with alpha and without interlace. @throws for others. */
export function readPng(file: string): readonly Pixel[] {
  const png = readFileSync(file);
  const data: Buffer[] = [];
  let [width, height] = [0, 0];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const chunk = png.subarray(at + 8, at + 8 + length);
    const type = png.toString('latin1', at + 4, at + 8);
    if (type === 'IHDR') {
      [width, height] = [chunk.readUInt32BE(0), chunk.readUInt32BE(4)];
      // Depth, colour type, compression, filter, interlace.
      if (chunk.toString('hex', 8) !== '0806000000')
        throw new Error(`${file}: another kind of PNG`);
    } else if (type === 'IDAT') data.push(chunk);
    at += 12 + length;
  }
  const bytes = unfiltered(inflateSync(Buffer.concat(data)), width * 4, height);
  return Array.from({ length: width * height }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = bytes.subarray(index * 4, index * 4 + 4);
    return [red, green, blue, alpha];
  });
}

/** Each row begins with the number of the way in which it tells only what differs (PNG, part 9). */
function unfiltered(raw: Buffer, rowBytes: number, height: number): Buffer {
  const out = Buffer.alloc(rowBytes * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (rowBytes + 1)] ?? 0;
    for (let column = 0; column < rowBytes; column += 1) {
      const at = row * rowBytes + column;
      const left = column < 4 ? 0 : (out[at - 4] ?? 0);
      const above = row === 0 ? 0 : (out[at - rowBytes] ?? 0);
      const before = row === 0 || column < 4 ? 0 : (out[at - rowBytes - 4] ?? 0);
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, before)][filter] ?? 0;
      out[at] = (raw[row * (rowBytes + 1) + 1 + column] ?? 0) + guess;
    }
  }
  return out;
}

function paeth(left: number, above: number, before: number): number {
  const sum = left + above - before;
  const [a, b, c] = [left, above, before].map((value) => Math.abs(sum - value));
  if (a === undefined || b === undefined || c === undefined) return 0;
  if (a <= b && a <= c) return left;
  return b <= c ? above : before;
}
