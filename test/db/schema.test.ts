import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { expect, test } from 'vitest';
import { readMigrations } from '../../src/db/migrate.ts';
import { diffToSchema, readSchema } from './schema-diff.ts';

test('the migrations lead to prisma/schema: what is left over is the next migration', async () => {
  const pglite = await PGlite.create();
  try {
    for (const { sql } of await readMigrations()) await pglite.exec(sql);
    expect((await diffToSchema(new PrismaPGlite(pglite))).trim()).toBe('-- This is an empty migration.');
  } finally {
    await pglite.close();
  }
});

test('the committed client was generated from prisma/schema by the installed Prisma', async () => {
  const client = await readFile(new URL('../../src/db/generated/internal/class.ts', import.meta.url), 'utf8');
  const schema = (await readSchema()).map((file) => file.content).join('\n');
  const { version } = JSON.parse(
    await readFile(new URL('../../node_modules/@prisma/client/package.json', import.meta.url), 'utf8'),
  );
  expect(client).toContain(JSON.stringify(schema).slice(1, -1));
  expect(client).toContain(`"clientVersion": "${version}"`);
});
