import type { Database } from '../../src/db/database.ts';
import type { TestDatabaseKind } from './database.ts';

/** A database that one test after the other has for itself, and what its tables must look like whenever it is handed on. */
interface Shared {
  readonly database: Database;
  readonly schema: string;
}

/** Databases that wait, empty, for the next test of this worker. */
const waiting: Record<TestDatabaseKind, Shared[]> = { 'pglite-memory': [], postgres: [] };
/** An embedded database holds some 100 MB. */
const MOST_WAITING = 2;

/**
 * A migrated, empty database of the test's own: one that an earlier test gave back, or what `open` opens. Emptying one
 * takes some 10 ms, opening one 400 ms. `close` gives it back; like a closed one it refuses what is asked of it afterwards.
 */
export async function borrowDatabase(kind: TestDatabaseKind, open: () => Promise<Database>): Promise<Database> {
  const shared = waiting[kind].pop() ?? (await share(await open()));
  let isClosed = false;
  const use = (): Database => {
    if (isClosed) throw new Error('the database is closed');
    return shared.database;
  };
  return {
    kind,
    get prisma() {
      return use().prisma;
    },
    transaction: async (work) => use().transaction(work),
    query: async (sql, values) => use().query(sql, values),
    listen: async (channel, heard) => use().listen(channel, heard),
    copyFiles: shared.database.copyFiles,
    bossConnection: () => use().bossConnection(),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await takeBack(kind, shared);
    },
  };
}

async function share(database: Database): Promise<Shared> {
  return { database, schema: await readSchema(database) };
}

/** A database whose tables a test has changed is of no use to the next one. */
async function takeBack(kind: TestDatabaseKind, { database, schema }: Shared): Promise<void> {
  await database.query('DROP SCHEMA IF EXISTS pgboss CASCADE');
  if (waiting[kind].length >= MOST_WAITING || (await readSchema(database)) !== schema) return database.close();
  await database.query(EMPTY);
  waiting[kind].push({ database, schema });
}

/** Every table that has rows loses them and what was measured of them; every number begins at 1 again. */
const EMPTY = `DO $$
DECLARE
  each record;
  filled boolean;
BEGIN
  FOR each IN SELECT oid, oid::regclass AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations' LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', each.name) INTO filled;
    IF filled OR EXISTS (SELECT FROM pg_statistic WHERE starelid = each.oid) THEN
      EXECUTE format('TRUNCATE %s CASCADE', each.name);
      DELETE FROM pg_statistic WHERE starelid = each.oid;
    END IF;
  END LOOP;
  FOR each IN SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    EXECUTE format('ALTER SEQUENCE %s RESTART', each.name);
  END LOOP;
END $$`;

/** Columns, constraints, indexes, triggers, functions and the migrations on record, as one text. */
async function readSchema(database: Database): Promise<string> {
  const [row] = await database.query<{ schema: string }>(`
    SELECT string_agg(line, E'\\n' ORDER BY line) AS schema FROM (
      SELECT concat_ws(' ', attrelid::regclass, attname, atttypid, attnotnull, atthasdef) AS line
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i', 'S', 'v') AND attnum > 0
      UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT concat_ws(' ', tgrelid::regclass, tgname, tgenabled)
        FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT concat_ws(' ', proname, md5(prosrc)) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION ALL SELECT concat_ws(' ', migration_name, checksum) FROM _prisma_migrations) AS lines`);
  return row?.schema ?? '';
}
