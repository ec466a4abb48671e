import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Config } from '../../config.ts';
import { type CliAnswer, problem } from '../../control/take-away/data.ts';
import { findHolder, lockDirectory } from '../../db/lock.ts';
import { readMigrations } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { t } from '../../i18n/i18n.ts';
import { isoOf } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import { silentLog } from '../../lib/log.ts';
import { wallClock } from '../../wall-clock.ts';
import { ABOUT_FILE, About, FORMAT, FormatOfBackup, partsIn, sumFiles } from './about.ts';
import { DamagedBackup, unpackBackup } from './archive.ts';

/** A backup that is not taken back, in words for the person who asked. */
class Refused extends Error {}

/**
 * Puts a backup in place of a data directory's content. It is unpacked beside it, compared with its sums, opened and brought
 * up to this release's schema; only then it takes its place, and what was there is kept beside it. What is refused before that
 * leaves the directory as it was.
 */
export async function restoreBackup(
  config: Config,
  { file, replace }: { readonly file: string; readonly replace: boolean },
  language: Language,
): Promise<CliAnswer> {
  const dataDir = resolve(config.dataDir);
  if (config.databaseUrl !== undefined) return problem(t(language, 'backup.restore-postgres'), 2);
  if (findHolder(dataDir)) return problem(t(language, 'backup.held', { dataDir }), 1);
  const inTheWay = await partsIn(dataDir);
  if (inTheWay.length > 0 && !replace) return problem(t(language, 'backup.not-empty', { dataDir }), 2);

  await mkdir(dataDir, { recursive: true });
  const lock = lockDirectory(dataDir);
  const staging = join(dataDir, `restore-${randomBytes(8).toString('hex')}`);
  try {
    await mkdir(staging, { mode: 0o700 });
    const about = await readChecked(resolve(file), staging, language);
    const migrations = await bringUpToDate(about, staging, language);
    const former = await takePlace(staging, dataDir);
    const { tickets, takenAt, deskbell } = about;
    return {
      lines: [
        t(language, 'backup.restored', { tickets, takenAt, version: deskbell, dataDir }),
        ...(migrations > 0
          ? [t(language, 'backup.migrated', { number: migrations, version: packageJson.version })]
          : []),
        ...(former === undefined ? [] : [t(language, 'backup.former', { folder: former })]),
      ],
      problem: '',
      status: 0,
    };
  } catch (error) {
    if (error instanceof Refused) return problem(error.message, 2);
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
    lock.release();
  }
}

/** Unpacks it and compares every file with its sum. Throws `Refused`. */
async function readChecked(file: string, staging: string, language: Language): Promise<About> {
  try {
    await unpackBackup(file, staging);
  } catch (error) {
    if (error instanceof DamagedBackup) throw new Refused(t(language, 'backup.damaged', { file, why: error.message }));
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refused(t(language, 'backup.no-file', { file }));
    throw error;
  }
  const about = await readAbout(file, staging, language);
  const sums = await sumFiles(staging);
  const paths = new Set([...Object.keys(sums), ...Object.keys(about.files)]);
  const wrong = [...paths].find((path) => sums[path] !== about.files[path]);
  if (wrong !== undefined) throw new Refused(t(language, 'backup.damaged', { file, why: wrong }));
  return about;
}

async function readAbout(file: string, staging: string, language: Language): Promise<About> {
  const text = await readFile(join(staging, ABOUT_FILE), 'utf8').catch(() => '');
  const format = FormatOfBackup.safeParse(parseJson(text)).data;
  if (!format) throw new Refused(t(language, 'backup.damaged', { file, why: ABOUT_FILE }));
  const versions = { version: format.deskbell, own: packageJson.version };
  if (format.format > FORMAT) throw new Refused(t(language, 'backup.newer', versions));
  const about = About.safeParse(parseJson(text)).data;
  if (!about) throw new Refused(t(language, 'backup.damaged', { file, why: ABOUT_FILE }));
  const known = new Set((await readMigrations()).map(({ name }) => name));
  const unknown = about.migrations.find((name) => !known.has(name));
  if (unknown !== undefined) throw new Refused(t(language, 'backup.newer', versions));
  return about;
}

/** Opens the unpacked database as a start does. Gives how many migrations that took. */
async function bringUpToDate(about: About, staging: string, language: Language): Promise<number> {
  try {
    const database = await openDatabase({ kind: 'pglite', dataDir: staging }, silentLog);
    await database.close();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refused(t(language, 'backup.unopened', { version: about.deskbell, own: packageJson.version, why }));
  }
  return (await readMigrations()).length - about.migrations.length;
}

/** Moves what is there aside, then the new parts in. Gives where the former ones are; undefined: there were none. */
async function takePlace(staging: string, dataDir: string): Promise<string | undefined> {
  const former = await partsIn(dataDir);
  const aside = join(dataDir, `replaced-${isoOf(wallClock.now()).replace(/[-:]|\.\d+/g, '')}`);
  if (former.length > 0) await mkdir(aside, { mode: 0o700 });
  const done: { from: string; to: string }[] = [];
  const move = async (from: string, to: string) => {
    await rename(from, to);
    done.push({ from, to });
  };
  try {
    for (const part of former) await move(join(dataDir, part), join(aside, part));
    for (const part of await partsIn(staging)) await move(join(staging, part), join(dataDir, part));
  } catch (error) {
    for (const { from, to } of done.reverse()) await rename(to, from);
    throw error;
  }
  return former.length > 0 ? aside : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
