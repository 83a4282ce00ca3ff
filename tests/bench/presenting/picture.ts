// Two measures of what compression did to a picture, on luma.
import type { Rect } from './scene.ts';

/** Luma of a picture, one byte a pixel, rows without gaps. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
}

/**
 * Luma of 24-bit RGB as video has it: BT.601, 16 for black to 235 for white, with the coefficients
 * and rounding of libyuv, which makes the frames that browsers encode.
 */
export function lumaOfRgb(rgb: Uint8Array, width: number, height: number): Picture {
  const luma = new Uint8Array(width * height);
  for (let pixel = 0; pixel < luma.length; pixel++) {
    const red = rgb[pixel * 3] ?? 0;
    const green = rgb[pixel * 3 + 1] ?? 0;
    const blue = rgb[pixel * 3 + 2] ?? 0;
    luma[pixel] = (66 * red + 129 * green + 25 * blue + 0x10_80) >> 8;
  }
  return { width, height, luma };
}

export function crop(picture: Picture, { x, y, width, height }: Rect): Picture {
  const luma = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (y + row) * picture.width + x;
    luma.set(picture.luma.subarray(start, start + width), row * width);
  }
  return { width, height, luma };
}

/** The picture in another size, bilinear, as a player stretches it. */
export function resize(picture: Picture, width: number, height: number): Picture {
  if (picture.width === width && picture.height === height) return picture;
  const luma = new Uint8Array(width * height);
  const at = (x: number, y: number): number => picture.luma[y * picture.width + x] ?? 0;
  for (let row = 0; row < height; row++) {
    const y = Math.max(0, ((row + 0.5) * picture.height) / height - 0.5);
    const top = Math.floor(y);
    const bottom = Math.min(top + 1, picture.height - 1);
    for (let column = 0; column < width; column++) {
      const x = Math.max(0, ((column + 0.5) * picture.width) / width - 0.5);
      const left = Math.floor(x);
      const right = Math.min(left + 1, picture.width - 1);
      const upper = at(left, top) + (at(right, top) - at(left, top)) * (x - left);
      const lower = at(left, bottom) + (at(right, bottom) - at(left, bottom)) * (x - left);
      luma[row * width + column] = Math.round(upper + (lower - upper) * (y - top));
    }
  }
  return { width, height, luma };
}

/** Peak signal-to-noise ratio, dB; 60 at most, where a picture is as good as the same. */
export function psnr(one: Picture, other: Picture): number {
  let squares = 0;
  for (let pixel = 0; pixel < one.luma.length; pixel++) {
    const difference = (one.luma[pixel] ?? 0) - (other.luma[pixel] ?? 0);
    squares += difference * difference;
  }
  return Math.min(60, 10 * Math.log10((255 * 255 * one.luma.length) / squares));
}

const WINDOW = 8;
const STEP = 4;
/** (K1 L)² and (K2 L)² with K1 = 0.01, K2 = 0.03, L = 255. */
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/**
 * Mean structural similarity, 0 to 1: Wang, Bovik, Sheikh, Simoncelli, "Image Quality Assessment:
 * From Error Visibility to Structural Similarity", IEEE Transactions on Image Processing 13 (2004),
 * equation 13, in square windows of 8 pixels that overlap by half instead of a sliding Gaussian.
 */
export function ssim(one: Picture, other: Picture): number {
  let sum = 0;
  let windows = 0;
  for (let y = 0; y + WINDOW <= one.height; y += STEP) {
    for (let x = 0; x + WINDOW <= one.width; x += STEP) {
      sum += windowSsim(one.luma, other.luma, y * one.width + x, one.width);
      windows += 1;
    }
  }
  return sum / windows;
}

function windowSsim(one: Uint8Array, other: Uint8Array, start: number, stride: number): number {
  let sumA = 0;
  let sumB = 0;
  let squares = 0;
  let products = 0;
  for (let row = 0; row < WINDOW; row++) {
    for (let at = start + row * stride, end = at + WINDOW; at < end; at++) {
      const a = one[at] ?? 0;
      const b = other[at] ?? 0;
      sumA += a;
      sumB += b;
      squares += a * a + b * b;
      products += a * b;
    }
  }
  const pixels = WINDOW * WINDOW;
  const meanA = sumA / pixels;
  const meanB = sumB / pixels;
  const variances = squares / pixels - meanA * meanA - meanB * meanB;
  const covariance = products / pixels - meanA * meanB;
  return (
    ((2 * meanA * meanB + C1) * (2 * covariance + C2)) /
    ((meanA * meanA + meanB * meanB + C1) * (variances + C2))
  );
}
