import type { Card } from '../chat/card.ts';
import type { MailMemory, MailThread } from '../chat/mail.ts';
import { columnsOf, type RowOf } from '../db/columns.ts';
import type { Database } from '../db/database.ts';

const THREAD = columnsOf('MailThread', 'channel', 'id', 'topic', 'people', 'about', 'last', 'card');
type ThreadRow = RowOf<typeof THREAD, { people: readonly string[]; card: Card | null }>;

/** Keeps in the database what has to be known of mails: how far the mailbox was read, and conversations. */
export function createMailMemory({ prisma, query }: Pick<Database, 'prisma' | 'query'>): MailMemory {
  return {
    async findCursor(mailbox) {
      const row = await prisma.mailCursor.findUnique({ where: { mailbox } });
      return row ? { validity: row.validity, uid: Number(row.uid) } : undefined;
    },
    async saveCursor(mailbox, { validity, uid }, now) {
      // Of two processes that read one mailbox, the one that lags behind does not set it back.
      await query(
        `insert into mail_cursor (mailbox, validity, uid, at) values ($1, $2, $3, $4::timestamptz)
          on conflict (mailbox) do update set validity = excluded.validity, uid = excluded.uid, at = excluded.at
          where mail_cursor.validity <> excluded.validity or mail_cursor.uid < excluded.uid`,
        [mailbox, validity, uid, new Date(now).toISOString()],
      );
    },
    async hasMail(channel, id) {
      return (await prisma.mailMessage.count({ where: { channel, id } })) > 0;
    },
    async findThread(channel, messageIds) {
      if (messageIds.length === 0) return undefined;
      const [row] = await query<ThreadRow>(
        `select ${THREAD} from mail_message join mail_thread
            on mail_thread.channel = mail_message.channel and mail_thread.id = mail_message.thread
          where mail_message.channel = $1 and mail_message.id = any($2::text[])
          order by array_position($2::text[], mail_message.id) limit 1`,
        [channel, [...messageIds]],
      );
      return row && threadOf(row);
    },
    async findThreadAbout(channel, about) {
      const [row] = await query<ThreadRow>(
        `select ${THREAD} from mail_thread where channel = $1 and about = $2 order by at desc limit 1`,
        [channel, about],
      );
      return row && threadOf(row);
    },
    async noteMail(messageId, { channelId, id, topic, people, about, card }, now) {
      const at = new Date(now).toISOString();
      await query(
        `with noted as (
          insert into mail_message (channel, id, thread, at) values ($1, $2, $3, $4::timestamptz)
          on conflict do nothing returning id)
        insert into mail_thread (channel, id, topic, people, about, last, card, at)
          select $1, $3, $5, $6::jsonb, $7, $2, $8::jsonb, $4::timestamptz from noted
          on conflict (channel, id) do update set people = excluded.people, last = excluded.last, at = excluded.at,
            about = case when excluded.about = '' then mail_thread.about else excluded.about end,
            card = coalesce(excluded.card, mail_thread.card)`,
        [channelId, messageId, id, at, topic, JSON.stringify(people), about, card ? JSON.stringify(card) : null],
      );
    },
    async saveCard(channel, id, card) {
      await query('update mail_thread set card = $3::jsonb where channel = $1 and id = $2', [
        channel,
        id,
        JSON.stringify(card),
      ]);
    },
  };
}

function threadOf({ channel, id, topic, people, about, last, card }: ThreadRow): MailThread {
  return { channelId: channel, id, topic, people, about, last, card: card ?? undefined };
}
