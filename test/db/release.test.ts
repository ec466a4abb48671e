import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Migration, migrate, readMigrations } from '../../src/db/migrate.ts';
import { silentLog } from '../../src/lib/log.ts';
import release from '../fixture/release.json' with { type: 'json' };
import { brokenPromises, readSchema } from './release-schema.ts';

/**
 * While a release is rolled out the program before it works on the new schema. That program stands here as what it asks of
 * its database: `bench/release/record.ts` kept every statement of it, and its last migration (decision 42).
 */

const opened: PGlite[] = [];

async function openMigrated(migrations: readonly Migration[], from?: PGlite): Promise<PGlite> {
  const pglite = from ?? (await PGlite.create());
  if (!from) opened.push(pglite);
  const session = {
    script: async (sql: string) => void (await pglite.exec(sql)),
    query: async (sql: string, values?: readonly unknown[]) =>
      (await pglite.query<Record<string, unknown>>(sql, values && [...values])).rows,
  };
  await migrate(session, migrations, silentLog);
  return pglite;
}

/** The statements that this database does not take, with the reason. */
async function refusedBy(pglite: PGlite, statements: readonly string[]): Promise<string[]> {
  const refused: string[] = [];
  for (const statement of statements) {
    try {
      await pglite.describeQuery(statement);
    } catch (error) {
      refused.push(`${error instanceof Error ? error.message : error}: ${statement}`);
    }
  }
  return refused;
}

describe(`the program of release ${release.release}`, () => {
  let before: Awaited<ReturnType<typeof readSchema>>;
  let pglite: PGlite;
  beforeAll(async () => {
    const migrations = await readMigrations();
    const at = migrations.findIndex(({ name }) => name === release.last);
    expect(at).toBeGreaterThan(0);
    pglite = await openMigrated(migrations.slice(0, at + 1));
    before = await readSchema(pglite);
    await openMigrated(migrations, pglite);
  }, 120_000);
  afterAll(() => Promise.all(opened.map((each) => each.close())));

  it('asks nothing that the schema of this one refuses', async () => {
    expect(release.statements.length).toBeGreaterThan(40);
    expect(await refusedBy(pglite, release.statements)).toEqual([]);
  });

  it('may write what it writes: nothing is required, forbidden or gone that was not so', async () => {
    const accepted: readonly string[] = release.accepted;
    const broken = brokenPromises(before, await readSchema(pglite));
    expect(broken.filter((each) => !accepted.includes(each))).toEqual([]);
  });

  it.each([
    ['a column that is gone', 'alter table notice drop column lane', 'notice.lane is gone'],
    ['another name', 'alter table notice rename column lane to path', 'notice.lane is gone'],
    ['another type', 'alter table receipt alter column event_id type varchar(10)', 'receipt.event_id is another type'],
    [
      'a new column that must be written',
      'alter table receipt add column why text not null',
      'receipt.why is required',
    ],
    [
      'a column that may no longer be left out',
      'alter table attachment alter column ticket_id set not null',
      'attachment.ticket_id is required',
    ],
    [
      'a new rule',
      `alter table receipt add constraint short check (length(event_id) < 9)`,
      'receipt has a new rule: CHECK ((length(event_id) < 9))',
    ],
    ['a table that is gone', 'drop table receipt cascade', 'receipt is gone'],
  ])('would not bear %s', async (_what, sql, broken) => {
    await pglite.exec('begin');
    try {
      const schema = await readSchema(pglite);
      await pglite.exec(sql);
      expect(brokenPromises(schema, await readSchema(pglite))).toContain(broken);
    } finally {
      await pglite.exec('rollback');
    }
  });

  it('bears a new table and a new column that may be left out', async () => {
    await pglite.exec('begin');
    const schema = await readSchema(pglite);
    await pglite.exec(`create table more (id int primary key); alter table receipt add column more int;
      alter table receipt add column other text not null default ''`);
    expect(brokenPromises(schema, await readSchema(pglite))).toEqual([]);
    await pglite.exec('rollback');
  });

  it('would notice a statement that is refused', async () => {
    await pglite.exec('alter table ticket rename to case_file');
    const refused = await refusedBy(pglite, release.statements);
    await pglite.exec('alter table case_file rename to ticket');
    expect(refused.length).toBeGreaterThan(5);
    expect(refused[0]).toContain('does not exist');
  });
});
