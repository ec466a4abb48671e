import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Settings } from '../../src/config.ts';
import { holdingsTable } from '../../src/desk/privacy/document.ts';
import { KEEPING } from '../../src/desk/privacy/holding.ts';
import { HOLDINGS, wordColumns } from '../../src/desk/privacy/holdings.ts';
import { GOING } from '../../src/desk/privacy/store.ts';
import { ROOT } from './sources.ts';

/** The tables of prisma/schema with their columns, as the database names them. */
const TABLES = new Map(
  globSync('prisma/schema/*.prisma', { cwd: ROOT }).flatMap((path) =>
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^model \w+ \{\n(.*?)^\}/gms)].map(([, body = '']) =>
      tableOf(body),
    ),
  ),
);

function tableOf(body: string): [table: string, columns: string[]] {
  const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
  const fields = [...body.matchAll(/^ {2}(\w+) +([\w"()]+)(\[\])?\??(.*)$/gm)];
  const columns = fields
    .filter(([, , type = '', list, rest = '']) => isScalar(type, list, rest))
    .map(([, name = '', , , rest = '']) => /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name);
  return [table, columns];
}

/** Fields that are relations have no column. */
function isScalar(type: string, list: string | undefined, rest: string): boolean {
  const isKnown = /^(String|Int|BigInt|Boolean|DateTime|Json|Bytes|Unsupported)/.test(type);
  return isKnown && !rest.includes('@relation') && (list === undefined || type === 'String');
}

describe('the holdings', () => {
  it('have every table of the schema, and every column: whoever adds one says what becomes of it', () => {
    expect(TABLES.size).toBeGreaterThan(40);
    const listed = new Map(
      Object.entries(HOLDINGS).map(([table, { columns }]) => [table, Object.keys(columns).sort()]),
    );
    for (const [table, columns] of TABLES) expect([table, listed.get(table)]).toEqual([table, columns.sort()]);
    expect([...listed.keys()].filter((table) => !TABLES.has(table))).toEqual([]);
  });

  it('let no table with words or accounts of people stay as it is when a person is forgotten', () => {
    const kept = Object.entries(HOLDINGS).filter(
      ([, holding]) => wordColumns(holding).length > 0 && holding.person === 'kept',
    );
    expect(kept.map(([table]) => table)).toEqual([]);
  });

  it('say which rows go as the statements have them', () => {
    for (const whose of ['person', 'customer'] as const) {
      const going = Object.keys(HOLDINGS).filter((table) => HOLDINGS[table]?.[whose] === 'goes');
      expect([...GOING[whose]].sort()).toEqual(going.sort());
    }
  });

  it('stand in docs/privacy.md and its Chinese twin', () => {
    expect(readFileSync(join(ROOT, 'docs/privacy.md'), 'utf8')).toContain(holdingsTable('en'));
    expect(readFileSync(join(ROOT, 'docs/privacy.zh.md'), 'utf8')).toContain(holdingsTable('zh-CN'));
  });

  it('name settings that there are, and all that let rows go', () => {
    const named = new Set(Object.values(HOLDINGS).map(({ until }) => (typeof until === 'string' ? until : undefined)));
    expect(KEEPING.filter((setting) => !named.has(setting))).toEqual([]);
    const keeping = Object.keys(Settings.shape).filter((setting) => setting.startsWith('KEEP_'));
    expect(keeping).toEqual([...KEEPING]);
  });
});
