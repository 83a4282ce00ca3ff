import { afterEach, describe, expect, test } from 'vitest';
import { laneCodecs } from '../../renderer/engine/peer/codecs.ts';
import { applySending, sendingFor } from '../../renderer/engine/present/laneSending.ts';
import { connectedPair, FrameReader, negotiate } from '../support/engineFrames.ts';
import { colourTrack } from '../support/engineMedia.ts';
import { eventually } from '../support/engineProbe.ts';

const closing: (() => void)[] = [];
const quiet = (): void => undefined;

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Lane {
  readonly sender: RTCRtpSender;
  readonly negotiations: () => number;
  connect(): Promise<void>;
}

/** A lane with a screen on it, as a link makes it. */
function screenLane(): Lane {
  const [from, to] = connectedPair();
  const track = colourTrack('blue', 640, 360);
  let negotiations = 0;
  from.addEventListener('negotiationneeded', () => (negotiations += 1));
  const transceiver = from.addTransceiver(track, { direction: 'sendrecv' });
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  transceiver.setCodecPreferences(laneCodecs('screenA', codecs));
  closing.push(
    () => from.close(),
    () => to.close(),
    () => track.stop(),
  );
  return {
    sender: transceiver.sender,
    negotiations: () => negotiations,
    async connect() {
      await negotiate(from, to);
      const receiver = to.getReceivers()[0];
      if (receiver === undefined) throw new Error('no receiver');
      const reader = new FrameReader(receiver.track);
      closing.push(() => reader.close());
      await reader.next();
    },
  };
}

async function codecOf(sender: RTCRtpSender): Promise<string | null> {
  const report = await sender.getStats();
  const stats = [...report.values()] as readonly {
    type: string;
    id: string;
    [key: string]: unknown;
  }[];
  const outbound = stats.find(({ type }) => type === 'outbound-rtp');
  const codec = stats.find(({ id }) => id === outbound?.['codecId']);
  return typeof codec?.['mimeType'] === 'string' ? codec['mimeType'] : null;
}

async function sends(sender: RTCRtpSender, codec: string): Promise<void> {
  let last: string | null = null;
  await eventually(`frames in ${codec}`, () => {
    void codecOf(sender).then((now) => (last = now));
    return last === codec;
  });
}

describe('encoding', () => {
  test('for text and for motion changes with the share, without a negotiation', async () => {
    const lane = screenLane();
    await applySending(lane.sender, sendingFor('text', { width: 640, height: 360 }), quiet);
    await lane.connect();
    await sends(lane.sender, 'video/VP8');
    const before = lane.negotiations();
    await applySending(lane.sender, sendingFor('motion', { width: 640, height: 360 }), quiet);
    await sends(lane.sender, 'video/H264');
    const parameters = lane.sender.getParameters();
    expect(parameters.degradationPreference).toBe('maintain-framerate');
    expect(parameters.encodings[0]).toMatchObject({ maxBitrate: 1_500_000, maxFramerate: 60 });
    await applySending(lane.sender, sendingFor('text', { width: 640, height: 360 }), quiet);
    await sends(lane.sender, 'video/VP8');
    expect(lane.sender.getParameters().degradationPreference).toBe('maintain-resolution');
    expect(lane.negotiations()).toBe(before);
  });

  test('that was set before the lane was negotiated is there from the first frame on', async () => {
    const lane = screenLane();
    await applySending(lane.sender, sendingFor('motion', null), quiet);
    await lane.connect();
    await sends(lane.sender, 'video/H264');
    expect(lane.sender.getParameters().encodings[0]?.maxBitrate).toBe(6_000_000);
  });

  test('takes the last of several wishes that come at once', async () => {
    const lane = screenLane();
    await lane.connect();
    const wishes = ['motion', 'text', 'motion', 'text', 'motion'] as const;
    await Promise.all(
      wishes.map((wish) => applySending(lane.sender, sendingFor(wish, null), quiet)),
    );
    await sends(lane.sender, 'video/H264');
    expect(lane.sender.getParameters().degradationPreference).toBe('maintain-framerate');
  });

  test('of a closed connection is a line in the log and nothing else', async () => {
    const lane = screenLane();
    await lane.connect();
    for (const close of closing.splice(0)) close();
    await applySending(lane.sender, sendingFor('motion', null), quiet);
    expect(lane.sender.transport?.state ?? 'closed').toBe('closed');
  });
});
