import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Migration } from './migrate.ts';

/** Beside the program and its compiled files: those who can write there could change the program as well. */
const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/snapshot');
const DIGEST_BYTES = 32;
const ENDING = '.pglite';

/** Keeps a migrated, otherwise empty PGlite for the next process, which then need not make and migrate one itself. */
export interface SnapshotStore {
  /** undefined: none is kept for this PGlite and these migrations, or what is there is damaged. Never throws. */
  find(): Promise<Blob | undefined>;
  /**
   * Keeps it, whole or not at all, in place of those of other versions; several processes may do so at once. Where the
   * folder cannot be written nothing is kept. Never throws.
   */
  keep(snapshot: Blob): Promise<void>;
}

/**
 * The file begins with the SHA-256 of what follows; its name tells which PGlite, migrations and `afterwards`, the SQL that
 * was run after them, it was made with.
 */
export async function openSnapshotStore(
  migrations: readonly Migration[],
  afterwards: string,
  folder = FOLDER,
): Promise<SnapshotStore> {
  const made = [await pgliteVersion(), ...migrations.map(({ name, checksum }) => `${name} ${checksum}`), afterwards];
  const name = `${digestOf(Buffer.from(made.join('\n'))).toString('hex')}${ENDING}`;
  return {
    async find() {
      try {
        const file = await readFile(join(folder, name));
        const content = file.subarray(DIGEST_BYTES);
        return digestOf(content).equals(file.subarray(0, DIGEST_BYTES)) ? new Blob([content]) : undefined;
      } catch {
        return undefined;
      }
    },
    async keep(snapshot) {
      const draft = join(folder, `${name}.${randomUUID()}`);
      try {
        const content = Buffer.from(await snapshot.arrayBuffer());
        await mkdir(folder, { recursive: true });
        await writeFile(draft, [digestOf(content), content]);
        await rename(draft, join(folder, name));
        const others = (await readdir(folder)).filter((each) => each.endsWith(ENDING) && each !== name);
        await Promise.all(others.map((each) => rm(join(folder, each), { force: true })));
      } catch {
        // It is a matter of speed alone: a full disk or a folder of another user stops no work.
        await rm(draft, { force: true }).catch(() => {});
      }
    },
  };
}

function digestOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

async function pgliteVersion(): Promise<string> {
  const about = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(await readFile(about, 'utf8')) as { version: string };
  return version;
}
