import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createPalettePort } from '../../adapters/palettePort.ts';
import { smallWindowApi } from '../../adapters/windowApi.ts';
import { createMirrorStore } from '../../stores/mirrorStore.ts';
import { PaletteView } from '../../views/palette/PaletteView.tsx';

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no #root');
const api = smallWindowApi<'palette'>();
// It lasts as long as the page.
const store = createMirrorStore(createPalettePort(api), new AbortController().signal);
createRoot(container).render(
  <StrictMode>
    <PaletteView store={store} />
  </StrictMode>,
);
api.ready();
