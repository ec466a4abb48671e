import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { ChatFile, KeptFile } from '../../../chat/event.ts';
import { cleanText } from '../../../lib/clean.ts';
import { LIMITS } from '../limits.ts';
import type { Scan } from './clamd.ts';
import { cleanName } from './file-name.ts';
import type { FileStore, UnfinishedFile } from './file-store.ts';
import { findMediaType, mayBeTaken } from './media-type.ts';
import type { Claim, QuotaExceeded, Sender, UploadQuota } from './quota.ts';

/** Why an upload is refused; `name` is the file it is about. */
export interface UploadProblem {
  readonly code:
    | 'too-large'
    | 'file-too-large'
    | 'too-many-files'
    | 'wrong-type'
    | 'file-empty'
    | 'infected'
    | 'not-scanned'
    | 'not-understood'
    | QuotaExceeded
    | 'cut';
  readonly name?: string;
}

export type SentForm =
  | { readonly ok: true; readonly fields: Readonly<Record<string, string>>; readonly files: readonly StoredFile[] }
  /** `fields`: those read before the problem. */
  | { readonly ok: false; readonly problem: UploadProblem; readonly fields: Readonly<Record<string, string>> };

export type StoredFile = ChatFile & { readonly kept: KeptFile };

interface UploadParts {
  readonly fileStore: FileStore;
  readonly quota: UploadQuota;
  /** Left out: files are not scanned. */
  readonly scan?: Scan | undefined;
}

/** A file that is being written to disk. */
interface IncomingFile {
  readonly name: string;
  readonly file: UnfinishedFile;
  readonly written: Promise<{ readonly bytes: number; readonly sha256: string }>;
}

/**
 * Reads a form with files and writes them to the file store. All files are kept, or none: if anything is refused, too
 * large, over quota or cut off, nothing stays behind and the rest of the body is not read.
 */
export async function readForm(
  request: IncomingMessage,
  { fileStore, quota, scan }: UploadParts,
  sender: Sender,
): Promise<SentForm> {
  const claim = quota.open(sender);
  const fields = new Map<string, string>();
  const arriving: IncomingFile[] = [];
  const stopped = new AbortController();
  try {
    if (Number(request.headers['content-length'] ?? 0) > LIMITS.requestBytes) throw new UploadRefused('too-large');
    await receive(request, fileStore, claim, fields, arriving, stopped.signal);
    const files: StoredFile[] = [];
    for (const each of arriving) files.push(await check(each, scan));
    for (const { file } of arriving) await file.keep();
    await claim.keep(files.map(({ kept }) => kept));
    return { ok: true, fields: Object.fromEntries(fields), files };
  } catch (error) {
    stopped.abort();
    await Promise.allSettled(arriving.map(({ written }) => written));
    for (const { file } of arriving) await file.discard();
    if (error instanceof UploadRefused)
      return { ok: false, problem: error.problem, fields: Object.fromEntries(fields) };
    throw error;
  } finally {
    claim.close();
    request.setTimeout(0);
  }
}

/** Ends the upload from inside the parser's callbacks. */
class UploadRefused extends Error {
  readonly problem: UploadProblem;

  constructor(code: UploadProblem['code'], name?: string) {
    super(code);
    this.problem = { code, ...(name === undefined ? {} : { name }) };
  }
}

function receive(
  request: IncomingMessage,
  fileStore: FileStore,
  claim: Claim,
  fields: Map<string, string>,
  arriving: IncomingFile[],
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const parser = openParser(request);
    const stop = (error: unknown) => {
      request.unpipe(parser);
      reject(error);
    };
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LIMITS.requestBytes) stop(new UploadRefused('too-large'));
    });
    request.on('close', () => request.complete || stop(new UploadRefused('cut')));
    request.on('error', () => stop(new UploadRefused('cut')));
    request.setTimeout(LIMITS.silenceMs, () => request.destroy());

    parser.on('field', (name, value, _nameCut, valueCut) => {
      if (valueCut) stop(new UploadRefused('too-large'));
      else fields.set(cleanText(name), cleanText(value));
    });
    parser.on('fieldsLimit', () => stop(new UploadRefused('not-understood')));
    parser.on('file', (_field, stream, given) => {
      // A file input without a choice sends a part without a name.
      if (!given) return void stream.resume();
      const name = cleanName(given);
      if (arriving.length === LIMITS.files) return stop(new UploadRefused('too-many-files'));
      if (!mayBeTaken(name)) return stop(new UploadRefused('wrong-type', name));
      const full = claim.addFile();
      if (full) return stop(new UploadRefused(full));
      stream.on('limit', () => stop(new UploadRefused('file-too-large', name)));
      const file = fileStore.begin();
      const written = write(stream, file, claim, signal);
      written.catch(stop);
      arriving.push({ name, file, written });
    });
    parser.on('error', () => stop(new UploadRefused('not-understood')));
    parser.on('finish', () => resolve());
    request.pipe(parser);
  });
}

/** Throws UploadRefused if the request is not a form. */
function openParser({ headers }: IncomingMessage): BusboyInstance {
  const { files, fields, fileBytes, fieldBytes } = LIMITS;
  try {
    return new Busboy({
      headers: headers as BusboyHeaders,
      // The parser's limit is higher than ours, because ours counts only files with a name.
      limits: { files: 2 * files, fields, fileSize: fileBytes, fieldSize: fieldBytes, headerPairs: 20 },
    });
  } catch {
    throw new UploadRefused('not-understood');
  }
}

async function write(
  stream: NodeJS.ReadableStream,
  file: UnfinishedFile,
  claim: Claim,
  signal: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      const full = claim.addBytes(chunk.length);
      if (full) done(new UploadRefused(full));
      else done(undefined, chunk);
    },
  });
  await pipeline(stream, measure, file.stream, { signal });
  return { bytes, sha256: hash.digest('hex') };
}

async function check({ name, file, written }: IncomingFile, scan: Scan | undefined): Promise<StoredFile> {
  const { bytes, sha256 } = await written;
  if (bytes === 0) throw new UploadRefused('file-empty', name);
  const mediaType = await findMediaType(file.path, name);
  if (mediaType === undefined) throw new UploadRefused('wrong-type', name);
  const scanned = (await scan?.(file.path)) ?? 'clean';
  if (scanned !== 'clean') throw new UploadRefused(scanned, name);
  return { name, link: '', kept: { id: file.id, mediaType, bytes, sha256 } };
}
