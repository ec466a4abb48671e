import { createFeishuAdapter } from '../../../src/adapter/feishu/feishu.ts';
import type { Times } from '../../../src/adapter/feishu/wire/incoming-limits.ts';
import type { ChatAdapter } from '../../../src/chat/adapter.ts';
import type { ChatEvent } from '../../../src/chat/event.ts';
import type { FrontDesk } from '../../../src/chat/intake.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { ENCRYPT_KEY, type Signing, signDelivery, VERIFICATION_TOKEN } from '../../support/feishu-request.ts';
import { APP_ID, APP_SECRET, type FeishuServer, openFeishuServer } from '../../support/feishu-server.ts';
import { openPlainDesk } from '../../support/front-desk.ts';

export type Way = 'http' | 'socket';

export interface TenantOptions {
  readonly way?: Way;
  readonly secret?: string;
  readonly times?: Partial<Times>;
  /** The fake tenant to use; a new one if left out. */
  readonly feishu?: FeishuServer;
  /** Whether the desk stores a delivery; left out: yes. */
  readonly accepts?: () => boolean;
  /** The desk stores deliveries but does not work them, as if its process ended right after; see `stored`. */
  readonly onlyStores?: boolean;
  /** The groups that the book listens to; left out: none. */
  readonly listensTo?: (chatId: string) => boolean;
  /** What the desk answers. */
  readonly hear?: (event: ChatEvent) => readonly Reply[] | Promise<readonly Reply[]>;
}

/** Our adapter behind our HTTP server, with a fake Feishu tenant and a fake desk that remembers events. */
export interface Tenant {
  readonly adapter: ChatAdapter;
  readonly feishu: FeishuServer;
  readonly heard: readonly ChatEvent[];
  /** The payloads that a desk with `onlyStores` has left for the next process, as its database keeps them. */
  readonly stored: readonly string[];
  /** The errors given to `fail`. */
  readonly failures: readonly Error[];
  /** Delivers as Feishu does, by HTTP or the long connection; gives the status and the response. */
  deliver(payload: object, signing?: Signing): Promise<{ readonly status: number; readonly answer: unknown }>;
  /** Resolves when all deliveries are worked. */
  settled(): Promise<void>;
  /** Waits for the work on what was delivered; the desk gets nothing afterwards. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

export function openSampleFeishu(port = 0): Promise<FeishuServer> {
  return openFeishuServer({
    chats: { oc_sample: {}, oc_team: {}, oc_customer: { external: true }, oc_duty: { members: ['ou_manager'] } },
    people: { ou_english: 'Wang', ou_chinese: '李伟', ou_customer: 'Liu', ou_hua: 'Hua', ou_manager: 'Qin' },
    outsiders: ['ou_customer'],
    port,
  });
}

/**
 * Short times to notice a dead connection and reconnect. Our own deadlines are longer than in production: on a busy
 * machine opening a connection may take seconds, and none of these tests is about that.
 */
export const HASTY: Partial<Times> = {
  ...{ lookMs: 20, reconnectMs: 20, reconnectMostMs: 50 },
  ...{ openMs: 30_000, receiptMs: 20_000, pressMs: 20_000 },
};

export async function openTenant(options: TenantOptions = {}): Promise<Tenant> {
  const { way = 'http', secret = APP_SECRET, times = HASTY, hear, accepts, onlyStores = false, listensTo } = options;
  const feishu = options.feishu ?? (await openSampleFeishu());
  const heard: ChatEvent[] = [];
  const stored: string[] = [];
  const failures: Error[] = [];
  const incoming = way === 'http' ? { encryptKey: ENCRYPT_KEY, verificationToken: VERIFICATION_TOKEN } : undefined;
  const adapter = createFeishuAdapter(
    { appId: APP_ID, appSecret: secret, domain: feishu.domain, incoming },
    {
      clock: { now: () => Date.now() },
      log: silentLog,
      fail: (error) => failures.push(error),
      times,
      ...(listensTo ? { listensTo } : {}),
    },
  );
  const desk = openPlainDesk(async (event) => {
    heard.push(event);
    return (await hear?.(event)) ?? [];
  }, accepts);
  const store: FrontDesk['accept'] = async ({ payload }) => stored.push(JSON.stringify(payload)) > 0;
  try {
    await adapter.start(onlyStores ? { ...desk, accept: store } : desk);
  } catch (error) {
    await adapter.stop();
    await feishu.close();
    throw error;
  }
  const ready = async () => ({ ok: true });
  const http = createHttpServer({ host: '127.0.0.1', port: 0, adapters: [adapter], ready, log: silentLog });
  const address = `http://127.0.0.1:${await http.listen()}/feishu/events`;
  return {
    adapter,
    feishu,
    heard,
    stored,
    failures,
    async deliver(payload, signing) {
      if (way === 'socket') {
        const { code, answer } = await feishu.socket.deliver(payload);
        return { status: code, answer };
      }
      const response = await fetch(address, { method: 'POST', ...signDelivery(payload, signing) });
      const text = await response.text();
      return { status: response.status, answer: text === '' ? undefined : JSON.parse(text) };
    },
    settled: () => desk.settled(),
    async finish() {
      await adapter.stop();
      await desk.settled();
    },
    async close() {
      await adapter.stop();
      await desk.settled();
      await http.close();
      await feishu.close();
    },
  };
}
