import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commentsOf, ROOT } from './sources.ts';

/** `D2`, or the ends of a range, `A1–A3`. The letter is the plan. */
const CLAUSE = /(?<![\w#-])([A-E])([1-9]\d?)(?:[–-]\1([1-9]\d?))?(?![\w-])/g;

function clausesIn(text: string): string[] {
  return [...text.matchAll(CLAUSE)].flatMap(([, plan, from, to]) => {
    const numbers = Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, index) => Number(from) + index);
    return numbers.map((number) => `${plan}${number}`);
  });
}

function read(pattern: string, textOf: (file: string) => string): string[] {
  return globSync(pattern, { cwd: ROOT })
    .filter((path) => !path.includes('generated'))
    .flatMap((path) => clausesIn(textOf(readFileSync(join(ROOT, path), 'utf8'))));
}

/** Names of tests and groups; elsewhere in a test `C1` may as well be a channel. */
const TITLE = /\b(?:it|describe)(?:\.each\([^)]*\))?\(\s*(['"`])(.*?)\1/g;
const CLAUSE_DEFAULT = /Clause\.default\('[^']*'\)|\.describe\([^)]*\)/gs;

/** What the rules of the desk say of themselves: their comments, their descriptions, the clause a rule has by default. */
function saidByCode(text: string): string {
  return [...commentsOf(text), ...(text.match(CLAUSE_DEFAULT) ?? [])].join('\n');
}

function saidByTest(text: string): string {
  return [...commentsOf(text), ...[...text.matchAll(TITLE)].map(([, , title]) => title ?? '')].join('\n');
}

function saidByStory(text: string): string {
  const { clause } = JSON.parse(text) as { clause?: string };
  return clause ?? '';
}

const CITED = {
  code: read('src/desk/**/*.ts', saidByCode),
  presets: read('presets/*.yaml', (text) => text),
  tests: read('test/{desk,flow}/**/*.test.ts', saidByTest),
  stories: read('test/fixture/story/*.json', saidByStory),
};

const NAMED = [...readFileSync(join(ROOT, 'docs/clauses.md'), 'utf8').matchAll(/^\| ([A-E]\d+) \|/gm)].map(
  ([, clause]) => clause ?? '',
);

it('every clause that code, presets, tests and stories cite stands in docs/clauses.md', () => {
  for (const [where, cited] of Object.entries(CITED)) {
    expect(cited.length, where).toBeGreaterThan(20);
    expect([...new Set(cited)].filter((clause) => !NAMED.includes(clause)).sort(), where).toEqual([]);
  }
});

it('every clause of docs/clauses.md stands there once, and a preset or the code cites it', () => {
  expect(NAMED.filter((clause, index) => NAMED.indexOf(clause) !== index)).toEqual([]);
  expect(NAMED.filter((clause) => ![...CITED.code, ...CITED.presets].includes(clause))).toEqual([]);
});

it('every clause has a test of its own, from end to end, whose title names it', () => {
  const without = NAMED.filter((clause) => {
    const files = globSync(`test/clause/${clause}{,-*}.test.ts`, { cwd: ROOT });
    // A title in quotes or a template: `'B4: whom to call: %s'`.
    const title = new RegExp(`['"\`]${clause}\\b[^'"\`]*['"\`$]`);
    return !files.some((file) => title.test(readFileSync(join(ROOT, file), 'utf8')));
  });
  expect(NAMED).toHaveLength(59);
  expect(without).toEqual([]);
});
