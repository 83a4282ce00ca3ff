import { exposeApi } from './bridge/exposeApi.ts';

exposeApi('palette');
