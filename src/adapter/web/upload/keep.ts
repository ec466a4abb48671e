import { createHash } from 'node:crypto';
import type { KeepFiles } from '../../../chat/keep-files.ts';
import type { UntakenWhy } from '../../../chat/mail.ts';
import type { BucketAccess } from '../../../lib/bucket.ts';
import type { Clock } from '../../../lib/instant.ts';
import { LIMITS } from '../limits.ts';
import { openBucketStore } from './bucket-store.ts';
import type { Scan } from './clamd.ts';
import { cleanName } from './file-name.ts';
import { type FileStore, openFileStore } from './file-store.ts';
import { findMediaType, mayBeTaken } from './media-type.ts';
import { type Claim, openUploadQuota, type UploadQuota } from './quota.ts';
import type { StoredFile } from './upload.ts';

/** Where files of customers are stored, and how much of it is used. */
export interface Uploads {
  readonly fileStore: FileStore;
  readonly quota: UploadQuota;
  /** Left out: files are not scanned. */
  readonly scan?: Scan | undefined;
}

/** Opens the folder for files, or the bucket, and its quotas. Throws if the folder cannot be created. */
export async function openUploads(folder: string, clock: Clock, bucket: BucketAccess | undefined): Promise<Uploads> {
  const fileStore = await (bucket ? openBucketStore(folder, bucket) : openFileStore(folder));
  return { fileStore, quota: await openUploadQuota(`${folder}.jsonl`, clock) };
}

/** Files that came by another way than the form, with their bytes in memory. The same rules hold, for each file alone. */
export function createKeepFiles({ fileStore, quota, scan }: Uploads): KeepFiles {
  return async (files, sender) => {
    const kept: StoredFile[] = [];
    const untaken: { name: string; why: UntakenWhy }[] = [];
    for (const [index, given] of files.entries()) {
      const name = cleanName(given.name);
      const claim = quota.open(sender);
      try {
        const why = index < LIMITS.files ? findReason(name, given.bytes, claim) : 'too-many';
        const stored = why ?? (await store(name, given.bytes, fileStore, scan));
        if (typeof stored === 'string') untaken.push({ name, why: stored });
        else {
          kept.push(stored);
          await claim.keep([stored.kept]);
        }
      } finally {
        claim.close();
      }
    }
    return { kept, untaken };
  };
}

/** Why a file is not taken, as far as its content does not matter. */
function findReason(name: string, bytes: Buffer, claim: Claim): UntakenWhy | undefined {
  if (!mayBeTaken(name)) return 'type';
  if (bytes.length === 0) return 'empty';
  if (bytes.length > LIMITS.fileBytes) return 'too-large';
  return (claim.addFile() ?? claim.addBytes(bytes.length)) ? 'full' : undefined;
}

/** Stores a file, or gives why it is not taken: its content is not what its name says, or the scanner's word. Nothing is left of it then. */
async function store(
  name: string,
  bytes: Buffer,
  fileStore: FileStore,
  scan: Scan | undefined,
): Promise<StoredFile | UntakenWhy> {
  const file = fileStore.begin();
  try {
    const written = Promise.withResolvers<void>();
    file.stream.on('error', written.reject);
    file.stream.end(bytes, () => written.resolve());
    await written.promise;
    const mediaType = await findMediaType(file.path, name);
    const scanned = mediaType === undefined ? undefined : ((await scan?.(file.path)) ?? 'clean');
    if (mediaType === undefined || scanned !== 'clean') {
      await file.discard();
      return scanned === undefined || scanned === 'clean' ? 'type' : scanned;
    }
    await file.keep();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { name, link: '', kept: { id: file.id, mediaType, bytes: bytes.length, sha256 } };
  } catch (error) {
    await file.discard();
    throw error;
  }
}
