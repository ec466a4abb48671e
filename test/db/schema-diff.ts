import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';

const SCHEMA_DIR = fileURLToPath(new URL('../../prisma/schema/', import.meta.url));

/**
 * The SQL that leads from a migrated database to `prisma/schema`: what the next migration begins with. Empty where they
 * agree as far as Prisma can see, which is tables, columns, keys and plain indexes.
 */
export async function diffToSchema(database: SqlMigrationAwareDriverAdapterFactory): Promise<string> {
  const files = await readSchema();
  const engine = await SchemaEngine.new(
    { datamodels: files.map(({ path, content }): [string, string] => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(database),
  );
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: SCHEMA_DIR },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
    });
    return stdout ?? '';
  } finally {
    engine.free();
  }
}

/** The files of `prisma/schema`, in the order in which Prisma joins them. */
export async function readSchema(): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(SCHEMA_DIR)).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: join(SCHEMA_DIR, name),
      content: await readFile(join(SCHEMA_DIR, name), 'utf8'),
    })),
  );
}
