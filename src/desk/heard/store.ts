import { randomUUID } from 'node:crypto';
import type { ChatMessage, ChatPerson } from '../../chat/event.ts';
import type { ChatPlace } from '../../chat/place.ts';
import type { Tx } from '../../db/database.ts';
import { cleanPayload, cleanText } from '../../lib/clean.ts';
import { DAY, type Instant } from '../../lib/instant.ts';

/** What a person said that they are asked about, until they answer. */
export interface KeptWords {
  readonly place: ChatPlace;
  readonly message: ChatMessage | undefined;
  /** The command that waits for the answer, and its arguments; free words are in `text`. */
  readonly command: string;
  readonly input: Readonly<Record<string, string>>;
}

const KEPT_DAYS = 7;

/** Keeps words and returns their id. Words that were not taken up within a week are deleted. */
export async function keepWords({ prisma }: Tx, kept: KeptWords, person: ChatPerson, now: Instant): Promise<string> {
  await prisma.keptWords.deleteMany({ where: { at: { lt: new Date(now - KEPT_DAYS * DAY) } } });
  const { place, message, command } = kept;
  const input = cleanPayload(kept.input) as KeptWords['input'];
  const { id } = await prisma.keptWords.create({
    data: {
      id: randomUUID(),
      platform: person.platform,
      person: person.userId,
      channel: place.channelId,
      thread: place.threadId,
      command,
      input: cleanPayload(input) as Record<string, string>,
      ...(message ? { message: cleanPayload(message) as object } : {}),
      at: new Date(now),
    },
    select: { id: true },
  });
  return id;
}

/**
 * Finds kept words and locks them until the turn ends, so that two presses at once do not both take them up. undefined:
 * they are gone, or another person's.
 */
export async function lockWords(
  tx: Tx,
  id: string,
  { platform, userId }: Pick<ChatPerson, 'platform' | 'userId'>,
): Promise<KeptWords | undefined> {
  const lock = 'select id from kept_words where id = $1 and platform = $2 and person = $3 for update';
  const [locked] = await tx.query<{ id: string }>(lock, [id, platform, userId]);
  const row = locked && (await tx.prisma.keptWords.findUnique({ where: { id } }));
  if (!row) return undefined;
  return {
    place: { platform: row.platform, channelId: row.channel, threadId: row.thread },
    message: (row.message ?? undefined) as ChatMessage | undefined,
    command: row.command,
    input: row.input as Record<string, string>,
  };
}

/** Whether a person's words are kept since an instant. */
export async function hasKept(
  { prisma }: Tx,
  { platform, userId }: ChatPerson,
  text: string,
  sinceAt: Instant,
): Promise<boolean> {
  const rows = await prisma.keptWords.findMany({ where: { platform, person: userId, at: { gte: new Date(sinceAt) } } });
  return rows.some(({ input }) => (input as KeptWords['input']).text === cleanText(text));
}

/** Deletes words that were taken up, so that a second press finds none. */
export async function forgetWords({ prisma }: Tx, id: string): Promise<void> {
  await prisma.keptWords.deleteMany({ where: { id } });
}

/** Notes an offer to a person in a channel; false if they had one after `sinceAt`. */
export async function noteOffer(
  tx: Tx,
  { platform, channelId }: ChatPlace,
  person: string,
  now: Instant,
  sinceAt: Instant,
): Promise<boolean> {
  const noted = await tx.query(
    `insert into listen_offer (platform, channel, person, at) values ($1, $2, $3, $4::timestamptz)
      on conflict (platform, channel, person) do update set at = excluded.at where listen_offer.at < $5::timestamptz
      returning person`,
    [platform, channelId, person, new Date(now).toISOString(), new Date(sinceAt).toISOString()],
  );
  return noted.length > 0;
}
