import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TEXTS } from '../../src/i18n/i18n.ts';
import { LANGUAGES } from '../../src/lib/language.ts';
import { ROOT, readSources } from './sources.ts';

const MOST_LINES = 250;

interface TextFile {
  /** `ticket`: the name without folder and ending. */
  readonly name: string;
  readonly keys: readonly string[];
  readonly lines: number;
}

function readTextFiles(language: string): TextFile[] {
  const paths = globSync(`src/i18n/${language}/*`, { cwd: ROOT }).sort();
  return paths.map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const keys = [...text.matchAll(/^ {2}"([^"]+)": "/gm)].map(([, key]) => key ?? '');
    return { name: basename(path, '.json'), keys, lines: text.trimEnd().split('\n').length };
  });
}

const ENGLISH = readTextFiles('en');

describe.each(LANGUAGES)('the files of texts in %s', (language) => {
  const files = readTextFiles(language);

  it('are the same as in English, with the same keys in the same order', () => {
    expect(files.map(({ name, keys }) => ({ name, keys }))).toEqual(ENGLISH.map(({ name, keys }) => ({ name, keys })));
  });

  it('have each key in one file only, and together every key that can be asked for', () => {
    const keys = files.flatMap((file) => file.keys);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(keys.sort()).toEqual(Object.keys(TEXTS[language]).sort());
  });

  it(`have a key a line, sorted, and at most ${MOST_LINES} lines`, () => {
    expect(files.filter(({ keys, lines }) => lines !== keys.length + 2).map(({ name }) => name)).toEqual([]);
    expect(files.filter(({ keys }) => keys.join() !== [...keys].sort().join()).map(({ name }) => name)).toEqual([]);
    expect(files.filter(({ lines }) => lines > MOST_LINES).map(({ name }) => name)).toEqual([]);
  });
});

describe('the types of text keys', () => {
  it('know every file', () => {
    const listed = readSources().find(({ path }) => path === 'src/i18n/text-files.ts')?.code ?? '';
    const named = [...listed.matchAll(/import type (\w+) from '\.\/en\/([\w-]+)\.json'/g)];
    expect(named.map(([, , file]) => file).sort()).toEqual(ENGLISH.map(({ name }) => name).sort());
    expect(named.filter(([, type]) => !listed.includes(`typeof ${type}`))).toEqual([]);
  });
});
