import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import {
  PUSH_CHANNELS,
  READY_CHANNEL,
  REQUEST_CHANNELS,
  type WindowKind,
} from '../contract/channelNames.ts';

/**
 * Puts `window.api` of a kind of window into its page.
 *
 * Main checks every input and output; here only the names are fixed, so that a page can reach
 * nothing else.
 */
export function exposeApi(kind: WindowKind): void {
  const requests = new Set<string>(REQUEST_CHANNELS[kind]);
  const pushes = new Set<string>(PUSH_CHANNELS[kind]);
  contextBridge.exposeInMainWorld('api', {
    invoke(channel: string, input: unknown): Promise<unknown> {
      if (!requests.has(channel)) return Promise.reject(new Error('unknown channel'));
      return ipcRenderer.invoke(channel, input);
    },
    on(channel: string, listener: (payload: unknown) => void): () => void {
      if (!pushes.has(channel)) throw new Error('unknown channel');
      // The event is kept back: it would give the page a hold on ipcRenderer.
      const forward = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
      ipcRenderer.on(channel, forward);
      return () => {
        ipcRenderer.off(channel, forward);
      };
    },
    ready(): void {
      ipcRenderer.send(READY_CHANNEL);
    },
  });
}
