import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OPTIONAL_SCOPES, SCOPES } from '../../src/adapter/feishu/wire/app-registration.ts';
import {
  createChats,
  type FeishuMessage,
  type FeishuPlaces,
  type FeishuUrgent,
  type FeishuWhisper,
} from './feishu-chats.ts';
import { createFeishuFiles, type FeishuFile } from './feishu-files.ts';
import { createMembers, type Members } from './feishu-members.ts';
import { type FeishuSocket, serveFeishuSockets } from './feishu-socket.ts';
import { type Answer, fail, give, type Json } from './feishu-words.ts';

export const APP_ID = 'cli_a1b2c3d4e5f60718';
export const APP_SECRET = 'secret-of-the-test';
export const BOT_USER = 'ou_deskbell';
export const TENANT = 'home-tenant';

/** An answer to give instead of doing what is asked. */
export type Instead =
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      /** A text goes out as it is. */
      readonly body?: Json | string;
      readonly file?: { readonly bytes: Uint8Array };
    }
  /** The line is cut before anything is answered, or done. */
  | 'cut';

/** An open platform in miniature, for one tenant. It refuses what Feishu refuses. */
export interface FeishuServer {
  /** The base URL, as `FeishuAccess.domain` wants it. */
  readonly domain: string;
  readonly messages: readonly FeishuMessage[];
  /** Cards that one person in a group sees. */
  readonly whispers: readonly FeishuWhisper[];
  /** Files by their keys, `file_…` and `img_…`. */
  readonly files: Map<string, FeishuFile>;
  /** Every message that was made urgent, as often as it was. */
  readonly urgents: readonly FeishuUrgent[];
  /** Its side of long connections. */
  readonly socket: FeishuSocket;
  /** A person writes a message, which can be fetched by its id afterwards. */
  say(message: FeishuMessage): void;
  /** The people in a chat now. */
  readonly membersOf: Members['in'];
  /** `message_id` of every pinned message. */
  readonly pinned: ReadonlySet<string>;
  /** Every call in order, ids as `:id`: `POST im/v1/messages/:id/reply`. */
  readonly calls: readonly string[];
  /** What was sent with each of them, and the ids in its path. */
  readonly requests: readonly { readonly call: string; readonly ids: readonly string[]; readonly args: Json }[];
  /** How many tokens were given out. */
  readonly tokens: number;
  /** The next such call gets this instead. */
  failNext(call: string, instead: Instead): void;
  /** The next such call is done, but its answer is lost on the way. */
  loseAnswer(call: string): void;
  /** Such calls are not answered from now on. */
  hold(call: string): void;
  /** Tokens given out so far are no longer taken. */
  expireTokens(): void;
  /** The platform's clock goes on by so much. */
  forward(ms: number): void;
  close(): Promise<void>;
}

export interface FeishuServerOptions extends FeishuPlaces {
  /** 0, if not given: a free one. */
  readonly port?: number;
  /** The platform's clock; the real one, if not given. */
  readonly now?: () => number;
  /** Granted to the app; left out: all that the manifest asks for. */
  readonly scopes?: readonly string[];
}

