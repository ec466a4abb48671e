import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The static files of the page, held in memory: our own, and Preact with htm from node_modules. */
export interface Page {
  /** A file below `/playground/` with the headers it is served with; undefined if there is none. */
  find(path: string): { readonly text: string; readonly headers: Readonly<Record<string, string>> } | undefined;
}

const PAGE_DIR = fileURLToPath(new URL('page/', import.meta.url));
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Only our own scripts run, nothing is loaded from elsewhere, no site can frame the page. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

/** `token` is put into the page, which only its own origin can read. */
export function loadPage(token: string): Page {
  const files = new Map([...ownFiles(), ...libraries()]);
  const index = files.get('index.html');
  if (!index) throw new Error('the playground has no index.html');
  files.set('', index.replace('{{token}}', token));
  files.delete('index.html');
  return {
    find(path) {
      const text = files.get(path);
      if (text === undefined) return undefined;
      const type = CONTENT_TYPES[path === '' ? '.html' : extname(path)] ?? '';
      return { text, headers: { ...HEADERS, 'content-type': type, 'content-length': String(Buffer.byteLength(text)) } };
    },
  };
}

function ownFiles(): [string, string][] {
  const names = readdirSync(PAGE_DIR).filter((name) => extname(name) in CONTENT_TYPES);
  return names.map((name) => [name, readFileSync(join(PAGE_DIR, name), 'utf8')]);
}

/** The hooks import Preact by its package name; a browser needs a path instead. */
function libraries(): [string, string][] {
  const read = (name: string) => readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8');
  return [
    ['lib/preact.js', read('preact')],
    ['lib/hooks.js', read('preact/hooks').replaceAll('from"preact"', 'from"./preact.js"')],
    ['lib/htm.js', read('htm')],
  ];
}
