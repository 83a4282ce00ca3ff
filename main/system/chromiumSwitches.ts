import { app } from 'electron';
import process from 'node:process';
import { shortcutFeatures } from './globalShortcuts.ts';

/** WebRTC's experiments that a call runs with, by name. */
const FIELD_TRIALS: Readonly<Record<string, string>> = {
  // Pictures are shown when they are there. Without it a receiver holds them back for as long as
  // the largest of late needed, up to 200 ms on a busy machine.
  'WebRTC-ForceSendPlayoutDelay': 'min_ms:0,max_ms:0',
  // A screen that changes at once is sent at 2.5 times its bitrate for a moment, as a camera's
  // picture is, not spread over 100 ms; the rest are WebRTC's own values.
  'WebRTC-ProbingScreenshareBwe': '2.5,2875,80,40,-60,3',
};

/** Sets what Chromium reads from its command line. To be called before the app is ready. */
export function setChromiumSwitches(): void {
  // Where a page may use no device, Chromium names this machine to others by mDNS only, which many
  // networks do not carry. Read once this module has run, so not to be set later.
  extend('disable-features', ',', 'WebRtcHideLocalIpsWithMdns');
  const trials = Object.entries(FIELD_TRIALS).map(([name, value]) => `${name}/${value}/`);
  extend('force-fieldtrials', '', trials.join(''));
  for (const feature of shortcutFeatures(process.platform, process.env)) {
    extend('enable-features', ',', feature);
  }
  // Linux: windows that are asked to be transparent are.
  app.commandLine.appendSwitch('enable-transparent-visuals');
}

/** Adds to a switch that holds a list, which may have been given on the command line too. */
function extend(name: string, separator: string, value: string): void {
  const given = app.commandLine.getSwitchValue(name);
  app.commandLine.appendSwitch(name, given === '' ? value : `${given}${separator}${value}`);
}
