import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The pages' style sheet and script, read once. */
export interface Assets {
  /** A hash of their contents, put into their addresses. */
  readonly version: string;
  find(name: string): { readonly mediaType: string; readonly content: Buffer } | undefined;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  'page.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
};

export function loadAssets(): Assets {
  const assets = new Map(
    Object.entries(MEDIA_TYPES).map(([name, mediaType]) => {
      const content = readFileSync(new URL(`./page/${name}`, import.meta.url));
      return [name, { mediaType, content }] as const;
    }),
  );
  const hash = createHash('sha256');
  for (const { content } of assets.values()) hash.update(content);
  return { version: hash.digest('hex').slice(0, 12), find: (name) => assets.get(name) };
}
