import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createIncomingPort } from '../../adapters/incomingPort.ts';
import { smallWindowApi } from '../../adapters/windowApi.ts';
import { playRing } from '../../engine/media/ringPlayer.ts';
import { createMirrorStore } from '../../stores/mirrorStore.ts';
import { IncomingView } from '../../views/incoming/IncomingView.tsx';

const PAINT_WITHIN_MS = 150;

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no #root');
const api = smallWindowApi<'incoming'>();
const port = createIncomingPort({
  api,
  play: playRing,
  afterPaint(task) {
    // Where nothing is drawn, as behind a locked screen, it rings all the same.
    const latest = setTimeout(task, PAINT_WITHIN_MS);
    // A frame's callback runs before the frame is drawn.
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(latest);
        task();
      }, 0),
    );
  },
  onHidden(listener) {
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') listener();
    });
  },
});
// It lasts as long as the page.
const store = createMirrorStore(port, new AbortController().signal);
createRoot(container).render(
  <StrictMode>
    <IncomingView store={store} />
  </StrictMode>,
);
api.ready();
