import { AdapterError, type ChatAdapter } from '../chat/adapter.ts';
import type { CarriedFile, OwedFile } from '../chat/file.ts';
import type { ChatPlace } from '../chat/place.ts';
import type { Database } from '../db/database.ts';
import type { Instant } from '../lib/instant.ts';
import type { TakenNotice } from './store.ts';

/** Where the bytes of files come from. */
export interface FileSources {
  readonly database: Database;
  /** Throws AdapterError if the platform has no adapter now. */
  readonly adapterOf: (platform: string) => ChatAdapter;
}

/**
 * Fetches a notice's file and sends it to `place` as a message of its own. Throws AdapterError, of kind `too-large` if
 * the platform does not take files of that size; if the size is known, before it is fetched.
 */
export async function deliverFile(
  sources: FileSources,
  adapter: ChatAdapter,
  notice: TakenNotice,
  file: OwedFile,
  place: ChatPlace,
  mayStandSince: Instant | undefined,
): Promise<void> {
  const { platform, features } = adapter;
  const most = features.fileBytes;
  if (most === 0) throw new AdapterError(platform, 'rejected');
  if ((file.size ?? 0) > most) throw new AdapterError(platform, 'too-large');
  const carried = await fetchBytes(sources, file, most);
  if (!carried) throw new AdapterError(platform, 'gone', { cause: new Error('the stored file is missing') });
  await adapter.sendFile(
    place,
    { ...carried, name: tidyName(carried.name) },
    notice.post.readers,
    String(notice.id),
    mayStandSince,
  );
}

async function fetchBytes(sources: FileSources, file: OwedFile, most: number): Promise<CarriedFile | undefined> {
  if (file.from === 'chat') return sources.adapterOf(file.platform).fetchFile(file, most);
  const made = await sources.database.prisma.madeFile.findUnique({
    where: { id: file.id },
    select: { name: true, mediaType: true, bytes: true },
  });
  return made ?? undefined;
}

const LONGEST_NAME = 150;

/** A name that no platform or disk takes for a path or a command. A long name keeps its end with the file type. */
function tidyName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it replaces.
  const tidy = name.toWellFormed().replaceAll(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069/\\]/g, '_');
  return [...tidy].slice(-LONGEST_NAME).join('').trim() || 'file';
}
