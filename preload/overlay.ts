import { exposeApi } from './bridge/exposeApi.ts';
import { fixZoom } from './bridge/fixZoom.ts';

exposeApi('overlay');
fixZoom();
