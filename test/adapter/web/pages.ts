import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPageLinks } from '../../../src/adapter/web/link.ts';
import type { Scan } from '../../../src/adapter/web/upload/clamd.ts';
import { createWebAdapter } from '../../../src/adapter/web/web.ts';
import type { ChatAdapter } from '../../../src/chat/adapter.ts';
import type { Card } from '../../../src/chat/card.ts';
import type { ChatEvent, KeptFile } from '../../../src/chat/event.ts';
import type { Form } from '../../../src/chat/form.ts';
import type { PageLinks } from '../../../src/chat/page.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import type { Instant } from '../../../src/lib/instant.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { openPlainDesk } from '../../support/front-desk.ts';

export const START: Instant = Date.parse('2026-09-28T10:10:00+08:00');
export const KEY = randomBytes(32);

/** The pages behind a real server, with a fake desk that remembers events and answers as told. */
export interface Pages {
  readonly adapter: ChatAdapter;
  readonly origin: string;
  readonly links: PageLinks;
  /** Submissions and presses; the events by which pages are drawn are left out. */
  readonly heard: readonly ChatEvent[];
  /** The stored files by name, with their modes. */
  stored(): Promise<Readonly<Record<string, number>>>;
  forward(ms: number): void;
  close(): Promise<void>;
}

export const CARD: Card = {
  subject: 'ticket/12',
  tone: 'neutral',
  title: 'T-12 · core switch down',
  badges: [{ text: 'open', tone: 'warn' }],
  parts: [
    { part: 'text', style: 'quote', text: '<script>alert(1)</script> & "more"' },
    { part: 'links', links: [{ label: 'Send files', url: 'https://desk.example/web/t/x' }] },
    {
      part: 'actions',
      main: [{ label: 'Confirm', command: 'ticket.confirm', args: { ticket: 'T-12' }, style: 'primary', confirm: '' }],
      more: [{ label: 'Add details', command: 'ticket.update', args: { ticket: 'T-12' }, style: 'plain', confirm: '' }],
    },
  ],
};

export const FORM: Form = {
  command: 'ticket.report',
  args: {},
  title: 'Report a fault',
  submit: 'Report',
  intro: '',
  fields: [
    { kind: 'text', name: 'text', label: 'What happened', hint: '', required: true, initial: '', maxLength: 4000 },
    { kind: 'line', name: 'contact', label: 'Contact', hint: '', required: false, initial: '', maxLength: 200 },
  ],
};

const LOOKS: readonly string[] = ['ticket.show', 'ticket.log', 'ticket.report'];

export async function openPages(
  answer: (event: ChatEvent) => readonly Reply[] = accepted,
  scan?: Scan,
): Promise<Pages> {
  const home = await mkdtemp(join(tmpdir(), 'deskbell-web-'));
  const folder = join(home, 'upload');
  const clock = { at: START, now: () => clock.at };
  const heard: ChatEvent[] = [];
  const kept = new Map<string, { name: string; mediaType: string }>();
  const adapter = await createWebAdapter({
    folder,
    key: KEY,
    book: {
      provider: { zh: '服务商', en: 'Provider' },
      timeZone: 'Asia/Shanghai',
      customers: new Map([['sample', { name: { zh: '省电信公司', en: 'Sample Telecom' }, language: 'zh-CN' }]]),
    },
    scan,
    findFile: async (id) => kept.get(id),
    isRevoked: async () => false,
    dutyFeed: async () => undefined,
    clock,
    wallClock: { now: () => Date.now() },
    log: silentLog,
  });
  const desk = openPlainDesk(async (event) => {
    if (event.kind === 'button' && LOOKS.includes(event.command)) return looked(event.command);
    heard.push(event);
    for (const { name, kept: file } of event.message?.files ?? [])
      if (file) kept.set(file.id, { name, mediaType: file.mediaType });
    return answer(event);
  });
  await adapter.start(desk);
  const ready = async () => ({ ok: true });
  const http = createHttpServer({ host: '127.0.0.1', port: 0, adapters: [adapter], ready, log: silentLog });
  const origin = `http://127.0.0.1:${await http.listen()}`;
  return {
    adapter,
    origin,
    heard,
    links: createPageLinks(KEY, () => origin)(START, 0),
    async stored() {
      const names = await readdir(folder);
      const modes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mode & 0o777));
      return Object.fromEntries(names.map((name, index) => [name, modes[index] ?? 0]));
    },
    forward: (ms) => {
      clock.at += ms;
    },
    async close() {
      await http.close();
      await adapter.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function looked(command: string): readonly Reply[] {
  return command === 'ticket.report' ? [{ kind: 'form', form: FORM }] : [{ kind: 'card', card: CARD }];
}

/** Every submission creates, or belongs to, ticket 12. */
function accepted(): readonly Reply[] {
  return [{ kind: 'whisper', tone: 'plain', text: 'done', subject: 'ticket/12' }];
}

/** The files of an event. */
export function filesOf(event: ChatEvent | undefined): (KeptFile & { name: string })[] {
  return (event?.message?.files ?? []).flatMap(({ name, kept }) => (kept ? [{ ...kept, name }] : []));
}

export const ONCE = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** Sends files as the page's form does. */
export async function sendFiles(link: string | undefined, files: readonly File[], more: Record<string, string> = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ do: 'send', once: ONCE, text: '', ...more })) body.append(name, value);
  for (const file of files) body.append('files', file);
  const response = await fetch(link ?? '', {
    method: 'POST',
    body,
    headers: { 'accept-language': 'en' },
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
