import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createIncomingPort } from '../../adapters/incomingPort.ts';
import { smallWindowApi } from '../../adapters/windowApi.ts';
import { playRing } from '../../engine/media/ringPlayer.ts';
import { createMirrorStore } from '../../stores/mirrorStore.ts';
import { IncomingView } from '../../views/incoming/IncomingView.tsx';

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no #root');
const api = smallWindowApi<'incoming'>();
const port = createIncomingPort({
  api,
  play: playRing,
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
