import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlaygroundClock } from '../../../src/adapter/playground/clock.ts';
import { createPlaygroundAdapter } from '../../../src/adapter/playground/playground.ts';
import type { Snapshot } from '../../../src/adapter/playground/view.ts';
import type { PlaygroundWorkspace } from '../../../src/adapter/playground/workspace.ts';
import type { ChatAdapter } from '../../../src/chat/adapter.ts';
import type { ChatEvent } from '../../../src/chat/event.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { DAY } from '../../../src/lib/instant.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { openPlainDesk } from '../../support/front-desk.ts';

/** The real time of these tests, by which the timestamps of requests are checked. */
export const WALL = Date.parse('2026-11-22T10:00:00Z');
export const START = Date.parse('2026-09-28T08:10:00+08:00');

const person = (userId: string, zh: string, en: string, role: string, customer = '') =>
  ({ userId, teamId: 'T1', name: { zh, en }, roles: [role], customer, onDuty: userId === 'engineer1' }) as const;

export const DIRECTORY: PlaygroundWorkspace = {
  timeZone: 'Asia/Shanghai',
  commands: [],
  channels: [
    {
      id: 'sample',
      name: { zh: '省电信公司', en: 'Sample Telecom' },
      purpose: 'customer',
      language: 'zh-CN',
      customer: 'sample',
      listens: false,
    },
    {
      id: 'other',
      name: { zh: '别的客户', en: 'Other Customer' },
      purpose: 'customer',
      language: 'en',
      customer: 'other',
      listens: true,
    },
    {
      id: 'team',
      name: { zh: '工程师', en: 'Engineers' },
      purpose: 'team',
      language: 'zh-CN',
      customer: '',
      listens: false,
    },
    {
      id: 'escalation',
      name: { zh: '升级', en: 'Escalation' },
      purpose: 'escalation',
      language: 'zh-CN',
      customer: '',
      listens: false,
    },
    {
      id: 'managers',
      name: { zh: '主管', en: 'Managers' },
      purpose: 'managers',
      language: 'zh-CN',
      customer: '',
      listens: false,
    },
  ],
  people: [
    person('customer1', '刘女士', 'Ms Liu', 'customer', 'sample'),
    person('customer2', '陈先生', 'Mr Chen', 'customer', 'other'),
    person('engineer1', '王工', 'Wang Wei', 'engineer'),
    person('engineer2', '李工', 'Li Na', 'engineer'),
    person('manager1', '赵经理', 'Zhao Min', 'manager'),
  ],
};

export interface RoomOptions {
  readonly dataDir?: string;
  /** What the desk answers. */
  readonly hear?: (event: ChatEvent) => readonly Reply[];
  /** Use the real clock, because a browser stamps its requests with it. */
  readonly wall?: 'real';
}

/** The playground behind a real HTTP server, with a fake desk that remembers events and answers as told. */
export interface Room {
  readonly adapter: ChatAdapter;
  readonly heard: readonly ChatEvent[];
  readonly origin: string;
  readonly clock: PlaygroundClock;
  /** Posts as the page does; `headers` replace the page's own. */
  post(
    action: string,
    body: object,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  state(as: string): Promise<Snapshot>;
  close(): Promise<void>;
}

export async function openRoom(options: RoomOptions = {}): Promise<Room> {
  const heard: ChatEvent[] = [];
  const clock = fakeClock();
  const adapter = createPlaygroundAdapter({
    dataDir: options.dataDir,
    host: '127.0.0.1',
    workspace: () => DIRECTORY,
    clock,
    wallClock: { now: () => (options.wall === 'real' ? Date.now() : WALL) },
    log: silentLog,
  });
  await adapter.start(
    openPlainDesk((event) => {
      heard.push(event);
      return options.hear?.(event) ?? [];
    }),
  );
  const ready = async () => ({ ok: true });
  const server = createHttpServer({ host: '127.0.0.1', port: 0, adapters: [adapter], ready, log: silentLog });
  const origin = `http://127.0.0.1:${await server.listen()}`;
  const token =
    /name="deskbell-token" content="([^"]+)"/.exec(await (await fetch(`${origin}/playground/`)).text())?.[1] ?? '';
  let asked = 0;
  return {
    adapter,
    heard,
    origin,
    clock,
    async post(action, body, headers = {}) {
      asked += 1;
      const response = await fetch(`${origin}/playground/api/${action}`, {
        method: 'POST',
        headers: { origin, 'x-deskbell-token': token, 'x-deskbell-stamp': String(WALL), ...headers },
        body: JSON.stringify({ eventId: `event-${asked}-of-the-test`, language: 'zh-CN', ...body }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    state: async (as) => (await (await fetch(`${origin}/playground/api/state?as=${as}`)).json()) as Snapshot,
    async close() {
      await adapter.stop();
      await server.close();
    },
  };
}

/** A clock that only moves when it is moved. */
export function fakeClock(): PlaygroundClock {
  let now = START;
  return {
    now: () => now,
    async move(to) {
      now = to;
    },
    nextWorkingMorning: () => START + DAY,
  };
}

/** A folder for one test; `remove` deletes it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'deskbell-playground-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
