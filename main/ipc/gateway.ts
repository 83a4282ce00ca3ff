import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { READY_CHANNEL, REQUEST_CHANNELS } from '../../preload/contract/channelNames.ts';
import {
  PUSHES,
  type PushChannel,
  type PushPayload,
  type RequestChannel,
} from '../../preload/contract/channels.ts';
import type { Log } from '../system/log.ts';
import { PushQueue, type QueuedPush } from './pushQueue.ts';
import { Refusal, runChecked, type RequestHandlers } from './requestCheck.ts';
import { isTrustedSender, type PageOrigin, type Sender } from './senderCheck.ts';

/** Requests whose answer is a whole state: pushes that change it must not overtake the answer. */
const ANSWERED_BEFORE_PUSHES: ReadonlySet<RequestChannel> = new Set(['app:boot', 'session:join']);

/**
 * The only door between windows and main. Sender, input and output of every request are checked;
 * a refusal throws to the page. Pushes wait for their window to be ready.
 */
export class Gateway {
  readonly #page: PageOrigin;
  readonly #log: Log;
  readonly #windows = new Map<WebContents, PushQueue>();

  constructor(page: PageOrigin, log: Log) {
    this.#page = page;
    this.#log = log;
    ipcMain.on(READY_CHANNEL, (event) => {
      if (this.#isTrusted(event)) this.#windows.get(event.sender)?.ready();
    });
  }

  /** Lets a window's page in, until the window is gone. */
  admit(contents: WebContents): void {
    const queue = new PushQueue((push) => contents.send(push.channel, push.payload));
    this.#windows.set(contents, queue);
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) queue.reset();
    });
    contents.on('render-process-gone', () => queue.reset());
    contents.once('destroyed', () => this.#windows.delete(contents));
  }

  isAdmitted(contents: WebContents | null): boolean {
    return contents !== null && this.#windows.has(contents);
  }

  /** To be called once. */
  serve(handlers: RequestHandlers): void {
    for (const channel of REQUEST_CHANNELS) this.#handle(channel, handlers[channel]);
  }

  /** Tells all windows. @throws Refusal when the payload is not what the channel carries. */
  push<Channel extends PushChannel>(channel: Channel, payload: PushPayload<Channel>): void {
    const checked = PUSHES[channel].safeParse(payload);
    if (!checked.success) throw new Refusal(channel, 'output');
    for (const queue of this.#windows.values()) queue.push({ channel, payload: checked.data });
  }

  #handle<Channel extends RequestChannel>(
    channel: Channel,
    handler: RequestHandlers[Channel],
  ): void {
    ipcMain.handle(channel, async (event, input: unknown) => {
      const queue = this.#windows.get(event.sender);
      try {
        if (queue === undefined || !this.#isTrusted(event)) throw new Refusal(channel, 'sender');
        if (!ANSWERED_BEFORE_PUSHES.has(channel)) return await runChecked(channel, handler, input);
        const release = queue.hold();
        try {
          if (channel === 'app:boot') queue.rebase(isSignal);
          return await runChecked(channel, handler, input);
        } finally {
          // By then the answer is on its way.
          setImmediate(release);
        }
      } catch (error) {
        const part = error instanceof Refusal ? error.part : 'handler';
        this.#log.warn('request refused', { channel, part });
        throw error;
      }
    });
  }

  #isTrusted(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
    return isTrustedSender(this.#senderOf(event), this.#page);
  }

  #senderOf(event: IpcMainEvent | IpcMainInvokeEvent): Sender {
    // Null when the frame has navigated or is gone: then there is nobody to trust.
    const frame = event.senderFrame;
    return {
      url: frame?.url ?? '',
      isMainFrame: frame !== null && frame.parent === null && event.sender.mainFrame === frame,
      isOurWindow: this.#windows.has(event.sender),
    };
  }
}

/** Notes from other members are part of no state: the page that comes needs them still. */
function isSignal({ channel, payload }: QueuedPush): boolean {
  const event = payload as PushPayload<'session:event'>;
  return channel === 'session:event' && event.type === 'signal';
}
