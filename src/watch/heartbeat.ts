import { request } from 'undici';
import { SECOND } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';

const ANSWER_WITHIN_MS = 10 * SECOND;

/**
 * Calls an address while the desk is healthy, so that a service outside notices when the calls stop. Never throws. The address
 * may carry a secret: it is never logged.
 */
export async function callHeartbeat(url: string, log: Logger): Promise<void> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const { statusCode, body } = await request(url, { signal });
    await body.dump();
    if (statusCode >= 400) log.warn({ statusCode }, 'heartbeat.refused');
  } catch (error) {
    log.warn({ why: error instanceof Error ? error.name : 'unknown' }, 'heartbeat.failed');
  }
}
