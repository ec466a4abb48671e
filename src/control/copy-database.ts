import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import type { Answer } from './door.ts';

/** What `deskbell backup` asks of the running desk: a copy of its database in a folder of the data directory. */
export const CopyAsked = z.strictObject({ folder: z.string().regex(/^backup-[0-9a-f]{16}$/) });
export type CopyAsked = z.infer<typeof CopyAsked>;

/** Copies the database's files into `pglite` of that folder. Status 2: this desk's database has no files of its own. */
export async function copyDatabaseAsked(
  { copyFiles }: Pick<Database, 'copyFiles'>,
  dataDir: string,
  given: unknown,
): Promise<Answer> {
  const { folder } = CopyAsked.parse(given);
  if (!copyFiles) return { text: '', status: 2 };
  await copyFiles(join(dataDir, folder, 'pglite'));
  return { text: '', status: 0 };
}
