import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { dispositionOf } from '../../lib/disposition.ts';
import type { Site } from './site.ts';

/** Sends a file as a download. Headers keep the browser from showing or running it. False: there is no such file. */
export async function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  { findFile, fileStore, onFetched }: Pick<Site, 'findFile' | 'fileStore' | 'onFetched'>,
  id: string,
): Promise<boolean> {
  const known = await findFile(id);
  const found = known && (await fileStore.find(id));
  if (!found) return false;
  if (request.method !== 'HEAD') await onFetched?.(id);
  response.writeHead(200, {
    'content-type': known.mediaType,
    'content-length': found.bytes,
    'content-disposition': dispositionOf(known.name),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  });
  if (request.method === 'HEAD') response.end();
  // A client that disconnects during the download is not an error.
  else await pipeline(found.open(), response).catch(() => response.destroy());
  return true;
}
