import type { LiveScreen, StateFrame } from '../../../signaling/protocol/channelFrames.ts';
import type { LaneName } from '../../../signaling/protocol/lanes.ts';
import type { Member } from '../../../signaling/protocol/serverMessages.ts';
import type { MemberLink } from '../peer/memberLink.ts';
import type { Peer } from './topology.ts';

type Word = Pick<
  MemberLink,
  'alive' | 'everConnected' | 'linkState' | 'remoteState' | 'remoteTrack' | 'speaking'
>;

/**
 * A member as others see it: from what it says of itself, and before its first word from what it
 * sends.
 */
export function toPeer(member: Member, link: Word): Peer {
  const state = link.remoteState;
  const flows = (lane: LaneName): boolean => link.remoteTrack(lane)?.muted === false;
  const microphone = state?.microphone ?? flows('microphone');
  return {
    id: member.id,
    name: state?.name ?? member.name,
    link: member.presence === 'reconnecting' && !link.alive ? 'reconnecting' : link.linkState,
    microphone,
    camera: state?.camera ?? flows('camera'),
    speaking: link.alive && microphone && link.speaking,
    screens: state === null ? [] : distinct(state),
  };
}

function distinct({ screens }: StateFrame): readonly LiveScreen[] {
  return screens.filter(
    ({ lane }, index) => screens.findIndex((other) => other.lane === lane) === index,
  );
}
