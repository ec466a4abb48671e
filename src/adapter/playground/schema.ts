import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import { LANGUAGES } from '../../lib/language.ts';
import { LIMITS } from './limits.ts';

const Id = z.string().min(1).max(160);
/** Made by the page for every action; the same if the page sends it again. */
const EventId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
/** Longer than the limit of a message, so that the refusal can name that limit. */
const Text = z.string().max(LIMITS.bodyBytes);
const Common = { as: Id, eventId: EventId, language: z.enum(LANGUAGES) };

/** `file`: the name of a file that comes with the text, or instead of it; its bytes are not sent. */
export const Say = z.strictObject({
  ...Common,
  channelId: Id,
  threadId: z.string().max(160),
  text: Text,
  file: z.string().trim().min(1).max(LIMITS.fileNameChars).optional(),
});
export type Say = z.infer<typeof Say>;

/** `button`: the id from `ButtonView`. `threadId`: the thread the person was looking at. */
export const Press = z.strictObject({ ...Common, messageId: Id, threadId: z.string().max(160), button: Id });
export type Press = z.infer<typeof Press>;

export const Submit = z.strictObject({ ...Common, formId: Id, values: z.record(z.string().max(80), Text) });
export type Submit = z.infer<typeof Submit>;

/** The page was switched to `language`. */
export const Switch = z.strictObject(Common);
export type Switch = z.infer<typeof Switch>;

export const Read = z.strictObject({ ...Common, channelId: Id });
export type Read = z.infer<typeof Read>;

const WallTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'a wall-clock time such as "2026-09-28T09:00"');
const MoveBy = z.strictObject({ ...Common, minutes: z.int().min(1) });
const MoveTo = z.strictObject({ ...Common, to: WallTime });
const MoveNext = z.strictObject({ ...Common, next: z.literal('workday') });
/**
 * Moves the virtual clock: by minutes, to a wall-clock time in the workspace's zone, or to the next working morning.
 */
export const Move = z.union([MoveBy, MoveTo, MoveNext]);
export type Move = z.infer<typeof Move>;

const Tone = z.enum(['neutral', 'good', 'warn', 'bad']);
const StoredButton = z.object({
  label: z.string(),
  command: z.string(),
  args: z.record(z.string(), z.string()),
  style: z.enum(['primary', 'danger', 'plain']),
  confirm: z.string(),
});
const StoredClock = z.object({
  label: z.string(),
  when: z.string(),
  state: z.enum(['running', 'paused', 'met', 'breached']),
  note: z.string(),
});
const StoredPart = z.discriminatedUnion('part', [
  z.object({ part: z.literal('text'), text: z.string(), style: z.enum(['plain', 'quote', 'small']) }),
  z.object({ part: z.literal('fields'), fields: z.array(z.object({ label: z.string(), value: z.string() })) }),
  z.object({ part: z.literal('clocks'), clocks: z.array(StoredClock) }),
  z.object({ part: z.literal('links'), links: z.array(z.object({ label: z.string(), url: z.string() })) }),
  z.object({ part: z.literal('divider') }),
  z.object({ part: z.literal('scale'), steps: z.array(StoredButton) }),
  z.object({ part: z.literal('actions'), main: z.array(StoredButton), more: z.array(StoredButton) }),
]);
const StoredCard: z.ZodType<Card> = z.object({
  subject: z.string(),
  tone: Tone,
  title: z.string(),
  badges: z.array(z.object({ text: z.string(), tone: Tone })),
  parts: z.array(StoredPart),
});

/** A message as it was added. */
export const Message = z.object({
  id: z.string(),
  at: z.number(),
  channelId: z.string(),
  /** The message whose thread it is in; empty: the channel itself. */
  threadId: z.string(),
  /** Its author's user id; empty: Deskbell. */
  from: z.string(),
  /** The only person who sees it; empty: everyone in the channel. */
  onlyFor: z.string(),
  text: z.string(),
  tone: z.enum(['plain', 'bad']),
  card: StoredCard.nullable(),
  mentions: z.array(z.string()),
  /** Unique per sending; a second message with the same key is not added. */
  key: z.string(),
  /** It is an image, which the picture store has under the message's id. */
  picture: z.literal(true).optional(),
});
export type Message = Readonly<z.infer<typeof Message>>;

/** One line of the journal. `n` counts from 1; a feed continues from it. */
export const JournalRecord = z.discriminatedUnion('record', [
  z.object({ record: z.literal('opened'), n: z.literal(0), epoch: z.string() }),
  z.object({ record: z.literal('message'), n: z.int(), message: Message }),
  z.object({ record: z.literal('card'), n: z.int(), messageId: z.string(), card: StoredCard }),
  z.object({ record: z.literal('read'), n: z.int(), userId: z.string(), channelId: z.string() }),
]);
export type JournalRecord = z.infer<typeof JournalRecord>;
