import { describe, expect, it } from 'vitest';
import { optionId, readInventory } from '../../../../renderer/engine/media/deviceInventory.ts';

function input(deviceId: string, label: string, groupId = '') {
  return { kind: 'audioinput' as const, deviceId, label, groupId };
}

function cam(deviceId: string, label: string) {
  return { kind: 'videoinput' as const, deviceId, label, groupId: '' };
}

describe('readInventory', () => {
  it('sorts devices by kind', () => {
    const inventory = readInventory([
      input('m', 'Mic'),
      cam('c', 'Cam'),
      { kind: 'audiooutput', deviceId: 's', label: 'Loud', groupId: '' },
    ]);
    expect(inventory.microphone.options).toEqual([{ id: 'm', label: 'Mic' }]);
    expect(inventory.camera.options).toEqual([{ id: 'c', label: 'Cam' }]);
    expect(inventory.speaker.options).toEqual([{ id: 's', label: 'Loud' }]);
  });

  it('knows nothing before the permission, when devices have no ids', () => {
    const { microphone } = readInventory([input('', '')]);
    expect(microphone).toMatchObject({ known: false, options: [] });
  });

  it('knows that there is none', () => {
    expect(readInventory([]).camera).toMatchObject({ known: true, options: [] });
  });

  it('shows a device once on Windows, and knows that it is the default', () => {
    const { microphone } = readInventory([
      input('default', 'Default - Headset (USB)', 'g2'),
      input('communications', 'Communications - Array (Realtek)', 'g1'),
      input('array', 'Array (Realtek)', 'g1'),
      input('headset', 'Headset (USB)', 'g2'),
    ]);
    expect(microphone.options.map((option) => option.id)).toEqual(['array', 'headset']);
    expect(microphone.systemDefault).toBe('headset');
    expect(optionId(microphone, 'default')).toBe('headset');
    expect(optionId(microphone, 'communications')).toBe('array');
    expect(optionId(microphone, 'array')).toBe('array');
  });

  it('tells two inputs of one box apart by name', () => {
    const { microphone } = readInventory([
      input('default', 'Default - Line (Box)', 'g'),
      input('mic', 'Mic (Box)', 'g'),
      input('line', 'Line (Box)', 'g'),
    ]);
    expect(microphone.systemDefault).toBe('line');
  });

  it("keeps the system's default as a choice where nobody can tell which it is", () => {
    const { microphone } = readInventory([
      input('default', 'Default', 'g0'),
      input('a', 'Built-in', 'g1'),
      input('b', 'Headset', 'g2'),
    ]);
    expect(microphone.options.map((option) => option.id)).toEqual(['default', 'a', 'b']);
    expect(microphone.systemDefault).toBe('default');
  });

  it('takes a sole device for the default', () => {
    const { microphone } = readInventory([
      input('default', 'Default', 'g0'),
      input('a', 'Mic', 'g1'),
    ]);
    expect(microphone.options.map((option) => option.id)).toEqual(['a']);
    expect(microphone.systemDefault).toBe('a');
  });

  it('shows no default without a device', () => {
    expect(readInventory([input('default', 'Default')]).microphone.options).toEqual([]);
  });

  it('leaves out the ids that Chromium appends to cameras, and numbers equal names', () => {
    const { camera } = readInventory([
      cam('1', 'HD Webcam (046d:0825)'),
      cam('2', 'HD Webcam (046d:0826)'),
      cam('3', 'Desk (left)'),
    ]);
    const labels = camera.options.map((option) => option.label);
    expect(labels).toEqual(['HD Webcam', 'HD Webcam (2)', 'Desk (left)']);
  });
});
