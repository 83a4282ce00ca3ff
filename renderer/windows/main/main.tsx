import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Boot, WindowApi } from '../../../preload/contract/channels.ts';
import { AppController } from '../../adapters/appController.ts';
import { CallReadiness } from '../../adapters/callReadiness.ts';
import { startCall, type RunningCall } from '../../adapters/callRuntime.ts';
import { relayCallSummary } from '../../adapters/callSummary.ts';
import { CallSpeaker } from '../../adapters/callSpeaker.ts';
import { ContactsSource } from '../../adapters/contactsSource.ts';
import { createEngineLog } from '../../adapters/engineLog.ts';
import { createMediaElements } from '../../adapters/mediaElements.ts';
import { createIntroductionPort } from '../../adapters/introductionPort.ts';
import { MediaRelay } from '../../adapters/mediaRelay.ts';
import { randomRoom } from '../../adapters/randomRoom.ts';
import { createRememberedDevices } from '../../adapters/rememberedDevices.ts';
import { playRingback } from '../../adapters/ringback.ts';
import { createRingingSource } from '../../adapters/ringingSource.ts';
import { createScreenPicker } from '../../adapters/screenPicker.ts';
import { createScreenPort } from '../../adapters/screenPort.ts';
import { createSignalPort } from '../../adapters/signalPort.ts';
import { SnapshotCell } from '../../adapters/snapshotSource.ts';
import { stayWhileRinging } from '../../adapters/stayWhileRinging.ts';
import { systemClock } from '../../adapters/systemClock.ts';
import { windowApi } from '../../adapters/windowApi.ts';
import { readInventory } from '../../engine/media/deviceInventory.ts';
import { recallEarlier } from '../../engine/media/deviceMemory.ts';
import { keepDeviceList } from '../../engine/media/keptDevices.ts';
import { createLocalMedia } from '../../engine/media/localMedia.ts';
import { playRing } from '../../engine/media/ringPlayer.ts';
import { prepareLink } from '../../engine/peer/preparedLink.ts';
import { startBitrateKbps } from '../../engine/peer/sending.ts';
import { createMirrorStore } from '../../stores/mirrorStore.ts';
import { App } from '../../views/App.tsx';
import { ParleyProvider, type Parley } from '../../views/ParleyProvider.tsx';

/** Puts the window together: main's state and the engine below, stores and views above. */
function compose(api: WindowApi, boot: Boot, render: (parley: Parley) => void): void {
  const life = new AbortController();
  const problem = (event: string, error: unknown): void => {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    // When the log itself fails there is nowhere left to say so.
    api.invoke('log:problem', { event, detail: detail.slice(0, 2_000) }).catch(() => undefined);
  };
  const relay = new MediaRelay();
  const devices = keepDeviceList(navigator.mediaDevices, systemClock, life.signal);
  const running = new SnapshotCell<RunningCall | null>(null);
  const remembered = createRememberedDevices(api, boot.settings.devices, problem);
  const signalPort = createSignalPort(api, problem);
  const screenPort = createScreenPort(api, problem);
  const introductionPort = createIntroductionPort(api, problem);

  const speaker = new CallSpeaker({ api, platform: boot.platform, media: relay });

  const log = createEngineLog(problem);
  const readiness = new CallReadiness({
    api,
    relay,
    openDevices: (switches) =>
      createLocalMedia({ devices, clock: systemClock, remembered, switches, signal: life.signal }),
    listDevices: () => devices.enumerateDevices(),
    prepareLink: (iceServers, quiet) =>
      prepareLink({
        iceServers,
        quiet,
        startBitrateKbps: () => startBitrateKbps(1),
        clock: systemClock,
        random: Math.random,
        log,
      }),
  });

  const controller = new AppController(
    {
      api,
      openMedia: (switches) => readiness.openDevices(switches),
      closeMedia: () => readiness.close(),
      setCamera: (on) => readiness.setCamera(on),
      async listSpeakers() {
        return readInventory(await devices.enumerateDevices()).speaker.options;
      },
      prepareLink: (iceServers) => readiness.prepareLink(iceServers),
      beginSession: () => signalPort.begin(),
      startCall(session) {
        const onEnded = (reason: 'room_full' | 'replaced' | 'refused' | null): void => {
          running.set(null);
          controller.callEnded(reason);
        };
        const ports = { signalPort, screenPort, introductionPort };
        const parts = { api, relay, speaker, ...ports, contacts, log, onEnded, problem };
        running.set(startCall(parts, session, readiness.takeLink()));
      },
      leaveCall: () => running.current()?.send({ type: 'leave' }),
      newRoomName: () => randomRoom((target) => crypto.getRandomValues(target)),
      problem,
    },
    boot,
  );

  const shown = {
    current: () => running.current(),
    subscribe: (listener: () => void) => running.subscribe(listener),
  };
  const picker = createScreenPicker({
    api,
    platform: boot.platform,
    speakerIsDefault: () => speaker.isCaptured(),
    onSpeaker: (listener) => speaker.subscribe(listener),
    share: (intent) => running.current()?.send(intent),
  });
  const contacts = new ContactsSource({ api, clock: systemClock, problem }, boot);
  running.subscribe((call) => contacts.meet(call?.introductions ?? null));
  const ringing = createRingingSource({ api, problem }, boot);
  const fixed = {
    app: createMirrorStore(controller, life.signal),
    media: createMirrorStore(relay, life.signal),
    picker: createMirrorStore(picker, life.signal),
    contacts: createMirrorStore(contacts, life.signal),
    ringing: createMirrorStore(ringing, life.signal),
    elements: createMediaElements(shown, relay),
  };
  relayCallSummary({
    api,
    running,
    media: relay,
    contacts,
    language: () => {
      const { settings, systemLanguage } = controller.current();
      return settings.language === 'system' ? systemLanguage : settings.language;
    },
    chooseScreen: () => picker.send({ type: 'open', replaces: null }),
    problem,
  });
  stayWhileRinging({ running, ringing });
  playRingback({
    ringing,
    // Outside of a call no device is open: then it is the one that was used last.
    speaker: () =>
      relay.current().chosen.speaker ?? recallEarlier(remembered.load(), 'speaker')[0] ?? null,
    play: playRing,
  });
  const draw = (call: RunningCall | null): void => {
    render({ ...fixed, call: call === null ? null : createMirrorStore(call, call.over) });
  };
  running.subscribe(draw);
  window.addEventListener('error', (event) => problem('page error', event.error));
  window.addEventListener('unhandledrejection', (event) => problem('page error', event.reason));
  controller.resume(boot);
  draw(running.current());
  api.ready();
}

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no #root');
const root = createRoot(container);
const api = windowApi();
const boot = await api.invoke('app:boot', undefined);
compose(api, boot, (parley) => {
  root.render(
    <StrictMode>
      <ParleyProvider value={parley}>
        <App />
      </ParleyProvider>
    </StrictMode>,
  );
});
