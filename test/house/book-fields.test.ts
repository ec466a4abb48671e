import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readBookFile } from '../../src/desk/book/load.ts';
import { ANY_KEY, firstValueAt, listBookFields, pathText } from '../../src/desk/book/manual/fields.ts';
import { manualText } from '../../src/simulate/book-command.ts';
import { ROOT } from './sources.ts';

const EVERY_FIELD = 'docs/example/every-field.yaml';

/** The paths of fields, as `docs/book.md` and the editor's hints show them. */
function pathsWithout(has: (field: ReturnType<typeof listBookFields>[number]) => boolean): string[] {
  return listBookFields()
    .filter((field) => !has(field))
    .map(({ path }) => pathText(path));
}

describe('every field of a service book', () => {
  it('says in its schema what it is for: add `.describe(…)` to those named here', () => {
    expect(listBookFields().length).toBeGreaterThan(200);
    expect(pathsWithout(({ schema }) => (schema.description ?? '').trim() !== '')).toEqual([]);
  });

  it('is described in a line: no full stop at its end', () => {
    expect(pathsWithout(({ schema }) => /^[^\n]*[^.\s]$/.test(schema.description ?? ''))).toEqual([]);
  });

  it(`stands in ${EVERY_FIELD}, where its example comes from: add those named here`, async () => {
    const content: unknown = parse(await readFile(join(ROOT, EVERY_FIELD), 'utf8'));
    expect(pathsWithout(({ path }) => firstValueAt(content, path) !== undefined)).toEqual([]);
  });

  it('has an example there that the check of the book allows at its place', async () => {
    const { source } = await readBookFile(join(ROOT, EVERY_FIELD));
    expect(Object.keys(source.policies)).toEqual(['standard']);
  });
});

describe('docs/book.md', () => {
  it('is what `npm run -s deskbell -- book schema --markdown > docs/book.md` makes', async () => {
    expect(await readFile(join(ROOT, 'docs/book.md'), 'utf8')).toBe(await manualText());
  });

  it('has a row for every field', async () => {
    const sections = new Map((await manualText()).split(/^## /m).map((text) => [text.split('\n')[0], text]));
    const hasRow = ([section = '', ...inside]: readonly string[]) => {
      const shown = inside[0] === ANY_KEY ? inside.slice(1) : inside;
      return shown.length === 0 || sections.get(section)?.includes(`\n| \`${pathText(shown)}\` | `);
    };
    expect(pathsWithout(({ path }) => sections.has(path[0]) && hasRow(path) === true)).toEqual([]);
  });

  it('explains every kind of value that it names', async () => {
    const explained = [...(await manualText()).matchAll(/^\| (\w[\w ]*?) \|/gm)].map(([, kind]) => kind);
    const named = listBookFields().flatMap(({ schema }) => schema.title?.replace(/,.*/, '') ?? []);
    expect(named).toContain('span');
    expect([...new Set(named)].filter((kind) => !explained.includes(kind))).toEqual([]);
  });
});
