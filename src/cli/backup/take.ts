import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Config } from '../../config.ts';
import type { CopyAsked } from '../../control/copy-database.ts';
import { askDesk } from '../../control/knock.ts';
import { type CliAnswer, problem } from '../../control/take-away/data.ts';
import { lockDirectory } from '../../db/lock.ts';
import { lookAtDatabase } from '../../db/look.ts';
import { copyDatabaseFiles } from '../../db/pglite.ts';
import { t } from '../../i18n/i18n.ts';
import { DAY, isoOf } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import { wallClock } from '../../wall-clock.ts';
import { type About, FORMAT, sumFiles } from './about.ts';
import { packBackup } from './archive.ts';

const LEFT_BEHIND = /^(backup|restore)-[0-9a-f]{16}$/;

/**
 * Writes the embedded database, the files of customers and the playground into one file, while the desk runs or while it
 * does not. First the database is copied between two of its statements, then the files: every file that it tells of is
 * there. The copy is opened once before it is packed. Nothing is left of a backup that failed.
 */
export async function takeBackup(config: Config, to: string | undefined, language: Language): Promise<CliAnswer> {
  const { dataDir } = config;
  if (config.databaseUrl !== undefined) return problem(t(language, 'backup.postgres'), 2);
  if (!existsSync(join(dataDir, 'pglite', 'PG_VERSION'))) return problem(t(language, 'backup.absent', { dataDir }), 1);
  const takenAt = isoOf(wallClock.now());
  const file = resolve(to ?? `deskbell-${takenAt.replace(/[-:]|\.\d+/g, '')}.tar.gz`);
  if (existsSync(file)) return problem(t(language, 'backup.exists', { file }), 2);
  if (!existsSync(dirname(file))) return problem(t(language, 'backup.no-folder', { folder: dirname(file) }), 2);

  await removeLeftBehind(dataDir);
  const name = `backup-${randomBytes(8).toString('hex')}`;
  const folder = join(resolve(dataDir), name);
  await mkdir(folder, { mode: 0o700 });
  try {
    const fault = await copyDatabase(dataDir, name);
    if (fault !== undefined) return problem(t(language, 'backup.fault', { fault }), 1);
    await linkFiles(join(dataDir, 'upload'), join(folder, 'upload'));
    await copyIfThere(join(dataDir, 'playground'), join(folder, 'playground'));
    const seen = await lookAtCopy(folder);
    if (!seen) return problem(t(language, 'backup.copy-unopened'), 1);
    const about: About = {
      format: FORMAT,
      deskbell: packageJson.version,
      takenAt,
      ...seen,
      files: await sumFiles(folder),
    };
    await packBackup(folder, about, file);
    const files = Object.keys(about.files).filter((path) => path.startsWith('upload/')).length;
    const megabytes = Math.ceil((await stat(file)).size / 1024 / 1024);
    const done = t(language, 'backup.taken', { file, tickets: about.tickets, files, megabytes });
    return { lines: [done], problem: '', status: 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** By the desk that runs on it, or else by ourselves. Gives what went wrong in the desk. */
async function copyDatabase(dataDir: string, folder: string): Promise<string | undefined> {
  const answer = await askDesk(dataDir, 'copy', { folder } satisfies CopyAsked);
  if (answer) return 'fault' in answer ? answer.fault : undefined;
  const lock = lockDirectory(dataDir);
  try {
    await copyDatabaseFiles(dataDir, join(dataDir, folder, 'pglite'));
  } finally {
    lock.release();
  }
  return undefined;
}

/** What the database of a copy says of itself; opening it brings it to rest. undefined: it does not open. */
async function lookAtCopy(folder: string): Promise<Pick<About, 'migrations' | 'tickets'> | undefined> {
  const look = await lookAtDatabase({ kind: 'pglite', dataDir: folder }, async ({ query }) => {
    const migrations = await query<{ name: string }>(
      'select migration_name as name from _prisma_migrations where finished_at is not null order by migration_name',
    );
    const [count] = await query<{ tickets: number }>('select count(*)::int as tickets from ticket');
    return { migrations: migrations.map(({ name }) => name), tickets: count?.tickets ?? 0 };
  });
  return look.kind === 'seen' ? look.seen : undefined;
}

/** Files of customers never change, so a second name is as good as a copy, and stays when the first is removed. */
async function linkFiles(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  await mkdir(to, { mode: 0o700 });
  for (const name of await readdir(from)) {
    // Those that are still arriving belong to no ticket yet.
    if (name.endsWith('.part')) continue;
    await link(join(from, name), join(to, name)).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return;
      // On another file system, or on one without such names.
      await cp(join(from, name), join(to, name));
    });
  }
}

async function copyIfThere(from: string, to: string): Promise<void> {
  if (existsSync(from)) await cp(from, to, { recursive: true });
}

/** Folders of backups that were killed. A day is longer than any takes. */
async function removeLeftBehind(dataDir: string): Promise<void> {
  for (const name of (await readdir(dataDir)).filter((each) => LEFT_BEHIND.test(each))) {
    const path = join(dataDir, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < wallClock.now() - DAY) await rm(path, { recursive: true, force: true });
  }
}
