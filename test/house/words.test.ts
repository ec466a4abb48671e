import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commentsOf, ROOT } from './sources.ts';

/**
 * Words that show that a sentence is not plain yet; CONTRIBUTING.md says what to write instead. Comments and documents
 * are held to it. Strings are texts for users and are not read here.
 */
const BANNED = [
  'whoever',
  'whomever',
  'whatever',
  'anew',
  'merely',
  'nobody',
  'somebody',
  'is no more',
  'are no more',
  'all the same',
  'of old',
];
const BANNED_WORD = new RegExp(`\\b(${BANNED.map((word) => word.replaceAll(' ', '\\s+')).join('|')})\\b`, 'gi');

/** Migrations are not read: databases keep their checksums, so they are never edited again. */
const CODE = [
  '{src,test,bench,.ci}/**/*.{ts,js,css}',
  'site/*.ts',
  '*.ts',
  'presets/*.yaml',
  'prisma/schema/*.prisma',
  '.ci/run',
  '.env.example',
];
const DOCUMENTS = ['*.md', 'docs/**/*.md', 'site/home/*.md', '.github/**/*.md'];
/** How a comment begins in files of other languages than TypeScript. */
const LINE_COMMENT = /(?:^|\s)(?:#|--|\/\/).*$/gm;

function paths(patterns: readonly string[]): string[] {
  const found = patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
  return found.map((path) => path.replaceAll('\\', '/')).filter((path) => !/generated\/|node_modules\//.test(path));
}

function commentsIn(path: string): readonly string[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return /\.(ts|js|css)$/.test(path) ? commentsOf(text) : (text.match(LINE_COMMENT) ?? []);
}

/** One line a word, with its file. A comment is read as one line, without its marks. */
function bannedIn(path: string, texts: readonly string[]): string[] {
  const words = texts
    .map((text) => text.replace(/\n\s*(\*|\/\/|#|--)?/g, ' '))
    .flatMap((text) => text.match(BANNED_WORD) ?? []);
  return words.map((word) => `${path}: ${word.toLowerCase()}`);
}

/** A document without its code, and without what it quotes on a line. */
function ownWordsIn(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8').replace(/^```.*?^```|`[^`]*`|"[^"\n]*"/gms, '');
}

describe('plain English', () => {
  it('in comments', () => {
    const found = paths(CODE).flatMap((path) => bannedIn(path, commentsIn(path)));
    expect(found).toEqual([]);
  });

  it('in documents', () => {
    const found = paths(DOCUMENTS).flatMap((path) => bannedIn(path, [ownWordsIn(path)]));
    expect(found).toEqual([]);
  });
});
