import { describe, expect, it } from 'vitest';
import { searchSources } from '../../../renderer/views/picker/searchSources.ts';
import { sourcesOf } from '../../gallery/pickerScenes.ts';

const sources = sourcesOf({ thumbnails: [], icon: new Uint8Array() });

function found(search: string): readonly string[] {
  return searchSources(sources, search).map(({ name }) => name);
}

describe('the search for what to share', () => {
  it('finds every word somewhere in the name, in any order and in capitals or not', () => {
    expect(found('SHIP ware')).toEqual(['ship.ts, warehouse']);
    expect(found('release spring')).toEqual(['Spring release']);
    expect(found('spring costs')).toEqual([]);
  });

  it('does not care for accents', () => {
    const [one] = sources;
    if (one === undefined) throw new Error('no source');
    const accented = [{ ...one, name: 'Планёрка, Übersicht' }];
    expect(searchSources(accented, 'планерка ubers')).toHaveLength(1);
  });

  it('shows everything when nothing is searched for', () => {
    expect(found('  ')).toEqual(sources.map(({ name }) => name));
  });
});
