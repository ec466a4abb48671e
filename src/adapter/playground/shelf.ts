import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes of files that were sent into the playground, under ids that cannot be guessed. */
export interface Shelf {
  /** Stores a file and gives its id. Throws if it cannot be written. */
  keep(bytes: Uint8Array): string;
  /** undefined: there is no such file. */
  find(id: string): Uint8Array | undefined;
}

const ID = /^[0-9a-f]{32}$/;

/** Files in memory only. */
export function memoryShelf(): Shelf {
  const files = new Map<string, Uint8Array>();
  return {
    keep(bytes) {
      const id = newId();
      files.set(id, bytes);
      return id;
    },
    find: (id) => files.get(id),
  };
}

/** Files in a folder that only this user can read; it is created with the first file. */
export function openShelf(folder: string): Shelf {
  return {
    keep(bytes) {
      const id = newId();
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, id), bytes, { mode: 0o600, flag: 'wx' });
      return id;
    },
    find(id) {
      if (!ID.test(id)) return undefined;
      try {
        return readFileSync(join(folder, id));
      } catch {
        return undefined;
      }
    },
  };
}

function newId(): string {
  return randomBytes(16).toString('hex');
}
