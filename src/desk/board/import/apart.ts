import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { t } from '../../../i18n/i18n.ts';
import type { Imported } from '../../book/import/import.ts';
import type { Spreadsheet } from './read.ts';

/** So much memory a file may take; a hundred thousand rows take less. */
const MOST_MB = 512;
/** Longer no honest file takes. */
const WITHIN_MS = 60_000;

/**
 * Reads a spreadsheet in a thread of its own, so that the desk answers others meanwhile, and so that a file which unpacks
 * to gigabytes ends that thread and nothing else. `mostMb`: the memory that it may take.
 */
export async function readApart(spreadsheet: Spreadsheet, mostMb = MOST_MB): Promise<Imported> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: spreadsheet,
    resourceLimits: { maxOldGenerationSizeMb: mostMb },
  });
  try {
    const [imported] = (await once(worker, 'message', { signal: AbortSignal.timeout(WITHIN_MS) })) as [Imported];
    return imported;
  } catch (error) {
    const { code, name } = error as { readonly code?: string; readonly name?: string };
    if (code !== 'ERR_WORKER_OUT_OF_MEMORY' && name !== 'AbortError') throw error;
    return { ok: false, mistakes: [t(spreadsheet.language, 'board.import.too-much')] };
  } finally {
    await worker.terminate();
  }
}
