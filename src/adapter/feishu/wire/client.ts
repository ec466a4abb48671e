import type { Readable } from 'node:stream';
import { Client, DefaultCache, type HttpInstance, type Logger as SdkLogger } from '@larksuiteoapi/node-sdk';
import axios, { type AxiosResponse, isAxiosError } from 'axios';
import { AdapterError } from '../../../chat/adapter.ts';
import type { Logger } from '../../../lib/log.ts';
import { adapterErrorOf, isStaleToken, refusalOf } from './failure.ts';
import { LIMITS } from './limits.ts';
import { PLATFORM } from './names.ts';

/** Who we are on which platform: Feishu and Lark differ by their `domain`, a base URL without a slash at its end. */
export interface FeishuAccess {
  readonly appId: string;
  readonly appSecret: string;
  readonly domain: string;
}

export interface FeishuClient {
  /**
   * Calls the open platform as our app. `path` goes behind `/open-apis/`, e.g. `im/v1/messages`; ids come into it by
   * `pathOf`. Gives the answer's `data`, or the whole of it but its code where it has none. Throws AdapterError only.
   */
  call<T>(method: Method, path: string, options?: CallOptions): Promise<T>;
  /** Fetches a file's bytes. Throws AdapterError only; kind `too-large` where there are more than `mostBytes`. */
  download(method: 'GET', path: string, params: CallOptions['params'], mostBytes: number): Promise<Download>;
}

export interface Download {
  /** As in `Content-Type`. */
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface CallOptions {
  readonly params?: Readonly<Record<string, string>>;
  readonly data?: object;
  /** Goes as multipart/form-data instead. */
  readonly form?: Readonly<Record<string, string | File>>;
}

/**
 * A client of our own for one kind of call. It asks for one token however many calls begin at once, asks for a new one
 * once when a call finds it stale, and repeats nothing else: the outbox repeats.
 */
export function createFeishuClient(access: FeishuAccess, timeoutMs: number, log: Logger): FeishuClient {
  let tokens = new DefaultCache();
  const sdk = new Client({
    ...access,
    httpInstance: createHttp(timeoutMs),
    // One of our own: the SDK's is shared by the whole process. Another one forgets the token.
    cache: { get: (key, options) => tokens.get(key, options), set: (...entry) => tokens.set(...entry) },
    logger: quietLogger(log),
  });
  let asking: Promise<unknown> | undefined;

  /** The SDK finds the token in the cache afterwards. Without this every call that begins now would ask for one. */
  function holdToken(): Promise<unknown> {
    asking ??= (sdk.tokenManager.getTenantAccessToken() as Promise<unknown>).finally(() => {
      asking = undefined;
    });
    return asking;
  }

  async function ask(method: Method, path: string, options: Asking): Promise<object> {
    await holdToken();
    const { form, ...rest } = options;
    const sent = form ? { data: form, headers: { 'content-type': 'multipart/form-data' } } : {};
    return sdk.request<object>({ method, url: `/open-apis/${path}`, ...rest, ...sent });
  }

  async function askFresh(method: Method, path: string, options: Asking): Promise<object> {
    const before = tokens;
    try {
      return await ask(method, path, options);
    } catch (cause) {
      if (!isStaleToken(cause)) throw cause;
      // Whoever found out first has dropped it already.
      if (tokens === before) tokens = new DefaultCache();
      return ask(method, path, options);
    }
  }

  return {
    async call<T>(method: Method, path: string, options: CallOptions = {}) {
      try {
        const { code: _code, msg: _msg, data, ...rest } = (await askFresh(method, path, options)) as Answer;
        return (data ?? rest) as T;
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
    async download(method, path, params = {}, mostBytes) {
      try {
        const { stream, mediaType } = (await askFresh(method, path, { params, ...AS_STREAM })) as FileAnswer;
        return { mediaType, bytes: await readAtMost(stream, mostBytes) };
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
  };
}

/** We count ourselves what comes of a file. */
const AS_STREAM = { responseType: 'stream', maxContentLength: Number.POSITIVE_INFINITY } as const;
type Asking = CallOptions & Partial<typeof AS_STREAM>;

interface FileAnswer {
  readonly stream: Readable;
  readonly mediaType: string;
}

async function readAtMost(stream: Readable, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > mostBytes) throw new AdapterError(PLATFORM, 'too-large');
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

interface Answer {
  readonly code: number;
  readonly msg?: string;
  readonly data?: object;
}

const ID = /^((oc|om|ou|on|omt|cli)_[A-Za-z0-9]+|(file|img)_[\w-]+)$/;

/** Whether the platform itself makes such ids. */
export function isId(id: string): boolean {
  return ID.test(id);
}

/** pathOf`im/v1/messages/${id}/reply`; the SDK encodes nothing, and an id that is none would lead elsewhere: `gone`. */
export function pathOf(parts: TemplateStringsArray, ...ids: readonly string[]): string {
  const bad = ids.some((id) => !isId(id));
  if (bad) throw new AdapterError(PLATFORM, 'gone', { cause: new Error('not an id of Feishu') });
  return String.raw({ raw: parts }, ...ids);
}

/**
 * What the SDK speaks through. Nothing is followed, proxied or waited for beyond the time; whatever is no success is
 * thrown as a refusal or a bare error, for axios's own hold the request: token, secret, words.
 */
export function createHttp(timeoutMs: number): HttpInstance {
  const http = axios.create({
    maxRedirects: 0,
    proxy: false,
    maxContentLength: LIMITS.answerBytes,
    validateStatus: () => true,
    // The one that can send files with their names.
    env: { FormData },
  });
  http.interceptors.request.use((config) => ({ ...config, signal: AbortSignal.timeout(timeoutMs) }));
  http.interceptors.response.use(accept, (cause: unknown) => {
    throw new Error(isAxiosError(cause) ? (cause.code ?? 'no answer') : 'no answer');
  });
  // The interceptor gives bodies, which axios's types cannot tell.
  return http as unknown as HttpInstance;
}

/** The answer's body, as the SDK wants it. */
async function accept(response: AxiosResponse): Promise<AxiosResponse> {
  if (response.config.responseType === 'stream') return acceptFile(response);
  const { status, data, headers, config } = response;
  const isSuccess = status < 300 && typeof data === 'object' && data !== null && data.code === 0;
  if (!isSuccess) throw refusalOf(status, data, headers as Readonly<Record<string, unknown>>);
  const wantsHeaders = '$return_headers' in config && config.$return_headers === true;
  return (wantsHeaders ? { data, headers } : data) as AxiosResponse;
}

/** A file as it begins; what says in its place that there is none is read to the end. */
async function acceptFile({ status, data, headers }: AxiosResponse): Promise<AxiosResponse> {
  const mediaType = String(headers['content-type'] ?? '');
  const isFile = headers['content-disposition'] !== undefined || !mediaType.startsWith('application/json');
  if (status < 300 && isFile) return { stream: data, mediaType } as unknown as AxiosResponse;
  const said = Buffer.from(await readAtMost(data, LIMITS.answerBytes)).toString();
  throw refusalOf(status, parseJson(said), headers as Readonly<Record<string, unknown>>);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the SDK wants to log holds the secret and people's words: only that it did is kept. */
export function quietLogger(log: Logger): SdkLogger {
  return {
    trace: () => {},
    debug: () => {},
    info: () => {},
    warn: () => log.debug('feishu.sdk-warned'),
    error: () => log.debug('feishu.sdk-failed'),
  };
}
