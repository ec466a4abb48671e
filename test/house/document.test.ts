import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commentsOf, ROOT } from './sources.ts';

/** Files whose comments may cite a document: TypeScript and JavaScript by their comments, all others whole. */
const CITING = ['{src,test,bench,.ci}/**/*.{ts,js}', 'presets/*.yaml', 'prisma/**/*.{prisma,sql}', '.ci/run', '*.ts'];
/** `docs/simulate.md`, a decision by its number (`docs/decision/0006`), and the list of promises that is elsewhere. */
const CITED = /[\w./-]*\b[\w-]+\.md\b|\bdocs\/decision\/\d{4}(?![\w-]*\.md)|\bservice-clauses\b/g;

function paths(patterns: readonly string[]): string[] {
  const found = patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
  return found.map((path) => path.replaceAll('\\', '/')).filter((path) => !/generated\/|node_modules\//.test(path));
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function saidIn(path: string): string {
  return /\.[jt]s$/.test(path) ? commentsOf(read(path)).join('\n') : read(path);
}

function isThere(cited: string): boolean {
  const decisions = globSync('docs/decision/*.md', { cwd: ROOT });
  return existsSync(join(ROOT, cited)) || decisions.some((path) => path.startsWith(cited));
}

function missingIn(path: string): string[] {
  const cited = saidIn(path).match(CITED) ?? [];
  return cited.filter((each) => !isThere(each)).map((each) => `${path}: ${each}`);
}

/** What people read. */
const DOCUMENTS = paths(['*.md', 'docs/**/*.md', 'site/home/*.md', '.github/**/*.md']);
const LINK = /\]\(<?([^)>\s]+)>?\)/g;

/** Links to files that are not there, and to headings that their page does not have. */
function brokenLinks(path: string): string[] {
  const links = [...read(path).matchAll(LINK)].map(([, to]) => to ?? '').filter((to) => !/^(https?|mailto):/.test(to));
  return links.filter((to) => !leadsSomewhere(path, to)).map((to) => `${path}: ${to}`);
}

function leadsSomewhere(path: string, to: string): boolean {
  const [file = '', heading] = to.split('#');
  const target = file === '' ? path : join(dirname(path), file);
  if (!existsSync(join(ROOT, target))) return false;
  return heading === undefined || headingsOf(target).includes(heading);
}

/** The names by which links reach a page's headings: "Plan A: `x-y`" is `plan-a-x-y`. */
function headingsOf(path: string): string[] {
  return [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** A path in code, from the root or from `src`: `desk/ticket/store.ts`, `test/house/`. Patterns and placeholders are none. */
const PATH_IN_CODE = /`((?:[\w.-]+\/)+(?:[\w.-]+)?)`/g;
const PLACES = globSync('{*,src/*}/', { cwd: ROOT }).map((path) => path.replace(/^src\/|\/$/g, ''));

function missingPaths(path: string): string[] {
  const named = [...read(path).matchAll(PATH_IN_CODE)].map(([, named]) => named ?? '');
  const ours = named.filter((each) => PLACES.includes(each.split('/')[0] ?? ''));
  return ours
    .filter((each) => !existsSync(join(ROOT, each)) && !existsSync(join(ROOT, 'src', each)))
    .map((each) => `${path}: ${each}`);
}

describe('documents', () => {
  it('that comments cite are in the repository', () => {
    const missing = paths(CITING).flatMap(missingIn);
    expect(missing).toEqual([]);
  });

  it('link to files and headings that are there', () => {
    expect(DOCUMENTS.length).toBeGreaterThan(15);
    expect(DOCUMENTS.flatMap(brokenLinks)).toEqual([]);
  });

  it('name paths that are there', () => {
    expect(DOCUMENTS.flatMap(missingPaths)).toEqual([]);
  });

  it('show every room and every feature in docs/tree.md', () => {
    const tree = /^```\nsrc\/\n(.*?)^```/ms.exec(read('docs/tree.md'))?.[1] ?? '';
    const shown = [...tree.matchAll(/── ([\w.-]+)/g)].map(([, name]) => name ?? '');
    const rooms = globSync('{src/*,src/desk/*/}', { cwd: ROOT }).map((path) => basename(path));
    expect(shown.map((name) => name.replace('/', '')).sort()).toEqual(rooms.sort());
  });

  it('begin the changelog with what is to come and the version that package.json has', () => {
    const { version } = JSON.parse(read('package.json'));
    const headings = [...read('CHANGELOG.md').matchAll(/^## \[(.*?)\]/gm)].map(([, name]) => name);
    expect(headings.slice(0, 2)).toEqual(['Unreleased', version]);
    expect(JSON.parse(read('package-lock.json')).version).toBe(version);
  });
});
