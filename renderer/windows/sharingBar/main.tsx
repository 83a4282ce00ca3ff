import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createSharingBarPort } from '../../adapters/sharingBarPort.ts';
import { smallWindowApi } from '../../adapters/windowApi.ts';
import { createMirrorStore } from '../../stores/mirrorStore.ts';
import { SharingBarView } from '../../views/presenting/SharingBarView.tsx';

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no #root');
const api = smallWindowApi<'sharing-bar'>();
// It lasts as long as the page.
const store = createMirrorStore(createSharingBarPort(api), new AbortController().signal);
createRoot(container).render(
  <StrictMode>
    <SharingBarView store={store} />
  </StrictMode>,
);
api.ready();
