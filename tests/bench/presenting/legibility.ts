// How much of known text is still read by OCR (tesseract) from a picture that was sent.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { crop, type Picture } from './picture.ts';
import { REGION, TEXT_BLOCKS, TEXT_SIZES, type TextSize } from './scene.ts';

const run = promisify(execFile);

/** Tesseract wants letters about 30 pixels tall. */
const ENLARGE = '300%';

/** What is read in each block of a picture of the region. */
export async function readText(region: Picture): Promise<Readonly<Record<TextSize, string>>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-text-'));
  try {
    const read = async (size: TextSize): Promise<string> => {
      const block = TEXT_BLOCKS[size];
      const part = crop(region, { ...block, x: block.x - REGION.x, y: block.y - REGION.y });
      const file = path.join(folder, `${size}.pgm`);
      const large = path.join(folder, `${size}.png`);
      writeFileSync(file, `P5 ${part.width} ${part.height} 255\n`);
      writeFileSync(file, part.luma, { flag: 'a' });
      await run('convert', [file, '-resize', ENLARGE, large]);
      const { stdout } = await run('tesseract', [large, 'stdout', '--psm', '6', '-l', 'eng'], {
        // Three at once, of one thread each: its own threads wait for each other by spinning.
        env: { ...process.env, OMP_THREAD_LIMIT: '1' },
      });
      return stdout.replaceAll(/\s+/g, ' ').trim();
    };
    const [small, middle, large] = await Promise.all(TEXT_SIZES.map(read));
    return { 10: small ?? '', 12: middle ?? '', 14: large ?? '' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Character error rate: insertions, deletions and substitutions that make `read` out of `source`
 * (Levenshtein), as a share of the source's characters.
 */
export function characterErrorRate(source: string, read: string): number {
  let before = Array.from({ length: read.length + 1 }, (_, index) => index);
  for (const [row, wanted] of [...source].entries()) {
    const next = [row + 1];
    for (const [column, seen] of [...read].entries()) {
      next.push(
        Math.min(
          (before[column + 1] ?? 0) + 1,
          (next[column] ?? 0) + 1,
          (before[column] ?? 0) + (wanted === seen ? 0 : 1),
        ),
      );
    }
    before = next;
  }
  return (before.at(-1) ?? 0) / Math.max(1, source.length);
}
