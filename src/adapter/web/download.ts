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
  const isRead = request.method !== 'HEAD';
  if (isRead) await onFetched?.(id);
  const content = isRead ? await found.open() : undefined;
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
  // A client that disconnects during the download is not an error.
  if (content) await pipeline(content, response).catch(() => response.destroy());
  else response.end();
  return true;
}
