import type { Database } from '../../src/db/database.ts';

/** In which tables a text stands, in any column, of any row: `notice`, `ticket_event`. Keys and the prepared queue are left out. */
export async function tablesWith(database: Database, text: string): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.query<{ count: number }>(
      `select count(*)::int as count from "${name}" each where strpos(to_jsonb(each)::text, $1) > 0`,
      [text],
    );
    if ((row?.count ?? 0) > 0) found.push(name);
  }
  return found;
}
