import type { LaneName } from '../../../signaling/protocol/lanes.ts';
import type { Peer } from '../topology/topology.ts';

/** Whether a member says that something is on a lane of theirs. */
export function isOn(peer: Peer, lane: LaneName): boolean {
  switch (lane) {
    // Always there, so that unmuting needs nothing of who plays it.
    case 'microphone':
      return true;
    case 'camera':
      return peer.camera;
    case 'screenA':
    case 'screenB':
      return peer.screens.some((screen) => screen.lane === lane);
    case 'screenASound':
      return peer.screens.some((screen) => screen.lane === 'screenA' && screen.sound);
    case 'screenBSound':
      return peer.screens.some((screen) => screen.lane === 'screenB' && screen.sound);
  }
}
