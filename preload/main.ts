import { exposeApi } from './bridge/exposeApi.ts';
import { tellFirstPaint } from './bridge/tellFirstPaint.ts';

exposeApi('call');
tellFirstPaint();
