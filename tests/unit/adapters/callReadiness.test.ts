import { beforeEach, describe, expect, test } from 'vitest';
import type { MediaSnapshot } from '../../../preload/contract/mediaSnapshot.ts';
import type { ExpectedCall } from '../../../preload/contract/ringing.ts';
import { CallReadiness } from '../../../renderer/adapters/callReadiness.ts';
import type { LocalMedia } from '../../../renderer/engine/media/localMedia.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import type { IceServer } from '../../../signaling/protocol/serverMessages.ts';
import { FakeMain } from './fakeApi.ts';

const STUN: IceServer = { urls: ['stun:here:1'] };
const OTHER: IceServer = { urls: ['stun:there:1'] };

const calledBy: ExpectedCall = { wanted: false, camera: true, iceServers: [STUN] };
const wanted: ExpectedCall = { ...calledBy, wanted: true };

let main: FakeMain;
/** What was done with devices and links, in order. */
let done: string[];
let media: LocalMedia | null;
let cameraOn: boolean;
let links: number;
let readiness: CallReadiness;

beforeEach(() => {
  main = new FakeMain();
  done = [];
  media = null;
  cameraOn = true;
  links = 0;
  readiness = new CallReadiness({
    api: main.api,
    relay: {
      media: () => media,
      current: () => ({ cameraOn }) as MediaSnapshot,
      send: (intent) => void done.push(JSON.stringify(intent)),
      attach: (next) => {
        media = next;
      },
      close: () => {
        if (media !== null) done.push('devices closed');
        media = null;
      },
    },
    openDevices({ microphone, camera }) {
      done.push(`devices ${microphone} ${camera}`);
      cameraOn = camera;
      return {} as LocalMedia;
    },
    listDevices() {
      done.push('listed');
      return Promise.resolve();
    },
    prepareLink(_, quiet) {
      const link = (links += 1);
      done.push(`link ${link}${quiet ? ' quiet' : ''}`);
      return {
        take: () => null,
        begin: () => void done.push(`link ${link} begins`),
        close: () => void done.push(`link ${link} closed`),
      };
    },
  });
});

const expects = (expected: ExpectedCall | null): void => main.push('call:expected', expected);
const enters = (): void =>
  main.push('call:enter', {
    room: RoomName.parse('ring-room'),
    server: null,
    camera: true,
    contact: null,
  });
/** What was done since this was asked last. */
const news = (): string[] => done.splice(0);

describe('while somebody calls', () => {
  test('devices are listed and a quiet link is made, and nothing is opened before the yes', () => {
    expects(calledBy);
    expect(news()).toEqual(['listed', 'link 1 quiet']);
    expect(media).toBeNull();
    expects(wanted);
    expect(news()).toEqual(['devices true true', 'link 1 begins']);
  });

  test('the camera stays closed where it is accepted without video', () => {
    expects(calledBy);
    expects({ ...wanted, camera: false });
    expect(news()).toContain('devices true false');
  });

  test('all is closed when it is over without a call', () => {
    expects(calledBy);
    news();
    expects(null);
    expect(news()).toEqual(['link 1 closed']);
    expects(wanted);
    news();
    expects(null);
    expect(news()).toEqual(['devices closed', 'link 2 closed']);
    expect(readiness.takeLink()).toBeNull();
  });

  test('there is no link where its servers are not known, and one when they are', () => {
    expects({ ...calledBy, iceServers: null });
    expect(news()).toEqual(['listed']);
    expects(calledBy);
    expect(news()).toContain('link 1 quiet');
  });

  test('a link is made anew for other servers', () => {
    expects(calledBy);
    news();
    expects({ ...wanted, iceServers: [OTHER] });
    expect(news()).toEqual(['devices true true', 'link 1 closed', 'link 2', 'link 2 begins']);
  });
});

describe('a call that begins', () => {
  test('has devices and link that were open for it', () => {
    expects(wanted);
    news();
    enters();
    readiness.openDevices({ microphone: true, camera: true });
    expects(null);
    expect(news()).toEqual([]);
    expect(readiness.takeLink()).not.toBeNull();
    readiness.close();
    expect(news()).toEqual(['devices closed']);
  });

  test('asks for the camera only where it is not as it is to be', () => {
    expects(wanted);
    news();
    readiness.setCamera(true);
    expect(news()).toEqual([]);
    readiness.setCamera(false);
    expect(news()).toEqual(['{"type":"set-camera","on":false}']);
  });

  test('and is given up on the way leaves nothing open', () => {
    expects(wanted);
    enters();
    readiness.openDevices({ microphone: true, camera: true });
    expects(null);
    news();
    readiness.close();
    expect(news()).toEqual(['devices closed', 'link 1 closed']);
  });

  test('after another that has to be left first finds devices that are as new', () => {
    readiness.openDevices({ microphone: true, camera: true });
    expects(wanted);
    news();
    enters();
    readiness.close();
    readiness.openDevices({ microphone: true, camera: true });
    expects(null);
    expect(news().slice(0, 3)).toEqual(['devices closed', 'link 1 closed', 'devices true true']);
    expect(media).not.toBeNull();
  });
});

describe('the person’s own devices', () => {
  test('stay open when a call that rang is over', () => {
    readiness.openDevices({ microphone: true, camera: true });
    expects(wanted);
    news();
    expects(null);
    expect(news()).toEqual(['link 1 closed']);
  });

  test('and their link stay for the room that they look into', () => {
    readiness.openDevices({ microphone: true, camera: true });
    readiness.prepareLink([STUN]);
    expects(calledBy);
    expects(null);
    expect(news()).not.toContain('link 1 closed');
    readiness.close();
    expect(news()).toEqual(['devices closed', 'link 1 closed']);
  });
});
