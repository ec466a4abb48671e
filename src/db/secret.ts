import { randomBytes } from 'node:crypto';
import { columnsOf, type RowOf } from './columns.ts';
import type { Database } from './database.ts';

const BYTES = 32;
const SECRET = columnsOf('HouseSecret', 'value');

/** 32 random bytes under a name. The first process to ask makes them; every process on this database then has the same. */
export async function openSecret({ query }: Pick<Database, 'query'>, name: string): Promise<Buffer> {
  await query('insert into house_secret (name, value) values ($1, $2) on conflict do nothing', [
    name,
    randomBytes(BYTES).toString('base64url'),
  ]);
  const [row] = await query<RowOf<typeof SECRET>>(`select ${SECRET} from house_secret where name = $1`, [name]);
  if (!row) throw new Error(`the secret ${name} was not kept`);
  return Buffer.from(row.value, 'base64url');
}
