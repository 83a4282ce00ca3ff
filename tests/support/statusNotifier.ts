import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import {
  DBusError,
  Message,
  MessageType,
  Variant,
  sessionBus,
  type MessageBus,
} from '@jellybrick/dbus-next';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const WATCHER_PATH = '/StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';
const PROPERTIES = 'org.freedesktop.DBus.Properties';
const POLL_MS = 50;
const WAIT_MS = 10_000;

/** A session bus of a test's own. */
export interface TestBus {
  readonly address: string;
  stop(): void;
}

export async function startTestBus(): Promise<TestBus> {
  const command = ['--session', '--nofork', '--print-address=3'];
  const daemon: ChildProcess = spawn('dbus-daemon', command, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const answers = daemon.stdio[3];
  if (!(answers instanceof Readable)) throw new Error('the bus has no file descriptor 3');
  const [answer] = (await once(answers, 'data')) as [Buffer];
  return { address: answer.toString().trim(), stop: () => void daemon.kill() };
}

export async function connectTo(busAddress: string): Promise<MessageBus> {
  const bus = sessionBus({ busAddress });
  await new Promise<void>((resolve) => bus.once('connect', () => resolve()));
  return bus;
}

/** One line of a menu, as the host of a desktop would show it. */
export interface MenuLine {
  readonly id: number;
  readonly label: string;
  readonly type: 'line' | 'separator' | 'submenu';
  readonly isEnabled: boolean;
  /** Null: it cannot be ticked. */
  readonly isTicked: boolean | null;
  readonly hasIcon: boolean;
  readonly lines: readonly MenuLine[];
}

/** An app's icon in the tray. */
export interface TrayItem {
  readonly owner: string;
  tooltip(): Promise<string>;
  /** Width, height and ARGB bytes of its picture. */
  picture(): Promise<{ readonly width: number; readonly height: number; readonly bytes: Buffer }>;
  menu(): Promise<readonly MenuLine[]>;
  /** Waits until the menu, submenus included, has a line of this label, and clicks it. */
  choose(label: string): Promise<void>;
  /** Clicks the icon itself. */
  activate(): Promise<void>;
}

/** A desktop's tray: the watcher that apps register with, and a host that shows them. */
export interface StatusNotifier {
  /** Waits for the icon that was registered last. */
  item(): Promise<TrayItem>;
  /** How many icons there are now. */
  readonly count: number;
  /** Says that there is a host, or none. */
  setHost(isRegistered: boolean): void;
  stop(): Promise<void>;
}

export async function startStatusNotifier(
  busAddress: string,
  options: { readonly hasHost?: boolean } = {},
): Promise<StatusNotifier> {
  const bus = await connectTo(busAddress);
  let hasHost = options.hasHost ?? true;
  const items: { owner: string; path: string }[] = [];

  const property = (name: string): Variant => {
    switch (name) {
      case 'IsStatusNotifierHostRegistered':
        return new Variant('b', hasHost);
      case 'ProtocolVersion':
        return new Variant('i', 0);
      case 'RegisteredStatusNotifierItems':
        return new Variant(
          'as',
          items.map(({ owner, path }) => owner + path),
        );
      default:
        throw new Error(`no such property: ${name}`);
    }
  };
  const signal = (member: string, ...body: readonly string[]): void => {
    bus.send(
      Message.newSignal(WATCHER_PATH, WATCHER, member, body.length === 0 ? '' : 's', [...body]),
    );
  };
  bus.addMethodHandler((message: Message) => {
    if (message.path !== WATCHER_PATH) return false;
    const [first, second] = message.body as [string, string?];
    switch (message.member) {
      case 'RegisterStatusNotifierItem': {
        const item = first.startsWith('/')
          ? { owner: message.sender ?? '', path: first }
          : { owner: first, path: '/StatusNotifierItem' };
        items.push(item);
        bus.send(Message.newMethodReturn(message));
        signal('StatusNotifierItemRegistered', item.owner + item.path);
        return true;
      }
      case 'RegisterStatusNotifierHost':
        bus.send(Message.newMethodReturn(message));
        return true;
      case 'Get':
        bus.send(Message.newMethodReturn(message, 'v', [property(second ?? '')]));
        return true;
      default:
        return false;
    }
  });
  bus.on('message', (message: Message) => {
    if (message.type !== MessageType.SIGNAL || message.member !== 'NameOwnerChanged') return;
    const [name, , next] = message.body as [string, string, string];
    if (next !== '') return;
    for (const gone of items.filter(({ owner }) => owner === name))
      items.splice(items.indexOf(gone), 1);
  });
  await call(
    bus,
    'org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus',
    'AddMatch',
    's',
    ["type='signal',interface='org.freedesktop.DBus',member='NameOwnerChanged'"],
  );
  await bus.requestName(WATCHER);

  return {
    get count() {
      return items.length;
    },
    async item() {
      await until(() => items.length > 0, 'no icon was registered');
      const { owner, path } = items.at(-1)!;
      return trayItem(bus, owner, path);
    },
    setHost(isRegistered) {
      hasHost = isRegistered;
      signal(isRegistered ? 'StatusNotifierHostRegistered' : 'StatusNotifierHostUnregistered');
    },
    async stop() {
      await bus.releaseName(WATCHER);
      bus.disconnect();
    },
  };
}

function trayItem(bus: MessageBus, owner: string, path: string): TrayItem {
  const read = async (name: string): Promise<unknown> => {
    const [value] = await call(bus, owner, path, PROPERTIES, 'Get', 'ss', [ITEM, name]);
    return (value as Variant).value;
  };
  const menuPath = async (): Promise<string> => String(await read('Menu'));
  const menu = async (): Promise<readonly MenuLine[]> => {
    const where = await menuPath();
    const [, root] = await call(bus, owner, where, MENU, 'GetLayout', 'iias', [0, -1, []]);
    return menuLine(root as Layout).lines;
  };
  return {
    owner,
    menu,
    async tooltip() {
      const [, , title] = (await read('ToolTip')) as [string, unknown, string, string];
      return title;
    },
    async picture() {
      const pictures = (await read('IconPixmap')) as [number, number, Buffer][];
      const [width, height, bytes] = pictures[0] ?? [0, 0, Buffer.alloc(0)];
      return { width, height, bytes };
    },
    async choose(label) {
      await until(async () => {
        const line = flat(await menu()).find((one) => one.label === label && one.isEnabled);
        if (line === undefined) return false;
        const event = [line.id, 'clicked', new Variant('i', 0), 0];
        try {
          await call(bus, owner, await menuPath(), MENU, 'Event', 'isvu', event);
          return true;
        } catch (error) {
          // The menu has been set anew since it was read, and this line is not in it.
          if (error instanceof DBusError) return false;
          throw error;
        }
      }, `no line of the menu says: ${label}`);
    },
    async activate() {
      await call(bus, owner, path, ITEM, 'Activate', 'ii', [0, 0]);
    },
  };
}

type Layout = readonly [id: number, properties: Record<string, Variant>, children: Variant[]];

function menuLine([id, properties, children]: Layout): MenuLine {
  const read = (name: string): unknown => properties[name]?.value;
  const isSubmenu = read('children-display') === 'submenu';
  const type = isSubmenu ? 'submenu' : read('type') === 'separator' ? 'separator' : 'line';
  const label = read('label');
  return {
    id,
    type,
    // An underscore marks a key; two are one.
    label: typeof label === 'string' ? label.replaceAll(/_(.)/g, '$1') : '',
    isEnabled: read('enabled') !== false,
    isTicked: read('toggle-type') === undefined ? null : read('toggle-state') === 1,
    hasIcon: read('icon-data') !== undefined,
    lines: children.map((child) => menuLine(child.value as Layout)),
  };
}

/** All lines, with those of submenus after their parent. */
export function flat(lines: readonly MenuLine[]): MenuLine[] {
  return lines.flatMap((line) => [line, ...flat(line.lines)]);
}

async function call(
  bus: MessageBus,
  destination: string,
  path: string,
  name: string,
  member: string,
  signature: string,
  body: unknown[],
): Promise<readonly unknown[]> {
  const message = new Message({ destination, path, interface: name, member, signature, body });
  return (await bus.call(message))?.body ?? [];
}

/** Apps say in no other way that they have changed something. */
async function until(isSo: () => boolean | Promise<boolean>, otherwise: string): Promise<void> {
  const endMs = Date.now() + WAIT_MS;
  while (!(await isSo())) {
    if (Date.now() > endMs) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
