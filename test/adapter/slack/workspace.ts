import { createSlackAdapter } from '../../../src/adapter/slack/slack.ts';
import type { SocketLimits } from '../../../src/adapter/slack/wire/connection.ts';
import type { Waits } from '../../../src/adapter/slack/wire/limits.ts';
import type { ChatAdapter } from '../../../src/chat/adapter.ts';
import type { ChatEvent } from '../../../src/chat/event.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { type Logger, silentLog } from '../../../src/lib/log.ts';
import { keepMoves } from '../../support/channel-moves.ts';
import { openPlainDesk } from '../../support/front-desk.ts';
import type { Json } from '../../support/slack-limits.ts';
import { SIGNING_SECRET, type SignedRequest } from '../../support/slack-request.ts';
import { APP_TOKEN, BOT_TOKEN, openSlackServer, type SlackServer } from '../../support/slack-server.ts';

export type Way = 'http' | 'socket';

export interface WorkspaceOptions {
  readonly token?: string;
  /** The ways by which Slack reaches us; HTTP if left out. */
  readonly ways?: readonly Way[];
  readonly socketLimits?: Partial<SocketLimits>;
  /** The fake Slack to use; a new one if left out. */
  readonly slack?: SlackServer;
  /** What the desk answers. */
  readonly hear?: (event: ChatEvent) => readonly Reply[] | Promise<readonly Reply[]>;
  readonly waits?: Partial<Waits>;
  /** Channels whose messages that do not mention us are heard. */
  readonly listensTo?: (channelId: string) => boolean;
  readonly log?: Logger;
}

/** Our adapter behind our HTTP server, with a fake Slack and a fake desk that remembers events. */
export interface Workspace {
  readonly adapter: ChatAdapter;
  readonly slack: SlackServer;
  readonly heard: readonly ChatEvent[];
  /** The errors given to `fail`. */
  readonly failures: readonly Error[];
  /** Sends a request as Slack does; gives the status of the response. */
  deliver(request: SignedRequest): Promise<number>;
  /** The same; gives the body of the response, undefined if it is empty. */
  ask(request: SignedRequest): Promise<Json | undefined>;
  /** Waits for the work on what was delivered; the desk gets nothing afterwards. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

export function openSampleSlack(port = 0): Promise<SlackServer> {
  const userGroups = [{ id: 'S0ONCALL', handle: 'on-call', users: ['UBEFORE'] }];
  return openSlackServer({
    channels: ['CSAMPLE', 'CTEAM'],
    locales: { UENGLISH: 'en-GB', UCHINESE: 'zh-CN' },
    userGroups,
    port,
  });
}

export async function openWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const { token = BOT_TOKEN, ways = ['http'], socketLimits = {}, hear, waits = {}, log = silentLog } = options;
  const slack = options.slack ?? (await openSampleSlack());
  const heard: ChatEvent[] = [];
  const failures: Error[] = [];
  const adapter = createSlackAdapter(
    {
      botToken: token,
      signingSecret: ways.includes('http') ? SIGNING_SECRET : undefined,
      appToken: ways.includes('socket') ? APP_TOKEN : undefined,
      apiUrl: slack.apiUrl,
    },
    {
      clock: { now: () => Date.now() },
      log,
      moves: keepMoves(),
      fail: (error) => failures.push(error),
      socketLimits,
      waits,
      ...(options.listensTo ? { listensTo: options.listensTo } : {}),
    },
  );
  const desk = openPlainDesk((event) => {
    heard.push(event);
    return hear?.(event) ?? [];
  });
  try {
    await adapter.start(desk);
  } catch (error) {
    await slack.close();
    throw error;
  }
  const ready = async () => ({ ok: true });
  const http = createHttpServer({ host: '127.0.0.1', port: 0, adapters: [adapter], ready, log: silentLog });
  const address = `http://127.0.0.1:${await http.listen()}/slack/events`;
  return {
    adapter,
    slack,
    heard,
    failures,
    async deliver({ body, headers }) {
      const response = await fetch(address, { method: 'POST', body, headers });
      await response.text();
      return response.status;
    },
    async ask({ body, headers }) {
      const answer = await (await fetch(address, { method: 'POST', body, headers })).text();
      return answer === '' ? undefined : (JSON.parse(answer) as Json);
    },
    async finish() {
      await adapter.stop();
      await desk.settled();
    },
    async close() {
      await adapter.stop();
      await desk.settled();
      await http.close();
      await slack.close();
    },
  };
}
