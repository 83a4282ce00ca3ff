import { networkInterfaces } from 'node:os';
import type { Result } from '../preload/contract/result.ts';
import type { ServerStatus, SessionEvent } from '../preload/contract/session.ts';
import type { ServerUrl } from '../preload/contract/settings.ts';
import { systemKeyring } from './identity/systemKeyring.ts';
import { Calls } from './signaling/calls.ts';
import { systemClock } from './signaling/clock.ts';
import { EmbeddedServer } from './signaling/embeddedServer.ts';
import { forkServer } from './signaling/forkServer.ts';
import { HomeServer } from './signaling/homeServer.ts';
import { OwnServer } from './signaling/ownServer.ts';
import type { SignalingClientParts } from './signaling/signalingClient.ts';
import { webSocketOpener } from './signaling/signalingSocket.ts';
import type { AppFiles } from './system/appFiles.ts';
import type { CommandLine } from './system/commandLine.ts';
import { installationSecret } from './system/installationSecret.ts';
import { inviteLink, isOwnServer } from './system/invites.ts';
import { lanAddress, ownAddresses } from './system/lanAddress.ts';
import type { Log } from './system/log.ts';
import type { RecentCallsStore } from './system/recentCallsStore.ts';
import type { SettingsStore } from './system/settingsStore.ts';

export interface CallServicesParts {
  readonly files: AppFiles;
  readonly settings: SettingsStore;
  readonly recentCalls: RecentCallsStore;
  readonly commandLine: CommandLine;
  readonly version: string;
  readonly log: Log;
  /** Neither a server is started nor a connection opened before this. */
  readonly painted: Promise<void>;
  readonly onStatus: (status: ServerStatus) => void;
  readonly onEvent: (event: SessionEvent) => void;
}

/** What has to do with servers and calls, put together. */
export interface CallServices {
  readonly home: HomeServer;
  readonly calls: Calls;
  /** What any other session on a server is made of. */
  readonly client: SignalingClientParts;
  /** Whether a link to this server leads to the server that is set. */
  isSetServer(server: ServerUrl): boolean;
  /** Whether a server is our own embedded one, by whichever of its addresses. */
  isOwnServer(server: ServerUrl): boolean;
  readonly ownServer: OwnServer;
  /** The person has agreed to a call on this server. Kept for this run. */
  agree(server: ServerUrl): void;
  invite(): Promise<Result<{ link: string }, 'not_in_call' | 'no_address'>>;
  /** Another server may be set now. A running call keeps the one that it began on. */
  followChosenServer(): void;
}

export function createCallServices(parts: CallServicesParts): CallServices {
  const { files, settings, recentCalls, commandLine, log } = parts;
  const client: SignalingClientParts = {
    clock: systemClock,
    random: Math.random,
    openSocket: webSocketOpener(parts.painted),
    version: parts.version,
    log,
  };
  const chosenServer = (): ServerUrl | null => commandLine.server ?? settings.current.server;
  const home = new HomeServer(chosenServer(), {
    client,
    startEmbedded: (changed) =>
      new EmbeddedServer({
        fork: forkServer,
        clock: systemClock,
        random: Math.random,
        log,
        port: files.embeddedServer.value.port,
        rememberPort: (port) => files.embeddedServer.write({ ...files.embeddedServer.value, port }),
        open: files.embeddedServer.value.open,
        after: parts.painted,
        changed,
      }),
    changed: parts.onStatus,
  });
  const isOwn = (server: ServerUrl): boolean => {
    const addresses = ownAddresses(networkInterfaces());
    if (commandLine.lanAddress !== null) addresses.add(commandLine.lanAddress);
    return isOwnServer(server, home.embeddedPort, addresses);
  };
  const networkAddress = (): string | null =>
    commandLine.lanAddress ?? lanAddress(networkInterfaces());
  const ownServer = new OwnServer({
    home,
    address: networkAddress,
    isOpen: () => files.embeddedServer.value.open,
    rememberOpen() {
      const { value } = files.embeddedServer;
      if (!value.open) files.embeddedServer.write({ ...value, open: true });
    },
  });
  const agreed = new Set<ServerUrl>();
  const followChosenServer = (): void => {
    if (!calls.isActive) home.use(chosenServer());
  };
  const calls = new Calls({
    home,
    client,
    installationSecret: () => installationSecret(files.installation, systemKeyring),
    isOwnServer: isOwn,
    isAgreed: (server) =>
      agreed.has(server) ||
      settings.isTrusted(server) ||
      recentCalls.current.some((call) => call.server === server),
    emit: parts.onEvent,
    over: followChosenServer,
  });
  return {
    home,
    calls,
    client,
    followChosenServer,
    isOwnServer: isOwn,
    isSetServer: (server) => server === home.url || isOwn(server),
    ownServer,
    agree: (server) => void agreed.add(server),
    invite: () =>
      inviteLink({
        session: () => calls.session,
        embeddedPort: () => home.embeddedPort,
        isOwnServer: isOwn,
        openToNetwork: () => home.openToNetwork(),
        address: networkAddress,
      }),
  };
}
