import { expect, test } from 'vitest';
import { defaultSpeaker, type RunPactl } from '../../../main/desktop/defaultSpeaker.ts';

const SINKS = [
  { index: 1, name: 'alsa_output.pci', description: 'Built-in speaker', mute: false },
  { index: 2, name: 'bluez_output.1', description: 'Headphones', mute: false },
];

function pactl(answers: { readonly name: string; readonly sinks: string }): RunPactl {
  return (args) =>
    Promise.resolve(args.includes('get-default-sink') ? answers.name : answers.sinks);
}

test('the default speaker has the name that device lists show', async () => {
  const answers = { name: 'bluez_output.1\n', sinks: JSON.stringify(SINKS) };
  expect(await defaultSpeaker(pactl(answers))).toBe('Headphones');
});

test.each([
  ['names a sink that is not listed', { name: 'other', sinks: JSON.stringify(SINKS) }],
  ['answers with something else', { name: 'bluez_output.1', sinks: '{"sinks":[]}' }],
  ['answers with no JSON', { name: 'bluez_output.1', sinks: 'Connection refused' }],
])('nothing is known when the server %s', async (_what, answers) => {
  expect(await defaultSpeaker(pactl(answers))).toBeNull();
});

test('nothing is known without the tool', async () => {
  expect(await defaultSpeaker(() => Promise.reject(new Error('ENOENT')))).toBeNull();
});
