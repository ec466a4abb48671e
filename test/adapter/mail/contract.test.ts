import { createMailAdapter } from '../../../src/adapter/mail/mail.ts';
import type { ChatAdapter } from '../../../src/chat/adapter.ts';
import type { ChatEvent } from '../../../src/chat/event.ts';
import { NO_LINKS } from '../../../src/chat/page.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { createMailBook } from '../../../src/mail-door.ts';
import { createMailMemory } from '../../../src/outbox/mail-memory.ts';
import { openTestDatabase } from '../../support/database.ts';
import { openPlainDesk } from '../../support/front-desk.ts';
import { FROM, mailBook } from '../../support/mail-house.ts';
import { openMailServer, type SentMail } from '../../support/mail-server.ts';
import { until } from '../../support/until.ts';
import { type AdapterBench, keepsAdapterContract, lineOf } from '../contract.ts';

const PLACE = { platform: 'mail', channelId: 'mail-sample', threadId: '' };

async function openBench(): Promise<AdapterBench> {
  const source = await mailBook();
  const database = await openTestDatabase('pglite-memory');
  const server = await openMailServer();
  const heard: ChatEvent[] = [];
  const clock = { now: () => Date.now() };
  const adapter: ChatAdapter = createMailAdapter({
    account: { ...server, from: FROM },
    key: Buffer.alloc(32, 7),
    memory: createMailMemory(database),
    book: createMailBook(() => source),
    links: async () => NO_LINKS,
    clock,
    wallClock: clock,
    log: silentLog,
  });
  const desk = openPlainDesk((event) => {
    heard.push(event);
    return [];
  });
  await adapter.start(desk);
  const cursor = async () => (await database.prisma.mailCursor.findFirst()) ?? undefined;
  await until('the first look', cursor);
  async function deliver(raw: string): Promise<void> {
    server.deliver(raw);
    await until('the mail to be taken', async () =>
      Number((await cursor())?.uid) === server.uidNext() - 1 ? true : undefined,
    );
    await desk.settled();
  }
  // In the contract an answer stands in a thread, so the conversation has to be there.
  await createMailMemory(database).noteMail(
    '<report@bureau.example>',
    {
      channelId: 'mail-sample',
      id: '<report@bureau.example>',
      topic: 'x',
      people: [],
      about: '',
      last: '',
      card: undefined,
    },
    0,
  );
  return {
    adapter,
    heard,
    place: PLACE,
    async replay(payload) {
      await deliver((payload as { readonly raw: string }).raw);
      return 200;
    },
    async echoOwnMessage() {
      await adapter.send(PLACE, lineOf('12 opened'), 'notice/9');
      await deliver(server.sent.at(-1)?.raw ?? '');
    },
    countMessages: async () => server.sent.length,
    dutyGroup: { name: '', people: ['', '', ''], members: async () => [] },
    async findOverruns(card) {
      const before = server.sent.length;
      await adapter.send(PLACE, { ...lineOf(''), card }, 'card');
      const sent = server.sent[before];
      const isForTaps = card.parts.some(({ part }) => part === 'scale');
      if (!sent) return isForTaps ? [] : ['no mail'];
      return overrunsOf(sent);
    },
    async close() {
      await adapter.stop();
      await server.close();
      await database.close();
    },
  };
}

/** RFC 5322: a line has at most 998 bytes. Programs show no more of a subject than this, and cut a mail above 100 KB. */
function overrunsOf({ raw, subject = '' }: SentMail): string[] {
  return [
    ...raw.split('\r\n').flatMap((line) => (line.length > 998 ? [`a line of ${line.length}`] : [])),
    ...([...subject].length > 210 ? [`a subject of ${subject.length}`] : []),
    ...(/\r?\n/.test(subject) ? ['a subject of several lines'] : []),
    ...(raw.length > 3_000_000 ? [`a mail of ${raw.length}`] : []),
  ];
}

keepsAdapterContract(
  {
    platform: 'mail',
    way: 'over IMAP and SMTP',
    // We open the connection, and nothing is sealed.
    wrongSeals: [],
    lacks: ['ask-in-direct-message', 'unknown-slash-word', 'press-acknowledge', 'submit-report', 'duty groups'],
  },
  openBench,
);
