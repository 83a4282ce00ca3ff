import type { ChatMessageData } from '../../../../signaling/protocol/channelFrames.ts';
import { DisplayName } from '../../../../signaling/protocol/displayName.ts';
import { MemberId } from '../../../../signaling/protocol/ids.ts';

/** The member id that begins with this name. */
export function memberId(name: string): MemberId {
  return MemberId.parse(name.padEnd(22, '-'));
}

export function message(
  author: MemberId,
  number: number,
  fields: Partial<ChatMessageData> = {},
): ChatMessageData {
  return {
    author,
    authorName: DisplayName.parse(author),
    number,
    clock: number,
    sentAtMs: 1_700_000_000_000,
    text: `${author.replace(/-+$/, '')} ${number}`,
    ...fields,
  };
}
