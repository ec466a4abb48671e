import { describe, expect, it } from 'vitest';
import { VERBS } from '../../src/desk/ticket/verb/table.ts';
import { readSources } from './sources.ts';

/** The table, its families, and what the entries of verbs mean in the log. */
const HOME = /^src\/desk\/ticket\/(verb\/|case\/update\.ts$)/;
/** The formats of stories are fixed (docs/simulate.md): they name the verbs that a story may use. */
const STORIES = /^src\/simulate\/(scenario|verb)\.ts$/;
/** More names than these in one list are a second table. */
const MOST = 2;

const LIST = /\[[^[\]]*\]/g;
const NAMED = /['"`](?:ticket\.)?([a-z-]+)['"`]/g;

describe('the verbs of a ticket', () => {
  it('are listed in their table and nowhere else', () => {
    const lists = readSources()
      .filter(({ path }) => !HOME.test(path) && !STORIES.test(path))
      .flatMap(({ path, code }) => [...code.matchAll(LIST)].map(([list]) => ({ path, list })))
      .filter(({ list }) => verbsIn(list) > MOST);
    expect(lists).toEqual([]);
  });
});

function verbsIn(list: string): number {
  const names = [...list.matchAll(NAMED)].map(([, name]) => name);
  return names.filter((name) => name !== undefined && Object.hasOwn(VERBS, name)).length;
}
