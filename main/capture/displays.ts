import type { Region } from '../../preload/contract/presenting.ts';
import type { Area } from '../desktop/desktop.ts';

/** A display, as Electron's `screen` tells of it. */
export interface Display {
  readonly id: number;
  /** Device-independent pixels. */
  readonly bounds: Area;
  /** Physical pixels for each device-independent one. */
  readonly scaleFactor: number;
}

/** The displays that there are. */
export interface Displays {
  all(): readonly Display[];
  /** Tells when one came, went or changed. @returns ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Counted from 1, in the system's order; null with one display, or where it is not known. */
export function displayNumber(displays: readonly Display[], id: number | null): number | null {
  if (displays.length < 2 || id === null) return null;
  const index = displays.findIndex((display) => display.id === id);
  return index === -1 ? null : index + 1;
}

/** Where a display is, in physical pixels of the whole desktop. */
function pixelArea({ bounds, scaleFactor }: Display): Area {
  return {
    x: Math.round(bounds.x * scaleFactor),
    y: Math.round(bounds.y * scaleFactor),
    width: Math.round(bounds.width * scaleFactor),
    height: Math.round(bounds.height * scaleFactor),
  };
}

/**
 * A display's size in physical pixels, which is that of its captured picture: to within `roundingOf`
 * only, since device-independent sizes are rounded.
 */
export function pixelSize(display: Display): Size {
  const { width, height } = pixelArea(display);
  return { width, height };
}

/** By how many physical pixels a size that is computed may be wrong. */
export function roundingOf({ scaleFactor }: Display): number {
  return scaleFactor === 1 ? 0 : Math.ceil(scaleFactor);
}

/** Whether a picture can be one of the whole display, in its own pixels. */
export function isPixelSize(display: Display, { width, height }: Size): boolean {
  const computed = pixelSize(display);
  const rounding = roundingOf(display);
  return (
    Math.abs(width - computed.width) <= rounding && Math.abs(height - computed.height) <= rounding
  );
}

/** The display that has the middle of something; null when none has. */
export function displayAt(displays: readonly Display[], pixels: Area): Display | null {
  const x = pixels.x + pixels.width / 2;
  const y = pixels.y + pixels.height / 2;
  const has = (display: Display): boolean => {
    const area = pixelArea(display);
    return x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;
  };
  return displays.find(has) ?? null;
}

/**
 * From physical pixels of the whole desktop to device-independent ones, by the display that has the
 * middle; null when none has it.
 */
export function toBounds(displays: readonly Display[], pixels: Area): Area | null {
  const display = displayAt(displays, pixels);
  if (display === null) return null;
  const { x, y } = pixelArea(display);
  return within(display, { ...pixels, x: pixels.x - x, y: pixels.y - y });
}

/** Where a region of a display is, in device-independent pixels of the whole desktop. */
export function regionBounds(display: Display, region: Region): Area {
  return within(display, region);
}

/** Device-independent, of physical pixels counted from the display's corner. */
function within({ bounds, scaleFactor }: Display, pixels: Area): Area {
  return {
    x: bounds.x + Math.round(pixels.x / scaleFactor),
    y: bounds.y + Math.round(pixels.y / scaleFactor),
    width: Math.round(pixels.width / scaleFactor),
    height: Math.round(pixels.height / scaleFactor),
  };
}
