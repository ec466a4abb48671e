import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './sources.ts';

const PAGE = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
/** The rows of the tables that name tests. */
const ROWS = PAGE.split('\n').filter((line) => line.startsWith('| ') && line.includes('`test/'));
const THREATS = [...PAGE.matchAll(/^## (An? .*|Another .*)$/gm)].map(([, title]) => title);
const CITED = /`(test\/[\w./-]+\.ts)`: ((?:“[^”]+”(?:, )?)+)/g;

/** The first argument of each call that is followed by a function, as `it('…', () => …)` is. */
const TITLE = /\(\s*(['"`])((?:\\.|(?!\1)[^\\\n])+)\1,\s*(?:async\s*)?\(/g;

function titlesIn(path: string): readonly string[] {
  if (!existsSync(join(ROOT, path))) return [];
  return [...readFileSync(join(ROOT, path), 'utf8').matchAll(TITLE)].map(([, , title = '']) =>
    title.replace(/\\(.)/g, '$1'),
  );
}

describe('docs/security.md', () => {
  it('names a test in every line of every threat', () => {
    expect(THREATS).toHaveLength(8);
    const parts = PAGE.split(/^## /m).filter((part) => THREATS.some((title) => part.startsWith(String(title))));
    const without = parts.flatMap((part) => {
      const lines = part.split('\n').filter((line) => line.startsWith('| ') && !/^\| (---|What protects)/.test(line));
      return lines.length === 0 ? [part.slice(0, 40)] : lines.filter((line) => [...line.matchAll(CITED)].length === 0);
    });
    expect(without).toEqual([]);
  });

  it('names tests that are there', () => {
    const cited = ROWS.flatMap((row) =>
      [...row.matchAll(CITED)].flatMap(([, path = '', titles = '']) =>
        [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ path, title })),
      ),
    );
    expect(cited.length).toBeGreaterThan(50);
    const missing = cited.filter(({ path, title }) => !titlesIn(path).includes(title));
    expect(missing.map(({ path, title }) => `${path}: ${title}`)).toEqual([]);
  });
});
