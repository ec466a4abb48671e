import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Site } from './site.ts';
import { dispositionOf } from './upload/file-name.ts';

/** Gives out a file to be stored, never to be shown: whatever is in it does nothing in a browser. false: there is none. */
export async function giveFile(
  request: IncomingMessage,
  response: ServerResponse,
  { findFile, fileStore }: Pick<Site, 'findFile' | 'fileStore'>,
  id: string,
): Promise<boolean> {
  const known = await findFile(id);
  const found = known && (await fileStore.find(id));
  if (!found) return false;
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
  // Somebody who gives up in the middle is no fault of ours.
  else await pipeline(found.open(), response).catch(() => response.destroy());
  return true;
}
