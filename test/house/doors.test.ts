import { describe, expect, it } from 'vitest';
import { brokenDoors } from './doors.ts';
import { readSources } from './sources.ts';

/** The rules that one import breaks; `from` and `to` are paths below `src/adapter`. */
function rulesBrokenBy(from: string, to: string, typeOnly = false): string[] {
  const each = { from: `src/adapter/${from}`, to: `src/adapter/${to}`, typeOnly };
  return brokenDoors([{ path: each.from, code: '', lines: 1, imports: [each] }]);
}

describe.each(['slack', 'feishu'])('the rooms of %s', (adapter) => {
  it.each([
    ['wire', 'hear'],
    ['wire', 'say'],
    ['hear', 'say'],
    ['say', 'examine'],
  ])('%s does not import %s, not even a type', (room, other) => {
    const [from, to] = [`${adapter}/${room}/a.ts`, `${adapter}/${other}/b.ts`];
    expect(rulesBrokenBy(from, to)).toHaveLength(1);
    expect(rulesBrokenBy(from, to, true)).toHaveLength(1);
    expect(rulesBrokenBy(to, from)).toEqual([]);
  });

  it('do not import the files above them, which import all of them', () => {
    expect(rulesBrokenBy(`${adapter}/wire/a.ts`, `${adapter}/listen.ts`, true)).toHaveLength(1);
    expect(rulesBrokenBy(`${adapter}/listen.ts`, `${adapter}/say/b.ts`)).toEqual([]);
  });

  it('are the four that are known, each with files', () => {
    expect(rulesBrokenBy(`${adapter}/misplaced/a.ts`, `${adapter}/wire/b.ts`)).toHaveLength(1);
    const paths = readSources().map(({ path }) => path);
    const rooms = paths.flatMap((path) => new RegExp(`^src/adapter/${adapter}/(\\w+)/`).exec(path)?.[1] ?? []);
    expect([...new Set(rooms)].sort()).toEqual(['examine', 'hear', 'say', 'wire']);
  });
});
