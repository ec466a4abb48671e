import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The images that Deskbell sent, by the id of their message. Of other files the playground shows the name only. */
export interface PictureStore {
  /** Whether a file is an image that the page shows. */
  takes(mediaType: string): boolean;
  save(messageId: string, bytes: Uint8Array): void;
  find(messageId: string): Uint8Array | undefined;
}

/** `folder` undefined: in memory only. */
export function createPictureStore(folder: string | undefined): PictureStore {
  const kept = new Map<string, Uint8Array>();
  const fileOf = (messageId: string) => join(folder ?? '', `${messageId}.png`);
  return {
    takes: (mediaType) => mediaType === 'image/png',
    save(messageId, bytes) {
      if (folder === undefined) {
        kept.set(messageId, bytes);
        return;
      }
      mkdirSync(folder, { recursive: true });
      writeFileSync(fileOf(messageId), bytes, { mode: 0o600 });
    },
    find(messageId) {
      if (folder === undefined) return kept.get(messageId);
      try {
        return readFileSync(fileOf(messageId));
      } catch {
        return undefined;
      }
    },
  };
}
