import { idOf, type PersonName } from './people.ts';

const FACES: Partial<Record<PersonName, string>> = {
  Ada: new URL('./pictures/ada.svg', import.meta.url).href,
  Bob: new URL('./pictures/bob.svg', import.meta.url).href,
  Mira: new URL('./pictures/mira.svg', import.meta.url).href,
  Yana: new URL('./pictures/yana.svg', import.meta.url).href,
};

function canvasOf(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas here');
  return [canvas, context];
}

async function drawn(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

/** A stream that shows what `draw` paints, again and again, as a camera would. */
function painted(
  width: number,
  height: number,
  draw: (context: CanvasRenderingContext2D) => void,
): MediaStream {
  const [canvas, context] = canvasOf(width, height);
  draw(context);
  const stream = canvas.captureStream();
  setInterval(() => draw(context), 200);
  return stream;
}

const CODE = [
  "import { sleep } from './time'",
  "import type { Order, Shipment } from './types'",
  '',
  '// Carriers answer slowly on Mondays. Wait longer each time, give up after a minute.',
  'const STEPS = [250, 500, 1_000, 4_000, 16_000]',
  '',
  'export async function ship(order: Order, signal: AbortSignal): Promise<Shipment> {',
  '  for (const [i, wait] of STEPS.entries()) {',
  '    const reply = await carrier.book(order, { signal })',
  '    if (reply.ok) return reply.shipment',
  '',
  '    if (reply.status === 409 || i === STEPS.length) {',
  '      throw new BookingError(order.id, reply.status)',
  '    }',
  '    await sleep(wait + Math.random() * 100, { signal })',
  '  }',
  "  throw new BookingError(order.id, 'timeout')",
  '}',
];

/** An editor, as somebody might present it. */
function paintEditor(context: CanvasRenderingContext2D, dark = true): void {
  const { width, height } = context.canvas;
  const unit = width / 80;
  context.fillStyle = dark ? '#10161a' : '#fbfaf7';
  context.fillRect(0, 0, width, height);
  context.fillStyle = dark ? '#0c1114' : '#efeee9';
  context.fillRect(0, 0, width * 0.17, height);
  context.fillRect(0, 0, width, unit * 3);
  context.font = `${unit * 1.05}px monospace`;
  for (const [index, line] of CODE.entries()) {
    context.fillStyle = line.trim().startsWith('//') ? '#7b8b93' : dark ? '#cfd8dc' : '#253035';
    context.fillText(line, width * 0.2, unit * (5.4 + index * 1.9));
  }
}

export interface Pictures {
  stream(member: string, lane: string): MediaStream | null;
  /** PNG bytes of an editor, for the picker. */
  readonly thumbnails: readonly Uint8Array<ArrayBuffer>[];
  /** PNG bytes of an app's icon. */
  readonly icon: Uint8Array<ArrayBuffer>;
}

export async function makePictures(): Promise<Pictures> {
  const faces = new Map<string, MediaStream>();
  for (const [name, url] of Object.entries(FACES) as [PersonName, string][]) {
    const image = await drawn(url);
    faces.set(
      idOf(name),
      painted(1_280, 720, (context) => context.drawImage(image, 0, 0, 1_280, 720)),
    );
  }
  const screen = painted(1_920, 1_200, (context) => paintEditor(context));
  const second = painted(1_280, 720, (context) => paintEditor(context, false));
  const thumbnails = await Promise.all([true, false].map(thumbnail));
  const icon = await appIcon();
  return {
    stream(member, lane) {
      if (lane === 'camera') return faces.get(member) ?? null;
      return lane === 'screenA' ? screen : second;
    },
    thumbnails,
    icon,
  };
}

async function appIcon(): Promise<Uint8Array<ArrayBuffer>> {
  const [canvas, context] = canvasOf(32, 32);
  context.fillStyle = '#2f6fd0';
  context.roundRect(1, 1, 30, 30, 7);
  context.fill();
  context.fillStyle = '#fff';
  context.fillRect(9, 10, 14, 3);
  context.fillRect(9, 18, 9, 3);
  return bytesOf(canvas);
}

async function thumbnail(dark: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const [canvas, context] = canvasOf(320, 200);
  paintEditor(context, dark);
  return bytesOf(canvas);
}

async function bytesOf(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (blob === null) throw new Error('no picture');
  return new Uint8Array(await blob.arrayBuffer());
}
