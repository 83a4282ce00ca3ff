import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createRegionPort } from '../../adapters/regionPort.ts';
import { smallWindowApi } from '../../adapters/windowApi.ts';
import { createMirrorStore } from '../../stores/mirrorStore.ts';
import { RegionView } from '../../views/presenting/RegionView.tsx';

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no #root');
const api = smallWindowApi<'region'>();
// It lasts as long as the page.
const store = createMirrorStore(createRegionPort(api), new AbortController().signal);
createRoot(container).render(
  <StrictMode>
    <RegionView store={store} />
  </StrictMode>,
);
api.ready();
