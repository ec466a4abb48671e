import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BOT_SCOPES, DUTY_GROUP_SCOPES } from '../../src/adapter/slack/wire/names.ts';
import { createSlackFiles, type SlackFile } from './slack-files.ts';
import { type Json, overrunsOfMessage } from './slack-limits.ts';
import { type SlackSocket, serveSockets } from './slack-socket.ts';
import { createSurfaces, type Surfaces } from './slack-surfaces.ts';
import { createUserGroups, type SlackUserGroup, type SlackUserGroups } from './slack-user-groups.ts';

export const BOT_TOKEN = 'xoxb-of-the-test';
export const APP_TOKEN = 'xapp-of-the-test';
export const BOT_USER = 'UDESKBELL';
export const TEAM = 'THOME';

/** A message as the workspace keeps it. */
export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata: Json | undefined;
  /** Stands in the channel as well as in its thread. */
  readonly aloud?: true;
  /** Files that were uploaded with it. */
  readonly files?: readonly Json[];
}

/** What was shown to one person alone: an ephemeral message, or what was posted to an address to answer to. */
export interface Whisper extends Omit<SlackMessage, 'ts' | 'metadata'> {
  readonly user: string;
}

/** An answer to give instead of doing what is asked. */
export interface Instead {
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** A text goes out as it is. */
  readonly body?: Json | string;
}

/** A workspace in miniature, behind Slack's Web API. It refuses what Slack refuses. */
export interface SlackServer extends Omit<Surfaces, 'methods'> {
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string;
  readonly messages: readonly SlackMessage[];
  readonly whispers: readonly Whisper[];
  /** Every method called, in order; `response_url` where a person was answered that way. */
  readonly calls: readonly string[];
  /** What was sent with each of them; answers to a person have `channel` and `user`. */
  readonly requests: readonly { readonly method: string; readonly args: Json }[];
  readonly userGroups: SlackUserGroups;
  /** Socket Mode, for clients that called `apps.connections.open`. */
  readonly socket: SlackSocket;
  /** An address to answer to, as commands and clicks bring it. */
  responseUrl(channel: string, user: string): string;
  /** Keeps a file that a person uploaded. */
  keepFile(id: string, file: SlackFile): void;
  /** The next call of the method gets this instead. */
  failNext(method: string, instead: Instead): void;
  /** The next call of the method is done, but its answer is lost on the way. */
  loseAnswer(method: string): void;
  /** Calls of the method are not answered from now on; what is given answers those that waited, and all after them. */
  hold(method: string): () => void;
  /** A person deletes the message. */
  remove(message: SlackMessage): void;
  /** The channel has another id from now on, and the old one is unknown. */
  move(from: string, to: string): void;
  close(): Promise<void>;
}

export interface SlackServerOptions {
  readonly channels: readonly string[];
  /** Locales by user id; others are external and have none. */
  readonly locales: Readonly<Record<string, string>>;
  /** What `users.info` tells besides, by user id. */
  readonly people?: Readonly<Record<string, Json>>;
  /** What `auth.test` tells besides, or instead. */
  readonly self?: Json;
  /** Files of the workspace, by id. */
  readonly files?: Readonly<Record<string, SlackFile>>;
  /** What is special about a channel or a person, by id, as Slack's own fields say it. */
  readonly about?: Readonly<Record<string, Json>>;
  /** Granted to the bot; left out: all that the manifest asks for. */
  readonly scopes?: readonly string[];
  readonly userGroups?: readonly SlackUserGroup[];
  /** What time it is there, in milliseconds since 1970; left out: real time. */
  readonly now?: () => number;
  /** 0, if not given: a free one. */
  readonly port?: number;
}

type Method = (args: Json) => Json;

/** How many messages are listed at a time, fewer than are asked for, as Slack may. */
const PAGE = 20;

