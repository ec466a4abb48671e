import { parentPort, workerData } from 'node:worker_threads';
import { readSpreadsheet, type Spreadsheet } from './read.ts';

/** The thread that `apart.ts` starts: it reads one spreadsheet, says what came of it, and ends. */
parentPort?.postMessage(await readSpreadsheet(workerData as Spreadsheet));
