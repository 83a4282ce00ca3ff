/*
 * The least page that presents, or watches: what browsers give, without anything around it. Who
 * drives the two pages carries the descriptions, whose candidates are complete.
 */

export interface FloorPage {
  /** Captures the screen and sends it. */
  present(): Promise<void>;
  offer(): Promise<string>;
  answer(offer: string): Promise<string>;
  accept(answer: string): Promise<void>;
  /** Sends camera and microphone too, from the next description on. */
  openCamera(): Promise<void>;
}

declare global {
  interface Window {
    floorPage: FloorPage;
  }
}

const FRAME_RATE = 30;
const MAX_BITRATE = 8_000_000;

const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
window.parleyConnections = [connection];
document.body.style.cssText = 'margin:0;background:#000';

connection.addEventListener('track', ({ track, transceiver }) => {
  const element = document.createElement(track.kind === 'video' ? 'video' : 'audio');
  // The first that comes is the screen, as large as it is; cameras are small in a corner.
  const isScreen = transceiver.mid === '0';
  element.id = isScreen ? 'screen' : '';
  element.style.cssText = isScreen
    ? 'position:fixed;left:0;top:0;width:100%;height:100%'
    : 'position:fixed;right:0;bottom:0;width:320px;height:180px;z-index:1';
  element.srcObject = new MediaStream([track]);
  document.body.append(element);
  void element.play();
});

async function gathered(): Promise<string> {
  while (connection.iceGatheringState !== 'complete') {
    await new Promise((resolve) =>
      connection.addEventListener('icegatheringstatechange', resolve, { once: true }),
    );
  }
  return connection.localDescription?.sdp ?? '';
}

window.floorPage = {
  async present() {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: FRAME_RATE },
    });
    const [track] = stream.getVideoTracks();
    if (track === undefined) throw new Error('the screen has no picture');
    track.contentHint = 'detail';
    const { sender } = connection.addTransceiver(track, {
      direction: 'sendonly',
      sendEncodings: [{ maxBitrate: MAX_BITRATE }],
    });
    const parameters = sender.getParameters();
    parameters.degradationPreference = 'maintain-resolution';
    await sender.setParameters(parameters);
  },
  async offer() {
    await connection.setLocalDescription(await connection.createOffer());
    return gathered();
  },
  async answer(offer) {
    await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    await connection.setLocalDescription(await connection.createAnswer());
    return gathered();
  },
  accept: (answer) => connection.setRemoteDescription({ type: 'answer', sdp: answer }),
  async openCamera() {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: true,
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
    });
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
  },
};
