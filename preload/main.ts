import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { PUSH_CHANNELS, READY_CHANNEL, REQUEST_CHANNELS } from './contract/channelNames.ts';
import type { PushChannel, PushPayload, RequestChannel, WindowApi } from './contract/channels.ts';

// Main checks every input and output; here only the names are fixed, so that a page can reach
// nothing else.
const requests = new Set<string>(REQUEST_CHANNELS);
const pushes = new Set<string>(PUSH_CHANNELS);

const api: WindowApi = {
  invoke(channel: RequestChannel, input: unknown) {
    if (!requests.has(channel)) return Promise.reject(new Error('unknown channel'));
    return ipcRenderer.invoke(channel, input);
  },
  on<Channel extends PushChannel>(
    channel: Channel,
    listener: (payload: PushPayload<Channel>) => void,
  ) {
    if (!pushes.has(channel)) throw new Error('unknown channel');
    // The event is kept back: it would give the page a hold on ipcRenderer.
    const forward = (_event: IpcRendererEvent, payload: PushPayload<Channel>): void => {
      listener(payload);
    };
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  },
  ready() {
    ipcRenderer.send(READY_CHANNEL);
  },
};

contextBridge.exposeInMainWorld('api', api);
