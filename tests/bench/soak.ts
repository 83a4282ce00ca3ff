// A call of three app instances with video, audio, chat and a shared screen, for ten minutes.
// Fails when a log holds an error, the call breaks, or memory grows by more than a tenth after the
// first two minutes. PARLEY_SOAK_MINUTES shortens it for a look; then the bound means little.
import process from 'node:process';
import { closeAllApps, launchApp, type RunningApp } from '../support/app.ts';
import {
  control,
  expectChat,
  expectFrames,
  expectSound,
  joinRoom,
  sendChat,
  tile,
} from '../support/callPage.ts';
import { startServer } from '../support/serverProcess.ts';
import { treeMemoryMib } from './processMemory.ts';

const MINUTES = Number(process.env['PARLEY_SOAK_MINUTES'] ?? 10);
const SETTLING_MINUTES = 2;
const ALLOWED_GROWTH = 1.1;
const NAMES = ['Ada', 'Bob', 'Cleo'] as const;

/** Words that a line of trouble has, whoever wrote it. */
const TROUBLE = /\b(error|fatal|uncaught|unhandled|exception|crash)/i;
/** Chromium's own lines about this kind of machine: no GPU, no system bus, no sound server. */
const MACHINE =
  /gpu|vaapi|dbus|bus\.cc|object_proxy|alsa|pulse|udev|viz_main|GetVSyncParameters|font/i;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

async function shareFirstScreen(app: RunningApp): Promise<void> {
  await control(app.page, 'Share screen').click();
  const picker = app.page.getByRole('dialog', { name: 'Choose what to share' });
  await picker.getByRole('option').first().click();
  await picker.getByRole('button', { name: 'Share', exact: true }).click();
}

const server = await startServer();
const problems: string[] = [];
try {
  const apps: RunningApp[] = [];
  for (const name of NAMES) {
    const app = await launchApp({ server: server.url });
    app.page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${name} page: ${message.text()}`);
    });
    app.page.on('pageerror', (error) => problems.push(`${name} page: ${error.message}`));
    await joinRoom(app.page, 'soak', name);
    apps.push(app);
  }
  const [ada] = apps;
  if (ada === undefined) throw new Error('no instance');
  await shareFirstScreen(ada);

  const start = Date.now();
  const minutesIn = (): number => (Date.now() - start) / 60_000;
  const samples: { minutes: number; mib: number[] }[] = [];
  for (let round = 1; minutesIn() < MINUTES; round++) {
    const speaker = apps[round % apps.length] ?? ada;
    const text = `Round ${round}.`;
    await sendChat(speaker.page, text);
    for (const [index, app] of apps.entries()) {
      await expectChat(app.page, text);
      for (const [other, name] of NAMES.entries()) {
        if (other !== index) await expectFrames(tile(app.page, name));
      }
      if (app !== ada) await expectFrames(tile(app.page, "Ada's screen"));
      await expectSound(app.page);
    }
    const mib = apps.map(({ app }) => treeMemoryMib(app.process().pid ?? 0));
    samples.push({ minutes: minutesIn(), mib });
    const shown = mib.map((value) => `${value.toFixed(0)} MiB`).join('  ');
    process.stdout.write(`${minutesIn().toFixed(1).padStart(5)} min  ${shown}\n`);
  }

  const settled = samples.filter((sample) => sample.minutes >= SETTLING_MINUTES);
  const early = settled.filter((sample) => sample.minutes < SETTLING_MINUTES + 1);
  const late = settled.filter((sample) => sample.minutes >= MINUTES - 1);
  for (const [index, name] of NAMES.entries()) {
    const before = median(early.map((sample) => sample.mib[index] ?? 0));
    const after = median(late.map((sample) => sample.mib[index] ?? 0));
    const growth = after / before;
    process.stdout.write(
      `${name}: ${before.toFixed(0)} MiB at minute 2 to 3, ${after.toFixed(0)} MiB in the last, ` +
        `${((growth - 1) * 100).toFixed(1)} %\n`,
    );
    if (!(growth <= ALLOWED_GROWTH))
      problems.push(`${name}: memory grew ${growth.toFixed(2)} times`);
    const trouble = (apps[index]?.log() ?? '')
      .split('\n')
      .filter((line) => TROUBLE.test(line) && !MACHINE.test(line));
    problems.push(...trouble.map((line) => `${name}: ${line}`));
  }
  problems.push(...server.problems().map((line) => `server: ${line}`));
} finally {
  await closeAllApps();
  await server.stop();
}
if (problems.length > 0) {
  process.stdout.write(`\n${problems.length} problems\n${problems.slice(0, 40).join('\n')}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write('\nno problems\n');
}
