import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createOverlayPort } from '../../adapters/overlayPort.ts';
import { smallWindowApi } from '../../adapters/windowApi.ts';
import { createMirrorStore } from '../../stores/mirrorStore.ts';
import { OverlayView } from '../../views/presenting/OverlayView.tsx';

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no #root');
const api = smallWindowApi<'overlay'>();
// It lasts as long as the page.
const store = createMirrorStore(createOverlayPort(api), new AbortController().signal);
createRoot(container).render(
  <StrictMode>
    <OverlayView store={store} />
  </StrictMode>,
);
api.ready();
