import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The pages' style sheet and script, read once. */
export interface Assets {
  /** A hash of their contents, put into their addresses. */
  readonly version: string;
  find(name: string): { readonly mediaType: string; readonly content: Uint8Array<ArrayBuffer> } | undefined;
}

const [CSS, JS] = ['text/css; charset=utf-8', 'text/javascript; charset=utf-8'];
/** Where each file lies, and what it is. */
const FILES = [
  ['page.css', 'page', CSS],
  ['page.js', 'page', JS],
  ['board.css', 'board', CSS],
  ['board.js', 'board', JS],
] as const;

export function loadAssets(): Assets {
  const assets = new Map<string, { readonly mediaType: string; readonly content: Uint8Array<ArrayBuffer> }>(
    FILES.map(([name, folder, mediaType]) => {
      const content = readFileSync(new URL(`./${folder}/${name}`, import.meta.url));
      return [name, { mediaType, content }] as const;
    }),
  );
  const hash = createHash('sha256');
  for (const { content } of assets.values()) hash.update(content);
  return { version: hash.digest('hex').slice(0, 12), find: (name) => assets.get(name) };
}
