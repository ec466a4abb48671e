import type { Database } from '../../src/db/database.ts';

/**
 * A sum over the rows of every table of every schema of ours, by the table's name: two databases with the same sums hold
 * the same. An empty table has none.
 */
export async function tableSums({ query }: Pick<Database, 'query'>): Promise<Record<string, string | null>> {
  const tables = await query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const sums: Record<string, string | null> = {};
  for (const { name } of tables) {
    const [row] = await query<{ sum: string | null }>(
      `select md5(string_agg(each::text, chr(10) order by each::text)) as sum from ${name} each`,
    );
    sums[name] = row?.sum ?? null;
  }
  return sums;
}