export async function openSlackServer(options: SlackServerOptions): Promise<SlackServer> {
  const { locales, people, self = {}, files = {}, about = {}, now = Date.now, port = 0 } = options;
  const { scopes = [...BOT_SCOPES, ...DUTY_GROUP_SCOPES] } = options;
  const channels = new Set(options.channels);
  const messages: SlackMessage[] = [];
  let posted = 0;
  const whispers: Whisper[] = [];
  const surfaces = createSurfaces({ channels, about });
  const kept = createSlackFiles({ files, origin: () => origin, token: BOT_TOKEN, botUser: BOT_USER, share });
  const userGroups = createUserGroups(options.userGroups ?? [], scopes, people);
  const calls: string[] = [];
  const requests: { method: string; args: Json }[] = [];
  const failures = new Map<string, Instead[]>();
  const lost = new Set<string>();
  const held = new Map<string, PromiseWithResolvers<void>>();

  const methods: Readonly<Record<string, Method>> = {
    'apps.connections.open': () => ({ ok: true, url: origin.replace('http', 'ws') + socket.issuePath() }),
    'auth.test': () => ({
      ok: true,
      ...{ user_id: BOT_USER, user: 'deskbell', bot_id: 'BDESKBELL', team_id: TEAM, team: 'Home' },
      ...self,
    }),
    'users.info': ({ user }) => {
      const id = String(user);
      const locale = locales[id];
      const told = { ...(people ? people[id] : { team_id: TEAM }), ...(locale ? { locale } : {}) };
      return { ok: true, user: { id, name: id, profile: { display_name: id }, ...told, ...about[id] } };
    },
    'chat.postMessage': (args) => {
      const channel = resolve(String(args.channel));
      const refused = refusalOf(channel, args);
      if (refused) return refused;
      const ts = `17000000${String(posted).padStart(2, '0')}.000100`;
      posted += 1;
      messages.push({ ...written(channel, args), ts, metadata: args.metadata as Json | undefined });
      return { ok: true, channel, ts };
    },
    'chat.update': (args) => {
      const refused = refusalOf(String(args.channel), args);
      if (refused) return refused;
      const at = messages.findIndex(({ channel, ts }) => channel === args.channel && ts === args.ts);
      const standing = messages[at];
      if (!standing) return { ok: false, error: 'message_not_found' };
      messages[at] = { ...standing, ...written(standing.channel, args), thread: standing.thread };
      return { ok: true, channel: standing.channel, ts: standing.ts };
    },
    'conversations.open': ({ users }) => ({ ok: true, channel: { id: resolve(String(users)) } }),
    'conversations.history': (args) => listIn('', args),
    'conversations.replies': (args) => listIn(String(args.ts), args),
    'chat.postEphemeral': (args) => {
      const refused = refusalOf(String(args.channel), args);
      if (refused) return refused;
      whispers.push({ ...written(String(args.channel), args), user: String(args.user) });
      return { ok: true, message_ts: '1700000099.000100' };
    },
    ...surfaces.methods,
    ...kept.methods,
    ...userGroups.methods,
  };

  function share(shared: readonly Json[], args: Json): Json {
    const refused = refusalOf(String(args.channel), { ...args, text: 'files' });
    if (refused) return refused;
    const ts = `17000000${String(posted).padStart(2, '0')}.000100`;
    posted += 1;
    messages.push({ ...written(String(args.channel), args), ts, metadata: undefined, files: shared });
    return { ok: true, files: shared.map(({ id }) => ({ id })) };
  }

  /** A person's id stands for the direct messages with them. */
  const resolve = (channel: string) => (/^[UW][A-Z0-9]+$/.test(channel) ? `D${channel}` : channel);

  /** A channel's messages, the newest first; a thread's, the oldest first. */
  function listIn(thread: string, { channel, cursor }: Json): Json {
    const there = messages.filter((message) => message.channel === channel && message.thread === thread);
    if (thread === '') there.reverse();
    const from = Number(cursor ?? 0);
    const next = from + PAGE < there.length ? String(from + PAGE) : '';
    const shown = there
      .slice(from, from + PAGE)
      .map(({ ts, text, metadata, files: shown }) => ({ ts, text, metadata, files: shown }));
    return { ok: true, messages: shown, response_metadata: { next_cursor: next } };
  }

  function refusalOf(channel: string, { text, blocks }: Json): Json | undefined {
    if (!channels.has(channel) && !channel.startsWith('D')) return { ok: false, error: 'channel_not_found' };
    if (String(text ?? '') === '' && blocks === undefined) return { ok: false, error: 'no_text' };
    if (String(text ?? '').length > 40_000) return { ok: false, error: 'msg_too_long' };
    const overruns = overrunsOfMessage((blocks ?? []) as Json[]);
    return overruns.length > 0 ? invalid(overruns) : undefined;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const bytes = await readBytes(request);
    if (await kept.serve(path, request, bytes, response)) return;
    const body = bytes.toString('utf8');
    if (path.startsWith('/response/')) {
      calls.push('response_url');
      const [channel = '', user = ''] = path.slice('/response/'.length).split('/');
      const args = JSON.parse(body) as Json;
      requests.push({ method: 'response_url', args: { ...args, channel, user } });
      whispers.push({ ...written(channel, args), user });
      write(response, { status: 200, body: { ok: true } });
      return;
    }
    const method = path.replace('/api/', '');
    calls.push(method);
    requests.push({ method, args: argsOf(body) });
    await held.get(method)?.promise;
    const instead = failures.get(method)?.shift();
    if (lost.delete(method)) {
      call(method, request.headers.authorization, argsOf(body));
      request.socket.destroy();
      return;
    }
    response.setHeader('date', new Date(now()).toUTCString());
    const headers = { 'x-oauth-scopes': scopes.join(',') };
    write(
      response,
      instead ?? { status: 200, headers, body: call(method, request.headers.authorization, argsOf(body)) },
    );
  }

  function call(method: string, authorization: string | undefined, args: Json): Json {
    const token = method === 'apps.connections.open' ? APP_TOKEN : BOT_TOKEN;
    if (authorization !== `Bearer ${token}`) return { ok: false, error: 'invalid_auth' };
    return methods[method]?.(args) ?? { ok: false, error: 'unknown_method' };
  }

  const server = createServer((request, response) => void answer(request, response));
  const socket = serveSockets(server);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiUrl: `${origin}/api/`,
    messages,
    whispers,
    ...surfaces,
    userGroups,
    calls,
    requests,
    socket,
    keepFile: kept.keep,
    responseUrl: (channel, user) => `${origin}/response/${channel}/${user}`,
    failNext: (method, instead) => void failures.set(method, [...(failures.get(method) ?? []), instead]),
    loseAnswer: (method) => void lost.add(method),
    hold(method) {
      const waiting = Promise.withResolvers<void>();
      held.set(method, waiting);
      return () => {
        held.delete(method);
        waiting.resolve();
      };
    },
    remove: (message) => void messages.splice(messages.indexOf(message), 1),
    move(from, to) {
      channels.delete(from);
      channels.add(to);
      for (const [at, message] of messages.entries())
        if (message.channel === from) messages[at] = { ...message, channel: to };
    },
    async close() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      socket.drop();
      await once(server, 'close');
    },
  };
}

function written(channel: string, args: Json): Omit<SlackMessage, 'ts' | 'metadata'> {
  const { text, blocks, thread_ts, reply_broadcast } = args;
  const aloud = reply_broadcast === 'true' ? { aloud: true as const } : {};
  const thread = String(thread_ts ?? '');
  return { channel, thread, text: String(text ?? ''), blocks: (blocks ?? []) as Json[], ...aloud };
}

function invalid(overruns: readonly string[]): Json {
  return { ok: false, error: 'invalid_blocks', response_metadata: { messages: overruns } };
}

/** Slack's clients send forms whose structured fields are JSON. */
function argsOf(body: string): Json {
  const fields = [...new URLSearchParams(body)];
  return Object.fromEntries(fields.map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]));
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function write(response: ServerResponse, { status, headers = {}, body = {} }: Instead): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}
