import type {
  DisplayMediaRequestHandlerHandlerRequest,
  Session,
  Streams,
  WebFrameMain,
} from 'electron';
import process from 'node:process';
import type { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import type { Log } from '../system/log.ts';
import type { DisplayMediaGrants } from './displayMediaGrants.ts';
import type { ScreenSources } from './screenSources.ts';

/** Where the system can give what the computer plays. */
const HAS_SYSTEM_SOUND = process.platform === 'win32';

export interface DisplayMediaParts {
  readonly grants: DisplayMediaGrants;
  readonly sources: ScreenSources;
  readonly isOurFrame: (frame: WebFrameMain | null) => boolean;
  readonly log: Log;
}

/** Answers each `getDisplayMedia` of a page once: with the one source that was granted, or not. */
export function serveDisplayMedia(session: Session, parts: DisplayMediaParts): void {
  session.setDisplayMediaRequestHandler((request, answer) => {
    void decide(request, parts).then((streams) => {
      parts.log.info('display media', { granted: streams !== null });
      // Refusing is what the answer itself throws on where a frame or a picture is missing.
      try {
        answer(streams);
      } catch {
        parts.log.warn('display media not delivered');
      }
    });
  });
}

async function decide(
  request: DisplayMediaRequestHandlerHandlerRequest,
  { grants, sources, isOurFrame }: DisplayMediaParts,
): Promise<Streams | null> {
  if (!isOurFrame(request.frame)) return null;
  const grant = grants.take();
  if (grant === null || !request.videoRequested) return null;
  if (!(await sources.exists(grant.source))) return null;
  const withSound = grant.sound && request.audioRequested && HAS_SYSTEM_SOUND;
  return {
    video: videoOf(grant.source),
    ...(withSound ? { audio: 'loopback' as const } : {}),
  };
}

/** A capturer's source is known by its id; the name is for people. */
function videoOf(id: ScreenSourceId): NonNullable<Streams['video']> {
  return { id, name: id };
}