export async function openFeishuServer(options: FeishuServerOptions): Promise<FeishuServer> {
  const { port = 0, now = () => Date.now(), scopes = SCOPES } = options;
  /** A server that was not told of scopes grants all. */
  const isGranted = (scope: string) => options.scopes === undefined || scopes.includes(scope);
  const members = createMembers(options.chats, options.people, isGranted);
  let forwardMs = 0;
  let tokens = 0;
  let taken = 1;
  const calls: string[] = [];
  const requests: { call: string; ids: readonly string[]; args: Json }[] = [];
  const failures = new Map<string, Instead[]>();
  const lost = new Set<string>();
  const held = new Set<string>();
  const chats = createChats(options, () => now() + forwardMs);
  const files = createFeishuFiles(chats.messages, options.chats);

  /** What needs no token of the app. */
  const open: Readonly<Record<string, (args: Json) => Answer>> = {
    'POST auth/v3/tenant_access_token/internal': ({ app_id, app_secret }) => {
      if (app_id !== APP_ID || app_secret !== APP_SECRET) return { ...fail(10014, 'app secret invalid'), status: 200 };
      tokens += 1;
      return { status: 200, body: { code: 0, msg: 'ok', tenant_access_token: `t-${tokens}`, expire: 7200 } };
    },
    'POST callback/ws/endpoint': ({ AppID, AppSecret }) => {
      if (AppID !== APP_ID || AppSecret !== APP_SECRET) return { ...fail(514, 'app not found'), status: 200 };
      const clientConfig = { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 1 };
      const url = `${domain.replace('http', 'ws')}/ws?ticket=1&device_id=1&service_id=1`;
      return { status: 200, body: { code: 0, data: { URL: url, ClientConfig: clientConfig } } };
    },
  };

  function perform(call: string, ids: readonly string[], request: IncomingMessage, args: Json, query: Json): Answer {
    const free = open[call];
    if (free) return free(args);
    const token = Number(/^Bearer t-(\d+)$/.exec(request.headers.authorization ?? '')?.[1] ?? 0);
    if (token < taken || token > tokens) return fail(99991663, 'Invalid access token for authorization.');
    if (call === 'GET bot/v3/info')
      return {
        status: 200,
        body: { code: 0, msg: 'ok', bot: { app_name: 'Deskbell', activate_status: 2, open_id: BOT_USER } },
      };
    if (call === 'GET application/v6/scopes')
      return give({
        scopes: [...SCOPES, ...OPTIONAL_SCOPES].map((name) => ({
          scope_name: name,
          grant_status: scopes.includes(name) ? 1 : 2,
        })),
      });
    const done =
      members.perform(call, ids, args, query) ??
      chats.perform(call, ids, args, query) ??
      files.perform(call, ids, args, query);
    return done ?? fail(404, 'no such call', 404);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://feishu');
    const body = await readArgs(request);
    const path = url.pathname.replace(/^\/(open-apis\/)?/, '');
    const ids = path.split('/').filter((part) => /^(oc|om|ou|on|omt|file|img)_/.test(part));
    const call = `${request.method} ${path
      .split('/')
      .map((part) => (ids.includes(part) ? ':id' : part))
      .join('/')}`;
    calls.push(call);
    requests.push({ call, ids, args: body });
    if (held.has(call)) return;
    const instead = failures.get(call)?.shift();
    if (instead === 'cut') {
      request.socket.destroy();
      return;
    }
    const done = instead ?? perform(call, ids, request, body, Object.fromEntries(url.searchParams));
    if (lost.delete(call)) request.socket.destroy();
    else write(response, done);
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const socket = serveFeishuSockets(server);
  const domain = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    domain,
    messages: chats.messages,
    whispers: chats.whispers,
    files: files.files,
    urgents: chats.urgents,
    socket,
    say: chats.say,
    membersOf: members.in,
    pinned: chats.pinned,
    calls,
    requests,
    get tokens() {
      return tokens;
    },
    failNext: (call, instead) => void failures.set(call, [...(failures.get(call) ?? []), instead]),
    loseAnswer: (call) => void lost.add(call),
    hold: (call) => void held.add(call),
    expireTokens() {
      taken = tokens + 1;
    },
    forward(ms) {
      forwardMs += ms;
    },
    async close() {
      if (!server.listening) return;
      socket.drop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The fields of a body; of a form's file its name and bytes. */
async function readArgs(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body.length === 0 ? {} : (JSON.parse(body.toString()) as Json);
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const fields = [...form].map(async ([name, value]) =>
    typeof value === 'string'
      ? [name, value]
      : [name, { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) }],
  );
  return Object.fromEntries(await Promise.all(fields)) as Json;
}

function write(response: ServerResponse, { status, headers = {}, body = {}, file }: Exclude<Instead, 'cut'>): void {
  const sent = file?.bytes ?? (typeof body === 'string' ? body : JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(sent);
}
