import type { EngineLog } from './engineLog.ts';

/** How an encoder gives way when bandwidth or processor time is short (W3C mst-content-hint). */
export type DegradationPreference = 'balanced' | 'maintain-framerate' | 'maintain-resolution';

interface Parameters extends RTCRtpSendParameters {
  degradationPreference?: DegradationPreference;
}

/** Bandwidth that one's cameras together start to ask for, kilobits per second. */
const START_TOTAL_KBPS = 2_000;
const START_MIN_KBPS = 300;
const START_MAX_KBPS = 1_000;

/**
 * Where the bandwidth estimate of one link of a mesh starts, kilobits per second.
 *
 * At 1000 a 720p camera is whole from the first frame on; more links share what an uplink can be
 * trusted with.
 *
 * @param links - links of the mesh, this one included.
 */
export function startBitrateKbps(links: number): number {
  const share = START_TOTAL_KBPS / Math.max(1, links);
  return Math.round(Math.min(START_MAX_KBPS, Math.max(START_MIN_KBPS, share)));
}

/**
 * Sets what a sender keeps when it cannot keep everything. Runtimes that do not know the parameter
 * ignore it.
 */
export async function prefer(
  sender: RTCRtpSender,
  preference: DegradationPreference,
  log: EngineLog,
): Promise<void> {
  try {
    const parameters: Parameters = sender.getParameters();
    parameters.degradationPreference = preference;
    await sender.setParameters(parameters);
  } catch (error) {
    log('debug', 'sender refused parameters', { error: String(error) });
  }
}
