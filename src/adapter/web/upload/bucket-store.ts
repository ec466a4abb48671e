import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { BucketAccess } from '../../../lib/bucket.ts';
import { LIMITS } from '../limits.ts';
import { type FileStore, idOfFile, openFileStore } from './file-store.ts';

/**
 * Stores uploaded files as objects of a bucket that all replicas share. A file arrives in `folder` of this machine, is
 * checked there, and goes into the bucket when it is kept: an object is there whole or not at all. Throws when the folder
 * cannot be made, or when the bucket does not answer.
 */
export async function openBucketStore(folder: string, access: BucketAccess): Promise<FileStore> {
  // Some 20 MB, for those who keep their files so.
  const s3 = await import('@aws-sdk/client-s3');
  const arriving = await openFileStore(folder);
  const client = openClient(s3, access);
  const Bucket = access.bucket;
  const keyOf = (id: string): string => `${access.prefix}${idOfFile(id)}`;
  const remove = (id: string) => client.send(new s3.DeleteObjectCommand({ Bucket, Key: keyOf(id) }));
  await client.send(new s3.ListObjectsV2Command({ Bucket, Prefix: access.prefix, MaxKeys: 1 }));
  return {
    begin() {
      const file = arriving.begin();
      return {
        ...file,
        async keep() {
          const ContentLength = (await stat(file.path)).size;
          const Body = createReadStream(file.path);
          await client.send(new s3.PutObjectCommand({ Bucket, Key: keyOf(file.id), Body, ContentLength }));
          await rm(file.path, { force: true });
        },
        async discard() {
          await file.discard();
          // Of several files of one form a part may be kept already when the rest fails.
          await remove(file.id);
        },
      };
    },
    async find(id) {
      const Key = keyOf(id);
      const found = await client.send(new s3.HeadObjectCommand({ Bucket, Key })).catch((error: Error) => {
        if (error.name === 'NotFound' || error.name === 'NoSuchKey') return undefined;
        throw error;
      });
      if (!found) return undefined;
      const open = async () => {
        const { Body } = await client.send(new s3.GetObjectCommand({ Bucket, Key }));
        if (!(Body instanceof Readable)) throw new Error('the object has no content');
        return Body;
      };
      return { bytes: found.ContentLength ?? 0, open };
    },
    async remove(ids) {
      for (const id of ids) await remove(id);
    },
    async sweep(now, isKnown) {
      await arriving.sweep(now, isKnown);
      const asked = { client, pageSize: 1000 };
      for await (const { Contents = [] } of s3.paginateListObjectsV2(asked, { Bucket, Prefix: access.prefix })) {
        for (const { Key = '', LastModified } of Contents) {
          const id = Key.slice(access.prefix.length);
          const isOld = LastModified !== undefined && LastModified.getTime() <= now - LIMITS.orphanMs;
          if (isOld && isFileId(id) && !(await isKnown(id))) await remove(id);
        }
      }
    },
  };
}

function isFileId(text: string): boolean {
  try {
    return idOfFile(text) === text;
  } catch {
    return false;
  }
}

function openClient(s3: typeof import('@aws-sdk/client-s3'), access: BucketAccess): S3Client {
  const { endpoint, region, credentials } = access;
  return new s3.S3Client({
    region,
    // An address of one's own has buckets in its paths; Amazon's has them in its names.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    // Other servers than Amazon's do not all know its newer check sums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
  });
}
