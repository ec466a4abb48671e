import { createSlackAdapter } from '../../../src/adapter/slack/slack.ts';
import type { ChatAdapter } from '../../../src/chat/adapter.ts';
import type { ChatEvent } from '../../../src/chat/event.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { createHttpServer } from '../../../src/http.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { SIGNING_SECRET, type SignedRequest } from '../../support/slack-request.ts';
import { BOT_TOKEN, openSlackServer, type SlackServer } from '../../support/slack-server.ts';

export interface WorkspaceOptions {
  readonly token?: string;
  /** The desk of this test: what it answers. */
  readonly hear?: (event: ChatEvent) => readonly Reply[];
}

/** Our adapter behind our HTTP server, before a workspace in miniature; the desk only remembers what it heard. */
export interface Workspace {
  readonly adapter: ChatAdapter;
  readonly slack: SlackServer;
  readonly heard: readonly ChatEvent[];
  /** Sends a request as Slack would; gives the status of its answer. */
  deliver(request: SignedRequest): Promise<number>;
  /** Waits for the work behind what was delivered; nothing is heard afterwards. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorkspace({ token = BOT_TOKEN, hear }: WorkspaceOptions = {}): Promise<Workspace> {
  const slack = await openSlackServer({
    channels: ['CSAMPLE', 'CTEAM'],
    locales: { UENGLISH: 'en-GB', UCHINESE: 'zh-CN' },
  });
  const heard: ChatEvent[] = [];
  const adapter = createSlackAdapter(
    { botToken: token, signingSecret: SIGNING_SECRET, apiUrl: slack.apiUrl },
    { clock: { now: () => Date.now() }, log: silentLog },
  );
  try {
    await adapter.start(async (event) => {
      heard.push(event);
      return hear?.(event) ?? [];
    });
  } catch (error) {
    await slack.close();
    throw error;
  }
  const ready = async () => ({ ok: true });
  const http = createHttpServer({ host: '127.0.0.1', port: 0, adapters: [adapter], ready, log: silentLog });
  const origin = `http://127.0.0.1:${await http.listen()}`;
  return {
    adapter,
    slack,
    heard,
    async deliver({ body, headers }) {
      const response = await fetch(`${origin}/slack/events`, { method: 'POST', body, headers });
      await response.text();
      return response.status;
    },
    finish: () => adapter.stop(),
    async close() {
      await adapter.stop();
      await http.close();
      await slack.close();
    },
  };
}
