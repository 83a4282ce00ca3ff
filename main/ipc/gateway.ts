import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import {
  PAINTED_CHANNEL,
  PUSH_CHANNELS,
  READY_CHANNEL,
  REQUEST_CHANNELS,
  WINDOW_KINDS,
  type WindowKind,
} from '../../preload/contract/channelNames.ts';
import {
  PUSHES,
  type PushChannel,
  type PushPayload,
  type RequestChannel,
} from '../../preload/contract/channels.ts';
import type { Log } from '../system/log.ts';
import { onNextPage } from './nextPage.ts';
import { PushQueue, type QueuedPush } from './pushQueue.ts';
import { Refusal, runChecked, type RequestHandlers } from './requestCheck.ts';
import { isTrustedSender, type PageOrigin, type Sender } from './senderCheck.ts';

/** Requests whose answer is a whole state: pushes that change it must not overtake the answer. */
const ANSWERED_BEFORE_PUSHES: ReadonlySet<RequestChannel> = new Set(['app:boot', 'session:join']);
/** Pushes that say all there is to say: of those that wait, only the newest is of use. */
const WHOLE_STATES: ReadonlySet<PushChannel> = new Set([
  'call:expected',
  'bar:state',
  'overlay:state',
  'region:choice',
  'incoming:state',
  'palette:state',
]);

interface Admitted {
  readonly kind: WindowKind;
  readonly queue: PushQueue;
}

/**
 * The only door between windows and main. Sender, input and output of every request are checked;
 * a refusal throws to the page. Each kind of window has its own requests and pushes. Pushes wait
 * for their window to be ready.
 */
export class Gateway {
  readonly #page: PageOrigin;
  readonly #log: Log;
  readonly #windows = new Map<WebContents, Admitted>();
  /** Settled when a page of the call's window has drawn its first content. */
  readonly painted: Promise<void>;

  constructor(page: PageOrigin, log: Log) {
    this.#page = page;
    this.#log = log;
    ipcMain.on(READY_CHANNEL, (event) => {
      if (this.#isTrusted(event)) this.#windows.get(event.sender)?.queue.ready();
    });
    this.painted = new Promise((resolve) => {
      ipcMain.on(PAINTED_CHANNEL, (event) => {
        if (this.isAdmitted(event.sender, 'call') && this.#isTrusted(event)) resolve();
      });
    });
  }

  /** Lets a window's page in, until the window is gone. */
  admit(contents: WebContents, kind: WindowKind): void {
    const queue = new PushQueue((push) => contents.send(push.channel, push.payload));
    this.#windows.set(contents, { kind, queue });
    onNextPage(contents, this.#page, () => queue.reset());
    contents.on('render-process-gone', () => queue.reset());
    contents.once('destroyed', () => this.#windows.delete(contents));
  }

  isAdmitted(contents: WebContents | null, kind: WindowKind): boolean {
    return contents !== null && this.#windows.get(contents)?.kind === kind;
  }

  /** To be called once. */
  serve(handlers: RequestHandlers): void {
    for (const kind of WINDOW_KINDS) {
      for (const channel of REQUEST_CHANNELS[kind]) this.#handle(kind, channel, handlers[channel]);
    }
  }

  /**
   * Tells all windows that have the channel.
   *
   * @throws Refusal when the payload is not what the channel carries.
   */
  push<Channel extends PushChannel>(channel: Channel, payload: PushPayload<Channel>): void {
    const push = checkedPush(channel, payload);
    for (const { kind, queue } of this.#windows.values()) {
      if (hasPush(kind, channel)) queue.push(push, WHOLE_STATES.has(channel));
    }
  }

  /**
   * Tells one window; without effect when it is gone.
   *
   * @throws Refusal when the payload is not what the channel carries, or the window has no such
   *   channel.
   */
  pushTo<Channel extends PushChannel>(
    contents: WebContents,
    channel: Channel,
    payload: PushPayload<Channel>,
  ): void {
    const push = checkedPush(channel, payload);
    const window = this.#windows.get(contents);
    if (window === undefined) return;
    if (!hasPush(window.kind, channel)) throw new Refusal(channel, 'output');
    window.queue.push(push, WHOLE_STATES.has(channel));
  }

  #handle<Channel extends RequestChannel>(
    kind: WindowKind,
    channel: Channel,
    handler: RequestHandlers[Channel],
  ): void {
    ipcMain.handle(channel, async (event, input: unknown) => {
      const window = this.#windows.get(event.sender);
      try {
        if (window?.kind !== kind || !this.#isTrusted(event)) throw new Refusal(channel, 'sender');
        const run = (): Promise<unknown> => runChecked(channel, handler, input, event.sender.id);
        if (!ANSWERED_BEFORE_PUSHES.has(channel)) return await run();
        const { queue } = window;
        const release = queue.hold();
        try {
          if (channel === 'app:boot') queue.rebase(isNoState);
          return await run();
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

function hasPush(kind: WindowKind, channel: PushChannel): boolean {
  const channels: readonly PushChannel[] = PUSH_CHANNELS[kind];
  return channels.includes(channel);
}

function checkedPush<Channel extends PushChannel>(
  channel: Channel,
  payload: PushPayload<Channel>,
): QueuedPush {
  const checked = PUSHES[channel].safeParse(payload);
  if (!checked.success) throw new Refusal(channel, 'output');
  return { channel, payload: checked.data };
}

/**
 * Notes from other members, what a page is told to do, and that a link leads nowhere, are part of no
 * state: the page that comes needs them still.
 */
function isNoState({ channel, payload }: QueuedPush): boolean {
  if (channel === 'call:enter' || channel === 'link:broken') return true;
  const event = payload as PushPayload<'session:event'>;
  return channel === 'session:event' && event.type === 'signal';
}
