import type { PGlite } from '@electric-sql/pglite';

interface Column {
  readonly type: string;
  /** Whether a row without it is refused. */
  readonly isRequired: boolean;
}

/** What a program can count on: its tables' columns, and what their rows must keep to. */
export interface SchemaPromises {
  readonly columns: ReadonlyMap<string, Column>;
  readonly tables: ReadonlySet<string>;
  /** Checks, references and unique keys, as `table has a new rule: …`. */
  readonly rules: ReadonlySet<string>;
}

export async function readSchema(pglite: Pick<PGlite, 'query'>): Promise<SchemaPromises> {
  const { rows } = await pglite.query<{ table: string; column: string; type: string; required: boolean }>(
    `select relation.relname as "table", attname as "column", format_type(atttypid, atttypmod) as type,
        attnotnull and not atthasdef and attidentity = '' as required
       from pg_attribute join pg_class relation on relation.oid = attrelid
      where relation.relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and attnum > 0 and not attisdropped`,
  );
  const rules = await pglite.query<{ rule: string }>(
    `select conrelid::regclass || ' has a new rule: ' || pg_get_constraintdef(oid) as rule from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'u', 'x')
     union select indrelid::regclass || ' has a new rule: ' ||
        regexp_replace(pg_get_indexdef(indexrelid), '^.* ON', 'UNIQUE ON') from pg_index
      join pg_class relation on relation.oid = indrelid
      where indisunique and relation.relnamespace = 'public'::regnamespace`,
  );
  return {
    columns: new Map(rows.map((row) => [`${row.table}.${row.column}`, { type: row.type, isRequired: row.required }])),
    tables: new Set(rows.map(({ table }) => table)),
    rules: new Set(rules.rows.map(({ rule }) => rule)),
  };
}

/** What a program that counts on `before` no longer finds in `after`: a line for each, none where it works on. */
export function brokenPromises(before: SchemaPromises, after: SchemaPromises): string[] {
  const gone = [...before.tables].filter((table) => !after.tables.has(table));
  const isThere = (name: string) => !gone.includes(name.split(/[. ]/)[0] ?? '');
  const changed = [...before.columns]
    .filter(([name]) => isThere(name))
    .flatMap(([name, { type, isRequired }]) => {
      const now = after.columns.get(name);
      if (!now) return [`${name} is gone`];
      if (now.type !== type) return [`${name} is another type`];
      return now.isRequired && !isRequired ? [`${name} is required`] : [];
    });
  const isOld = (name: string) => before.tables.has(name.split(/[. ]/)[0] ?? '');
  const added = [...after.columns].filter(
    ([name, { isRequired }]) => isRequired && isOld(name) && !before.columns.has(name),
  );
  const rules = [...after.rules].filter((rule) => isOld(rule) && !before.rules.has(rule));
  return [
    ...gone.map((table) => `${table} is gone`),
    ...changed,
    ...added.map(([name]) => `${name} is required`),
    ...rules,
  ];
}
