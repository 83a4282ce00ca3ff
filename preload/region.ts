import { exposeApi } from './bridge/exposeApi.ts';
import { fixZoom } from './bridge/fixZoom.ts';

exposeApi('region');
fixZoom();
