import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

const BYTES = 32;

/** 32 random bytes, made up by whichever process asks first and kept: every process on this database has the same. */
export async function openSecret({ query }: Pick<Database, 'query'>, name: string): Promise<Buffer> {
  await query('insert into house_secret (name, value) values ($1, $2) on conflict do nothing', [
    name,
    randomBytes(BYTES).toString('base64url'),
  ]);
  const [row] = await query<{ value: string }>('select value from house_secret where name = $1', [name]);
  if (!row) throw new Error(`the secret ${name} was not kept`);
  return Buffer.from(row.value, 'base64url');
}
