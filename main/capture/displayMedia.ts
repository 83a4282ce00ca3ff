import type { DisplayMediaRequestHandlerHandlerRequest, Session } from 'electron';
import type { Log } from '../system/log.ts';
import type { Captures } from './captures.ts';
import type { ScreenSources } from './screenSources.ts';

/** A `getDisplayMedia` of some page. */
export interface DisplayMediaRequest {
  /** Comes from the page of the call's window, and that page is still there. */
  isOurs(): boolean;
  readonly wantsVideo: boolean;
  readonly wantsSound: boolean;
}

/** What Chromium is to capture. */
export interface GrantedStreams {
  readonly video: { readonly id: string; readonly name: string };
  readonly audio?: 'loopback';
}

export interface DisplayMediaParts {
  readonly captures: Captures;
  readonly sources: ScreenSources;
  readonly log: Log;
}

/** Answers each `getDisplayMedia` of a page once: with the one source that was granted, or not. */
export function serveDisplayMedia(
  session: Session,
  isOurFrame: (frame: DisplayMediaRequestHandlerHandlerRequest['frame']) => boolean,
  parts: DisplayMediaParts,
): void {
  session.setDisplayMediaRequestHandler((request, answer) => {
    void decide(
      {
        isOurs: () => isOurFrame(request.frame),
        wantsVideo: request.videoRequested,
        wantsSound: request.audioRequested,
      },
      parts,
    ).then((streams) => {
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

/** Never throws, and does not outlive the page that asks. @returns null to refuse. */
export async function decide(
  request: DisplayMediaRequest,
  { captures, sources }: DisplayMediaParts,
): Promise<GrantedStreams | null> {
  if (!request.isOurs()) return null;
  const grant = captures.grants.take();
  if (grant === null) return null;
  const isThere =
    request.wantsVideo &&
    (await Promise.race([
      sources.find(grant.source).then(
        (found) => found !== null,
        () => false,
      ),
      never(captures.page),
    ]));
  // By then the page may be over, or may not want it any more.
  if (!isThere || captures.get(grant.capture) === null || !request.isOurs()) {
    captures.release(grant.capture);
    return null;
  }
  const withSound = grant.sound && request.wantsSound && sources.sound() === 'available';
  return {
    video: sources.stream(grant.source),
    ...(withSound ? { audio: 'loopback' as const } : {}),
  };
}

/** False, once the page is over. */
function never(page: AbortSignal): Promise<false> {
  return new Promise((resolve) => {
    page.addEventListener('abort', () => resolve(false), { once: true });
  });
}
