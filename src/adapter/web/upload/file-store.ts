import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Instant } from '../../../lib/instant.ts';
import { LIMITS } from '../limits.ts';

/** Stores uploaded files under random ids, where they are not served by themselves: in a folder or in a bucket. */
export interface FileStore {
  /** Begins a new file. */
  begin(): UnfinishedFile;
  /** The file with this id; undefined if there is none. */
  find(id: string): Promise<{ readonly bytes: number; open(): Promise<Readable> } | undefined>;
  remove(ids: readonly string[]): Promise<void>;
  /** Removes what crashes left: unfinished files, and files that no ticket refers to. */
  sweep(now: Instant, isKnown: (id: string) => Promise<boolean>): Promise<void>;
}

export interface UnfinishedFile {
  readonly id: string;
  readonly path: string;
  readonly stream: WriteStream;
  /** Moves the finished file to its place in the store. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

const ID = /^[0-9a-f]{32}$/;
const UNFINISHED = '.part';

/** Gives the id back. Throws if it is none, so that no other name is ever looked for. */
export function idOfFile(id: string): string {
  if (!ID.test(id)) throw new Error('not an id of the shelf');
  return id;
}

/** Opens the folder and creates it if needed, for this user only. */
export async function openFileStore(folder: string): Promise<FileStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string): string => join(folder, idOfFile(id));
  return {
    begin() {
      const id = randomBytes(16).toString('hex');
      const path = `${pathOf(id)}${UNFINISHED}`;
      const stream = createWriteStream(path, { flags: 'wx', mode: 0o600 });
      return {
        id,
        path,
        stream,
        keep: () => rename(path, pathOf(id)),
        async discard() {
          await closed(stream);
          await rm(path, { force: true });
        },
      };
    },
    async find(id) {
      const path = pathOf(id);
      const found = await stat(path).catch(() => undefined);
      return found && { bytes: found.size, open: async () => createReadStream(path) };
    },
    async remove(ids) {
      for (const id of ids) await rm(pathOf(id), { force: true });
    },
    async sweep(now, isKnown) {
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        const isPart = name.endsWith(UNFINISHED);
        const found = await stat(path).catch(() => undefined);
        if (!found || found.mtimeMs > now - (isPart ? LIMITS.partMs : LIMITS.orphanMs)) continue;
        if (isPart || (ID.test(name) && !(await isKnown(name)))) await rm(path, { force: true });
      }
    },
  };
}

/** A destroyed stream may still be opening its file, so wait until it has closed. */
async function closed(stream: WriteStream): Promise<void> {
  if (stream.closed) return;
  const end = new Promise<void>((resolve) => stream.once('close', () => resolve()));
  stream.destroy();
  await end;
}
