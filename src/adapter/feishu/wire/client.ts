import type { Readable } from 'node:stream';
import { Client, DefaultCache, type HttpInstance, type Logger as SdkLogger } from '@larksuiteoapi/node-sdk';
import axios, { type AxiosResponse, isAxiosError } from 'axios';
import { AdapterError } from '../../../chat/adapter.ts';
import type { Logger } from '../../../lib/log.ts';
import { adapterErrorOf, isStaleToken, refusalOf } from './failure.ts';
import { LIMITS } from './limits.ts';
import { PLATFORM } from './names.ts';

/** The app's credentials. `domain` is the base URL of Feishu or Lark, without a slash at its end. */
export interface FeishuAccess {
  readonly appId: string;
  readonly appSecret: string;
  readonly domain: string;
}

export interface FeishuClient {
  /**
   * Calls the Open Platform as our app. `path` follows `/open-apis/`, e.g. `im/v1/messages`; put ids into it by
   * `pathOf`. Gives `data` of the response, or all of it but `code` if there is no `data`. Throws AdapterError only.
   */
  call<T>(method: Method, path: string, options?: CallOptions): Promise<T>;
  /** Downloads a file. Throws AdapterError only; kind `too-large` if it has more than `mostBytes`. */
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
  /** Sent as multipart/form-data instead of `data`. */
  readonly form?: Readonly<Record<string, string | File>>;
}

/**
 * Creates a client for one kind of call. Parallel calls share one token request; a stale token is renewed once. It
 * retries nothing else, because the outbox does.
 */
export function createFeishuClient(access: FeishuAccess, timeoutMs: number, log: Logger): FeishuClient {
  let tokens = new DefaultCache();
  const sdk = new Client({
    ...access,
    httpInstance: createHttp(timeoutMs),
    // Our own cache, because the SDK's is shared by the whole process. Replacing it drops the token.
    cache: { get: (key, options) => tokens.get(key, options), set: (...entry) => tokens.set(...entry) },
    logger: quietLogger(log),
  });
  let asking: Promise<unknown> | undefined;

  /** Parallel calls share this request; the SDK then finds the token in the cache. */
  function ensureToken(): Promise<unknown> {
    asking ??= (sdk.tokenManager.getTenantAccessToken() as Promise<unknown>).finally(() => {
      asking = undefined;
    });
    return asking;
  }

  async function ask(method: Method, path: string, options: AskOptions): Promise<object> {
    await ensureToken();
    const { form, ...rest } = options;
    const sent = form ? { data: form, headers: { 'content-type': 'multipart/form-data' } } : {};
    return sdk.request<object>({ method, url: `/open-apis/${path}`, ...rest, ...sent });
  }

  async function askWithFreshToken(method: Method, path: string, options: AskOptions): Promise<object> {
    const before = tokens;
    try {
      return await ask(method, path, options);
    } catch (cause) {
      if (!isStaleToken(cause)) throw cause;
      // Another call may have dropped the stale token already.
      if (tokens === before) tokens = new DefaultCache();
      return ask(method, path, options);
    }
  }

  return {
    async call<T>(method: Method, path: string, options: CallOptions = {}) {
      try {
        const { code: _code, msg: _msg, data, ...rest } = (await askWithFreshToken(method, path, options)) as Answer;
        return (data ?? rest) as T;
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
    async download(method, path, params = {}, mostBytes) {
      try {
        const { stream, mediaType } = (await askWithFreshToken(method, path, { params, ...AS_STREAM })) as FileAnswer;
        return { mediaType, bytes: await readAtMost(stream, mostBytes) };
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
  };
}

/** `readAtMost` counts the bytes instead of axios. */
const AS_STREAM = { responseType: 'stream', maxContentLength: Number.POSITIVE_INFINITY } as const;
type AskOptions = CallOptions & Partial<typeof AS_STREAM>;

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

/** Whether it looks like an id made by Feishu. */
export function isId(id: string): boolean {
  return ID.test(id);
}

/**
 * Use as pathOf`im/v1/messages/${id}/reply`. The SDK does not encode path parameters, so a wrong id could reach another
 * endpoint: throws AdapterError `gone`.
 */
export function pathOf(parts: TemplateStringsArray, ...ids: readonly string[]): string {
  const bad = ids.some((id) => !isId(id));
  if (bad) throw new AdapterError(PLATFORM, 'gone', { cause: new Error('not an id of Feishu') });
  return String.raw({ raw: parts }, ...ids);
}

/**
 * The axios instance under the SDK: no redirects, no proxy, a timeout. Failures are thrown as FeishuRefusal or a plain
 * Error, because an AxiosError contains the request with token, secret and texts.
 */
export function createHttp(timeoutMs: number): HttpInstance {
  const http = axios.create({
    maxRedirects: 0,
    proxy: false,
    maxContentLength: LIMITS.answerBytes,
    validateStatus: () => true,
    // Node's FormData; axios's default does not keep file names.
    env: { FormData },
  });
  http.interceptors.request.use((config) => ({ ...config, signal: AbortSignal.timeout(timeoutMs) }));
  http.interceptors.response.use(accept, (cause: unknown) => {
    throw new Error(isAxiosError(cause) ? (cause.code ?? 'no answer') : 'no answer');
  });
  // The response interceptor returns bodies, which axios's types cannot express.
  return http as unknown as HttpInstance;
}

/** The body of a successful response, in the form the SDK expects. */
async function accept(response: AxiosResponse): Promise<AxiosResponse> {
  if (response.config.responseType === 'stream') return acceptFile(response);
  const { status, data, headers, config } = response;
  const isSuccess = status < 300 && typeof data === 'object' && data !== null && data.code === 0;
  if (!isSuccess) throw refusalOf(status, data, headers as Readonly<Record<string, unknown>>);
  const wantsHeaders = '$return_headers' in config && config.$return_headers === true;
  return (wantsHeaders ? { data, headers } : data) as AxiosResponse;
}

/** A file's stream. Feishu answers with JSON if there is none; that is read to the end and thrown. */
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

/** A logger for the SDK that drops its texts, which may contain the secret and messages. */
export function quietLogger(log: Logger): SdkLogger {
  return {
    trace: () => {},
    debug: () => {},
    info: () => {},
    warn: () => log.debug('feishu.sdk-warned'),
    error: () => log.debug('feishu.sdk-failed'),
  };
}
