import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** What of the data directory is in a backup. */
export const PARTS = ['pglite', 'upload', 'playground'] as const;
/** The first file of a backup: what it is, and what every other file has to be. */
export const ABOUT_FILE = 'backup.json';
/** Raised when backups of this release can no longer be read by the one before. */
export const FORMAT = 1;

/** Enough to tell a backup of a newer release, and no more, for its other fields may be unknown. */
export const FormatOfBackup = z.looseObject({ format: z.int().positive(), deskbell: z.string() });

export const About = z.strictObject({
  format: z.literal(FORMAT),
  /** The release that made it. */
  deskbell: z.string(),
  takenAt: z.iso.datetime(),
  /** The migrations of its database, by name. */
  migrations: z.array(z.string()).min(1),
  tickets: z.int().nonnegative(),
  /** SHA-256 of every file, hex, by its path in the backup. */
  files: z.record(z.string(), z.string().length(64)),
});
export type About = z.infer<typeof About>;

/** The SHA-256 of every file of the parts that `folder` has, by its path there. */
export async function sumFiles(folder: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const part of await partsIn(folder)) {
    for (const entry of await readdir(join(folder, part), { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) continue;
      const path = join(entry.parentPath, entry.name);
      sums[path.slice(folder.length + 1).replaceAll(sep, '/')] = await sumOf(path);
    }
  }
  return sums;
}

/** Which parts a folder has. */
export async function partsIn(folder: string): Promise<readonly (typeof PARTS)[number][]> {
  const names = await readdir(folder).catch((): string[] => []);
  return PARTS.filter((part) => names.includes(part));
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
