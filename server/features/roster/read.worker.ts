import { parentPort, workerData } from 'node:worker_threads';
import { parseRoster } from './parse.ts';

if (!(workerData instanceof Uint8Array)) throw new Error('a roster reader is given bytes');
parentPort?.postMessage(parseRoster(workerData));
