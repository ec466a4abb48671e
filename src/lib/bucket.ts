import { z } from 'zod';

const setting = <S extends z.ZodType>(schema: S) => z.preprocess((value) => (value === '' ? undefined : value), schema);

/** Settings of a bucket for customers' files, as they stand in the environment. */
export const BUCKET_SETTINGS = {
  S3_BUCKET: setting(z.string().optional()),
  S3_PREFIX: setting(z.string().default('upload/')),
  S3_ENDPOINT: setting(z.url({ protocol: /^https?$/, error: 'an http or https address' }).optional()),
  S3_REGION: setting(z.string().default('us-east-1')),
  S3_ACCESS_KEY_ID: setting(z.string().optional()),
  S3_SECRET_ACCESS_KEY: setting(z.string().optional()),
};

/** A bucket of Amazon S3 or of a server that speaks like it. */
export interface BucketAccess {
  readonly bucket: string;
  /** What every object's name begins with. */
  readonly prefix: string;
  /** undefined: Amazon's own. */
  readonly endpoint: string | undefined;
  readonly region: string;
  /** undefined: those that the machine has by itself, such as the role of an instance. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

type Given = z.infer<z.ZodObject<typeof BUCKET_SETTINGS>>;

/** undefined: files are kept in the folder `upload` of the data directory. */
export function bucketAccess(given: Given): BucketAccess | undefined {
  const { S3_BUCKET, S3_PREFIX, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = given;
  if (S3_BUCKET === undefined) return undefined;
  const credentials =
    S3_ACCESS_KEY_ID === undefined || S3_SECRET_ACCESS_KEY === undefined
      ? undefined
      : { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY };
  return { bucket: S3_BUCKET, prefix: S3_PREFIX, endpoint: S3_ENDPOINT, region: S3_REGION, credentials };
}

/** A bucket that is set up by half would keep files where they are not looked for. */
export function missingBucketSettings(env: Readonly<Record<string, string | undefined>>): string[] {
  const keys = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];
  const missing = keys.filter((name) => !env[name]);
  const others = ['S3_ENDPOINT', ...keys].filter((name) => env[name]);
  return [
    ...(missing.length === 1 ? [`${missing[0]}: is missing; an access key has two parts`] : []),
    ...(!env.S3_BUCKET && others.length > 0
      ? [`S3_BUCKET: is missing; ${others.join(' and ')} alone name no bucket`]
      : []),
  ];
}
