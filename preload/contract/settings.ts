import { z } from 'zod';
import { DisplayName } from '../../signaling/protocol/displayName.ts';

const LANGUAGES = ['en', 'ru', 'uk'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** `ws://HOST:PORT` or `wss://HOST[:PORT]`, without path, query, user or password. */
export const ServerUrl = z
  .string()
  .max(300)
  .regex(/^wss?:\/\/(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?\/?$/)
  .transform((url) => url.replace(/\/$/, '').toLowerCase())
  .brand<'ServerUrl'>();
export type ServerUrl = z.infer<typeof ServerUrl>;

export const DEVICE_KINDS = ['microphone', 'camera', 'speaker'] as const;
export const DeviceKind = z.enum(DEVICE_KINDS);
export type DeviceKind = z.infer<typeof DeviceKind>;

/**
 * Which device was chosen while a certain set of devices was plugged in. Keys are a hash of the
 * set's ids, so that the choice for the dock and the choice for the road are both remembered.
 */
const RememberedDevices = z.record(
  z.string().max(64),
  z.strictObject({
    microphone: z.string().max(256).optional(),
    camera: z.string().max(256).optional(),
    speaker: z.string().max(256).optional(),
    usedAtMs: z.int().min(0),
  }),
);
export type RememberedDevices = z.infer<typeof RememberedDevices>;

/** A person's status as chosen by hand. */
export const ManualStatus = z.enum(['available', 'busy', 'do-not-disturb']);
export type ManualStatus = z.infer<typeof ManualStatus>;

/** Keys for use in any app, as Electron names them (`Control+Alt+M`); null: none. */
const GlobalShortcut = z
  .string()
  .max(64)
  .regex(/^(?:[A-Za-z0-9]+\+){1,4}[A-Za-z0-9]+$/)
  .nullable();

export const GlobalShortcuts = z.strictObject({ palette: GlobalShortcut, mute: GlobalShortcut });
export type GlobalShortcuts = z.infer<typeof GlobalShortcuts>;

export const DEFAULT_GLOBAL_SHORTCUTS: GlobalShortcuts = {
  palette: 'Control+Alt+P',
  mute: 'Control+Alt+M',
};

// What came with later versions has a default, so that older files are good.
export const Settings = z.strictObject({
  displayName: DisplayName,
  /** `system` follows the system's language. */
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Null: the server inside the app. */
  server: ServerUrl.nullable(),
  shortcuts: z.boolean(),
  devices: RememberedDevices,
  /** Servers from links that the person has agreed to. */
  trustedServers: z.array(ServerUrl).max(64),
  status: ManualStatus.default('available'),
  /** Closing the window leaves the app in the tray. */
  keepInTray: z.boolean().default(true),
  startAtLogin: z.boolean().default(false),
  /** At login without a window. */
  startHidden: z.boolean().default(true),
  globalShortcuts: GlobalShortcuts.default(DEFAULT_GLOBAL_SHORTCUTS),
  /** Device id of a second speaker that calls ring on; null: none. */
  secondRingSpeaker: z.string().max(256).nullable().default(null),
  /** The welcome on Home was finished or put away. */
  welcomed: z.boolean().default(false),
});
export type Settings = z.infer<typeof Settings>;

// Without the defaults: what a patch does not name stays as it is.
export const SettingsPatch = z
  .strictObject({
    ...Settings.shape,
    status: ManualStatus,
    keepInTray: z.boolean(),
    startAtLogin: z.boolean(),
    startHidden: z.boolean(),
    globalShortcuts: GlobalShortcuts,
    secondRingSpeaker: z.string().max(256).nullable(),
    welcomed: z.boolean(),
  })
  .partial();
export type SettingsPatch = z.infer<typeof SettingsPatch>;
