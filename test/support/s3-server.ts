import S3rver from 's3rver';
import type { BucketAccess } from '../../src/lib/bucket.ts';

/** A server on this machine that speaks like Amazon S3, with one bucket in a folder. */
export interface S3Server {
  readonly access: BucketAccess;
  close(): Promise<void>;
}

export async function openS3Server(directory: string): Promise<S3Server> {
  const options = { port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets: [{ name: 'files' }] };
  const server = new S3rver(options);
  const { port } = await server.run();
  return {
    access: {
      bucket: 'files',
      prefix: 'upload/',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    },
    close: () => server.close(),
  };
}
