import { buffer } from 'node:stream/consumers';
import { AdapterError } from '../../chat/adapter.ts';
import type { CarriedFile, SentFile } from '../../chat/file.ts';
import { WEB } from '../../chat/page.ts';
import type { Site } from './site.ts';

/**
 * Reads a file that was uploaded on a page. Throws AdapterError: `gone` if it is not stored, `too-large`,
 * `unavailable`.
 */
export async function fetchKept(
  { key, name }: SentFile,
  mostBytes: number,
  { findFile, fileStore }: Pick<Site, 'findFile' | 'fileStore'>,
): Promise<CarriedFile> {
  const known = await findFile(key);
  const found = known && (await fileStore.find(key));
  if (!found) throw new AdapterError(WEB, 'gone');
  if (found.bytes > mostBytes) throw new AdapterError(WEB, 'too-large');
  try {
    return { name, mediaType: known.mediaType, bytes: Uint8Array.from(await buffer(await found.open())) };
  } catch (cause) {
    throw new AdapterError(WEB, 'unavailable', { cause });
  }
}

/** Pages cannot be pushed to; a visitor sees the current state. Throws AdapterError `rejected`. */
export async function sendNothing(): Promise<never> {
  throw new AdapterError(WEB, 'rejected');
}
