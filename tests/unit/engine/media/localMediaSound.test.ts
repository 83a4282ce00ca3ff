import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalMediaStage } from './localMediaStage.ts';

let stage: LocalMediaStage;

beforeEach(() => {
  stage = new LocalMediaStage();
});

afterEach(() => {
  expectAllReleased();
});

function expectAllReleased(): void {
  expect(stage.close()).toEqual({ tracks: 0, listeners: 0, timers: 0 });
}

describe('the sound of local media', () => {
  it('shows the level that others hear, and speaking', async () => {
    const media = stage.open();
    await stage.soon(media);
    expect(stage.followed).toBe(media.tracks().microphone);
    const levels: number[] = [];
    const stop = media.level((level) => levels.push(level));
    stage.hearFor(0.1, 500);
    expect(levels.at(-1)).toBeCloseTo(0.8, 2);
    expect(media.current().speaking).toBe(true);
    stage.hearFor(0, 1_000);
    expect(media.current().speaking).toBe(false);
    stop();
    stage.hear(0.1);
    expect(levels.at(-1)).toBe(0);
  });

  it('hears nobody speak any more when the microphone is gone', async () => {
    const media = stage.open();
    await stage.soon(media);
    const levels: number[] = [];
    media.level((level) => levels.push(level));
    stage.hearFor(0.1, 500);
    stage.devices.pull('m1');
    await stage.soon(media);
    expect(media.current().speaking).toBe(false);
    expect(levels.at(-1)).toBe(0);
  });

  it('notices that somebody speaks while muted, until unmuted', async () => {
    const media = stage.open();
    await stage.soon(media);
    media.send({ type: 'set-microphone', on: false });
    expect(media.tracks().microphone?.enabled).toBe(false);
    const levels: number[] = [];
    media.level((level) => levels.push(level));
    stage.hearFor(0.1, 1_000);
    expect(media.current()).toMatchObject({ mutedSpeech: true, speaking: false });
    expect(new Set(levels)).toEqual(new Set([0]));
    media.send({ type: 'set-microphone', on: true });
    expect(media.current().mutedSpeech).toBe(false);
    expect(media.tracks().microphone?.enabled).toBe(true);
  });

  it('says that the system muted the microphone', async () => {
    const media = stage.open();
    await stage.soon(media);
    stage.devices.tracks[0]?.mute(true);
    await stage.clock.pass(3_500);
    expect(media.current().microphone).toEqual({ state: 'failed', failure: 'denied' });
    expect(media.tracks().microphone).toBeNull();
    expect(stage.followed).toBeNull();
    stage.devices.tracks[0]?.mute(false);
    expect(media.current().microphone).toEqual({ state: 'live' });
  });

  it('tests the chosen speaker, once at a time and never for long', async () => {
    const media = stage.open();
    await stage.soon(media);
    media.send({ type: 'test-speaker' });
    media.send({ type: 'test-speaker' });
    expect(media.current().testingSpeaker).toBe(true);
    expect(stage.chimes.map((chime) => chime.speaker)).toEqual(['s1']);
    stage.chimes[0]?.end();
    expect((await stage.soon(media)).testingSpeaker).toBe(false);
    media.send({ type: 'test-speaker' });
    await stage.clock.pass(5_000);
    expect(media.current().testingSpeaker).toBe(false);
  });
});
