import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import { LANGUAGES } from '../../lib/language.ts';
import { LIMITS } from './limits.ts';

const Id = z.string().min(1).max(160);
/** Made by the page for each thing a person does; the same when the page asks again. */
const EventId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
/** Longer texts come through, so that the refusal can name the limit. */
const Text = z.string().max(LIMITS.bodyBytes);
const Asker = { as: Id, eventId: EventId, language: z.enum(LANGUAGES) };

export const Say = z.strictObject({ ...Asker, channelId: Id, threadId: z.string().max(160), text: Text });
export type Say = z.infer<typeof Say>;

/** `button` is the id the server gave the button; `threadId` is the thread the person was looking at. */
export const Press = z.strictObject({ ...Asker, messageId: Id, threadId: z.string().max(160), button: Id });
export type Press = z.infer<typeof Press>;

export const Submit = z.strictObject({ ...Asker, formId: Id, values: z.record(z.string().max(80), Text) });
export type Submit = z.infer<typeof Submit>;

/** The page was switched to a language, which its asker carries. */
export const Switch = z.strictObject(Asker);
export type Switch = z.infer<typeof Switch>;

export const Read = z.strictObject({ ...Asker, channelId: Id });
export type Read = z.infer<typeof Read>;

const WallTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'a wall-clock time such as "2026-09-28T09:00"');
const MoveBy = z.strictObject({ ...Asker, minutes: z.int().min(1) });
const MoveTo = z.strictObject({ ...Asker, to: WallTime });
const MoveNext = z.strictObject({ ...Asker, next: z.literal('workday') });
/** How the virtual clock is moved: by minutes, to a wall-clock time in the directory's zone, or to the next working morning. */
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

/** A message as it was first put down. */
export const Message = z.object({
  id: z.string(),
  at: z.number(),
  channelId: z.string(),
  /** The message whose thread it stands in; empty: the channel itself. */
  threadId: z.string(),
  /** Who wrote it; empty: Deskbell. */
  from: z.string(),
  /** The one person who sees it; empty: everybody in the channel. */
  onlyFor: z.string(),
  text: z.string(),
  tone: z.enum(['plain', 'bad']),
  card: StoredCard.nullable(),
  mentions: z.array(z.string()),
  /** Names the sending: the same key leaves one message. */
  key: z.string(),
});
export type Message = Readonly<z.infer<typeof Message>>;

/** One line of the journal; `n` counts up from 1 and is what a live feed resumes from. */
export const JournalRecord = z.discriminatedUnion('record', [
  z.object({ record: z.literal('opened'), n: z.literal(0), epoch: z.string() }),
  z.object({ record: z.literal('message'), n: z.int(), message: Message }),
  z.object({ record: z.literal('card'), n: z.int(), messageId: z.string(), card: StoredCard }),
  z.object({ record: z.literal('read'), n: z.int(), userId: z.string(), channelId: z.string() }),
]);
export type JournalRecord = z.infer<typeof JournalRecord>;
