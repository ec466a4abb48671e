import { pipeline } from 'node:stream/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { dispositionOf } from '../../lib/disposition.ts';
import { showMessage } from './answer.ts';
import type { WebContext } from './site.ts';

/** Sends a file as a download. Headers keep the browser from showing or running it. 404: there is no such file. */
export async function serveFile(context: WebContext, id: string): Promise<Response> {
  const { findFile, fileStore, onFetched } = context.var.site;
  const known = await findFile(id);
  const found = known && (await fileStore.find(id));
  if (!found) return showMessage(context, 404, 'unknown');
  const headers = {
    'content-type': known.mediaType,
    'content-length': String(found.bytes),
    'content-disposition': dispositionOf(known.name),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  };
  if (context.req.method === 'HEAD') return context.body(null, 200, headers);
  await onFetched?.(id);
  const content = await found.open();
  const { outgoing } = context.env;
  outgoing.writeHead(200, headers);
  // A client that disconnects during the download is not an error.
  await pipeline(content, outgoing).catch(() => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

/** Answers with a style sheet or script, which a browser may keep for an hour; its address changes with it. 404: there is none. */
export function serveAsset(context: WebContext, name: string): Response {
  const asset = context.var.site.assets.find(name);
  if (!asset) return showMessage(context, 404, 'unknown');
  return context.body(asset.content, 200, {
    'content-type': asset.mediaType,
    'content-length': String(asset.content.length),
    'cache-control': 'public, max-age=3600',
    'x-content-type-options': 'nosniff',
  });
}
