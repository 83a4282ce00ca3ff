import type { Boot } from '../../preload/contract/channels.ts';
import type { Captures } from '../capture/captures.ts';
import { defaultSpeaker } from '../desktop/defaultSpeaker.ts';
import type { ScreenSources } from '../capture/screenSources.ts';
import type { Stills } from '../capture/stills.ts';
import type { PermissionKind } from '../capture/systemPermissions.ts';
import type { Calls } from '../signaling/calls.ts';
import type { HomeServer } from '../signaling/homeServer.ts';
import type { OwnServer } from '../signaling/ownServer.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import { lookAtLink } from '../system/deepLinks.ts';
import type { Log } from '../system/log.ts';
import type { OpenedLinks } from '../system/openedLinks.ts';
import type { RecentCallsStore } from '../system/recentCallsStore.ts';
import { redact } from '../system/redact.ts';
import type { SettingsStore } from '../system/settingsStore.ts';
import type { ContactHandlers } from './contactHandlers.ts';
import type { IdentityHandlers } from './identityHandlers.ts';
import type { PresentingHandlers } from './presentingHandlers.ts';
import type { QuickCallHandlers } from './quickCallHandlers.ts';
import type { RingHandlers } from './ringHandlers.ts';
import type { RequestHandlers } from './requestCheck.ts';

/** A page in trouble may tell of it very often. */
const PROBLEM_EVERY_MS = 1_000;

export interface RequestParts {
  readonly calls: Calls;
  readonly home: HomeServer;
  readonly settings: SettingsStore;
  readonly recentCalls: RecentCallsStore;
  readonly links: OpenedLinks;
  /** @returns false for what is no link of ours. */
  readonly openLink: (text: string) => boolean;
  readonly sources: ScreenSources;
  readonly captures: Captures;
  readonly stills: Stills;
  readonly chooseRegion: RequestHandlers['screen:choose-region'];
  readonly presenting: PresentingHandlers;
  readonly people: ContactHandlers & IdentityHandlers & RingHandlers;
  readonly quickCall: QuickCallHandlers;
  /** How contacts and rings stand, for a window that starts. */
  readonly peopleNow: () => Pick<Boot, 'contacts' | 'openedContactLink' | 'ringing'>;
  /** A page of the call window starts. */
  readonly booted: () => void;
  readonly showWindow: () => void;
  /** Leaves the call to its small window. */
  readonly hideWindow: () => void;
  /** A call could not be joined: the person has to see why. */
  readonly joinFailed: () => void;
  readonly about: Pick<Boot, 'systemLanguage' | 'platform' | 'version'>;
  readonly ownServer: Pick<OwnServer, 'givenUrl' | 'open'>;
  /** Puts a text into the clipboard. */
  readonly copy: (text: string) => void | Promise<void>;
  readonly copyInvite: RequestHandlers['invite:copy'];
  readonly openWebPage: (url: string) => Promise<void>;
  readonly openPermissions: (kind: PermissionKind) => Promise<void>;
  /** Wall clock, milliseconds since 1970. */
  readonly now: () => number;
  readonly isOwnServer: (server: ServerUrl) => boolean;
  readonly log: Log;
}

/** What main does for each request of a window. */
export function createRequestHandlers(parts: RequestParts): RequestHandlers {
  const { calls, home, settings, recentCalls, links, sources, captures, stills, log } = parts;
  let quietUntilMs = 0;
  return {
    ...parts.presenting,
    ...parts.people,
    ...parts.quickCall,
    'app:boot'() {
      parts.booted();
      return {
        ...parts.about,
        settings: settings.current,
        server: home.status,
        session: calls.session,
        callSwitches: calls.switches,
        recentCalls: recentCalls.current,
        openedLink: links.pending,
        ...parts.peopleNow(),
      };
    },
    async 'session:join'(request) {
      const result = await calls.join(request);
      if (result.ok) links.joined();
      else if (result.reason !== 'cancelled') parts.joinFailed();
      return result;
    },
    'session:leave'() {
      captures.clear();
      return calls.leave();
    },
    'session:signal': ({ to, payload }) => calls.signal(to, payload),
    'session:probe': () => calls.probe(),
    'session:peek': ({ room, server }) => calls.peek(room, server),
    'session:switches': (switches) => calls.setSwitches(switches),
    'server:retry': () => home.retry(),
    'server:address': () => parts.ownServer.givenUrl,
    async 'server:copy-address'() {
      const address = await parts.ownServer.open();
      if (address === null) return { ok: false, reason: 'no_address' };
      await parts.copy(address);
      return { ok: true, value: { address } };
    },
    'invite:copy': parts.copyInvite,
    'link:look': ({ text }) => lookAtLink(text),
    'link:open': ({ text }) => ({ opened: parts.openLink(text) }),
    'link:settle': ({ accepted }) => links.settle(accepted),
    'window:show': () => parts.showWindow(),
    'window:hide': () => parts.hideWindow(),
    'screen:list': () => sources.list(),
    'screen:choose-region': parts.chooseRegion,
    'screen:grant': (request) => captures.grant(request),
    'screen:started': async ({ capture, ...size }) => ({
      overlay: await captures.start(capture, size),
    }),
    'screen:release': ({ capture }) => captures.release(capture),
    'screen:still': ({ capture }) => stills.take(capture),
    'screen:captured-speaker': () => defaultSpeaker(),
    'settings:change': (patch) => settings.change(patch),
    'recent:record'(call) {
      // The embedded server's address may be another one next time.
      const isOwn = call.server !== null && parts.isOwnServer(call.server);
      recentCalls.record({ ...call, server: isOwn ? null : call.server });
    },
    'recent:pin': ({ pinned, ...key }) => recentCalls.pin(key, pinned),
    'recent:remove': (key) => recentCalls.remove(key),
    'web:open': ({ url }) => parts.openWebPage(url),
    'permissions:open': ({ kind }) => parts.openPermissions(kind),
    'log:problem'({ event, detail }) {
      if (parts.now() < quietUntilMs) return;
      quietUntilMs = parts.now() + PROBLEM_EVERY_MS;
      log.warn('page problem', { event: redact(event), detail: redact(detail) });
    },
  };
}
