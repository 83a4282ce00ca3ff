import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { MemberId } from '../../signaling/protocol/ids.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';

/** Ids whose hash gives the hue that each has in the design. */
const IDS = {
  Ada: 'ada-4-----------------',
  Mira: 'mira-4----------------',
  Bob: 'bob-2-----------------',
  Yana: 'yana-0----------------',
  Oleh: 'oleh-1----------------',
  Lena: 'lena-6----------------',
  Tomas: 'tomas-7---------------',
  Ines: 'ines-3----------------',
} as const;

export type PersonName = keyof typeof IDS;

export function idOf(name: PersonName): MemberId {
  return MemberId.parse(IDS[name]);
}

export function named(name: string): DisplayName {
  return DisplayName.parse(name);
}

export function roomNamed(name: string): RoomName {
  return RoomName.parse(name);
}
