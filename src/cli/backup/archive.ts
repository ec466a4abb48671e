import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { packTar, type TarSource, unpackTar } from 'modern-tar/fs';
import { ABOUT_FILE, type About, PARTS, partsIn } from './about.ts';

const ONLY_OWNER = 0o600;

/** Writes a folder's parts into one compressed tar file, whole or not at all, for its owner alone. */
export async function packBackup(folder: string, about: About, file: string): Promise<void> {
  const parts = await partsIn(folder);
  const sources: TarSource[] = [
    { type: 'content', content: `${JSON.stringify(about, null, 2)}\n`, target: ABOUT_FILE },
    ...parts.map((part) => ({ type: 'directory', source: join(folder, part), target: part }) as const),
  ];
  const draft = `${file}.part`;
  try {
    // The fastest compression: most of it are pages of a database, which shrink by nine tenths in any case.
    await pipeline(
      packTar(sources),
      createGzip({ level: 1 }),
      createWriteStream(draft, { flags: 'wx', mode: ONLY_OWNER }),
    );
    await sync(draft);
    await rename(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(draft, { force: true });
    throw error;
  }
}

/** A file that is no backup, or one that was damaged on its way. */
export class DamagedBackup extends Error {}

/**
 * Unpacks a backup into a folder, which gets nothing but its parts and the file about it: another path, a link or a device
 * is refused. Throws `DamagedBackup` when the file is not a backup or was cut or changed.
 */
export async function unpackBackup(file: string, folder: string): Promise<void> {
  const source = createReadStream(file);
  await new Promise((resolve, reject) => source.once('open', resolve).once('error', reject));
  try {
    const filter = ({ name, type }: { name: string; type?: string }) => {
      if (!isOurs(name, type)) throw new DamagedBackup(name);
      return true;
    };
    const modes = { dmode: 0o700, fmode: ONLY_OWNER };
    await pipeline(source, createGunzip(), unpackTar(folder, { strict: true, filter, ...modes }));
  } catch (error) {
    // What the operating system refuses (a full disk) is no fault of the file.
    if (isOfSystem(error)) throw error;
    throw new DamagedBackup(error instanceof Error ? error.message : String(error));
  }
}

function isOurs(name: string, type = 'file'): boolean {
  const [top = '', ...rest] = name.replace(/\/$/, '').split('/');
  if (type !== 'file' && type !== 'directory') return false;
  if (rest.length === 0 && type === 'file') return top === ABOUT_FILE;
  return PARTS.some((part) => part === top) && rest.every((word) => word !== '' && word !== '.' && word !== '..');
}

function isOfSystem(error: unknown): boolean {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  return syscall !== undefined && /^E[A-Z]+$/.test(code);
}

/** The disk has it before it is said that it is there. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
