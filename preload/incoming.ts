import { exposeApi } from './bridge/exposeApi.ts';

exposeApi('incoming');
