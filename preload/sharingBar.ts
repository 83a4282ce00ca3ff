import { exposeApi } from './bridge/exposeApi.ts';

exposeApi('sharing-bar');
