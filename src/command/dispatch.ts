import { randomUUID } from 'node:crypto';
import type { DrawnCard } from '../chat/card.ts';
import type { ChatEvent } from '../chat/event.ts';
import type { PageLinks } from '../chat/page.ts';
import type { Reply } from '../chat/reply.ts';
import type { Database } from '../db/database.ts';
import type { JobSink } from '../db/turn.ts';
import { applyOverrides } from '../desk/address/overrides.ts';
import {
  beginTurns,
  forgetReceipt,
  type ReceiptName,
  readTurnStart,
  receiptKey,
  type TurnStart,
} from '../desk/begin-turn.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { loadBook } from '../desk/book/store.ts';
import type { Answer, Ask, Asker, Command, DeskTurn, Fact, Subscriber } from '../desk/desk.ts';
import { shorten } from '../desk/input.ts';
import { createOwed, type OwingTurn, type WriteOwed } from '../desk/pending-notices.ts';
import { listTicketsInThread } from '../desk/ticket/store.ts';
import { whoName } from '../desk/ticket/view/line.ts';
import { hasText, t } from '../i18n/i18n.ts';
import type { Clock, Instant } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';
import type { Logger } from '../lib/log.ts';
import { accept, type Refusal, type Result, refuse } from '../lib/refusal.ts';
import { askerOf } from './asker.ts';
import { HELP } from './help.ts';
import { type CountRequest, createLimits, NO_LIMITS, type RequestLimits } from './limit.ts';
import { answerPress } from './press.ts';
import { type Asked, readWords } from './words.ts';

export interface DispatchParts {
  readonly database: Database;
  readonly jobs: JobSink;
  readonly clock: Clock;
  readonly log: Logger;
  readonly commands: readonly Command[];
  readonly subscribers: readonly Subscriber[];
  readonly speaksBoth: DeskTurn['speaksBoth'];
  readonly linksAt: (now: Instant) => PageLinks;
  readonly writeOwed: WriteOwed;
  /** Left out: customers may ask as much as they like. */
  readonly limits?: RequestLimits;
}

/** What became of an event. `refusal` is what the asker was told in words; `facts` is what was written. */
export interface Outcome {
  readonly replies: readonly Reply[];
  readonly refusal: Refusal | undefined;
  readonly facts: readonly Fact[];
}

export interface Dispatch {
  /**
   * One event, one turn. A refusal is told to the asker alone and changes nothing; a fault rolls the turn back, and the
   * asker gets a neutral sentence with an id that the log has too.
   */
  one(event: ChatEvent): Promise<Outcome>;
  /**
   * Several events, a turn for each in their order, all in one transaction: it costs a tenth of a transaction each. An
   * event that was worked before comes to nothing. Throws what a turn throws, and then nothing is done of any.
   */
  all(events: readonly ChatEvent[]): Promise<Outcome[]>;
  /** Logs a fault, and gives what the asker is told of it. */
  faulted(event: ChatEvent, error: unknown): Outcome;
}

const BY = { words: 'words', button: 'button', submit: 'form' } as const;
/** What a card's button or a form asks for that there is no command for any more. */
const STALE = 'command.stale';
const NOTHING: Outcome = { replies: [], refusal: undefined, facts: [] };

/** The front desk: worked before? who asks? which command? allowed? */
export function createDispatch(parts: DispatchParts): Dispatch {
  /** How the person is spoken to, as soon as their turn knows it. */
  const languages = new WeakMap<ChatEvent, Language>();
  const countRequest = createLimits(parts.limits ?? NO_LIMITS);

  function all(events: readonly ChatEvent[]): Promise<Outcome[]> {
    return parts.database.transaction(async (tx) => {
      const heard = await beginTurns(tx, events.map(keyOf), parts.clock.now());
      const owed = createOwed();
      const outcomes: Outcome[] = [];
      let opening: TurnStart = heard;
      for (const event of events) {
        if (!heard.fresh.delete(receiptKey(keyOf(event)))) {
          outcomes.push(NOTHING);
          continue;
        }
        const now = parts.clock.now();
        const links = parts.linksAt(now);
        const { jobs, log, speaksBoth } = parts;
        const house = { tx, now, jobs, log, speaksBoth, links, owed, ...opening };
        const onLanguage = (language: Language) => languages.set(event, language);
        const worked = await workEvent({ ...parts, countRequest, onLanguage }, event, house);
        outcomes.push(worked.outcome);
        if (worked.changesOpening) opening = await readTurnStart(tx);
      }
      await parts.writeOwed({ tx, jobs: parts.jobs, owed });
      return outcomes;
    });
  }

  function faulted(event: ChatEvent, error: unknown): Outcome {
    const id = randomUUID().slice(0, 8);
    parts.log.error({ err: error, fault: id, platform: event.place.platform, kind: event.kind }, 'command.fault');
    const text = t(languages.get(event) ?? event.language ?? 'en', 'command.fault', { id });
    return { ...NOTHING, replies: [{ kind: 'whisper', tone: 'bad', text }] };
  }

  return {
    all,
    faulted,
    async one(event) {
      try {
        const [outcome] = await all([event]);
        return outcome ?? NOTHING;
      } catch (error) {
        return faulted(event, error);
      }
    },
  };
}

interface TurnParts extends DispatchParts {
  readonly countRequest: CountRequest;
  readonly onLanguage: (language: Language) => void;
}

/** One event's turn, in a transaction that others may share. `changesOpening`: what the next turn finds may be another. */
async function workEvent(
  { commands, subscribers, countRequest, onLanguage }: TurnParts,
  event: ChatEvent,
  house: Omit<OwingTurn, 'actor'>,
): Promise<{ outcome: Outcome; changesOpening: boolean }> {
  const { tx, overrides } = house;
  const book = applyOverrides(await loadBook(tx, house.book), overrides);
  const asker = askerOf(event, book.source, overrides);
  onLanguage(asker.language);
  const turn: OwingTurn = { ...house, actor: asker.key };
  const { place, person, message } = event;
  const mentions = event.kind === 'words' ? event.mentions : {};
  // A mere reply to a card is no thread yet, but would hang on the same message.
  const thread = { ...place, threadId: message?.threadId ?? place.threadId };
  const here = event.kind === 'words' && thread.threadId !== '' ? await listTicketsInThread(tx, thread) : [];
  const ask: Ask = { turn, asker, person, book, place, by: BY[event.kind], message, mentions, here, input: {} };
  const tooMany = asker.staff ? undefined : await countRequest(event);
  const asked = tooMany ?? readEvent(commands, event, ask);
  const run = (pressed: Ask) => answer(asked, pressed);
  const { answered, late } =
    event.kind === 'button'
      ? await answerPress(event, ask, commands, run)
      : { answered: await run(ask), late: undefined };
  const changesOpening = asked.ok && asked.value.command.changesStart === true;
  if (answered.ok) {
    await tellFacts(subscribers, turn, answered.value.facts);
    const replies = answered.value.replies.map((reply) => toldTo(asker, reply));
    return { outcome: { replies, refusal: undefined, facts: answered.value.facts }, changesOpening };
  }
  // Nothing came of the form: corrected, it comes again under the same id.
  if (event.kind === 'submit') await forgetReceipt(tx, place.platform, event.id);
  await tellFacts(subscribers, turn, staleCard(event, answered, late));
  const replies = [
    { ...refusalReply(answered, book.source, ask), ...(late ? { late } : {}) },
    ...(await helpAfter(answered, commands, ask)),
  ];
  return { outcome: { ...NOTHING, replies, refusal: answered }, changesOpening: false };
}

function keyOf({ place, id }: ChatEvent): ReceiptName {
  return { platform: place.platform, eventId: id };
}

function toldTo({ staff }: Asker, reply: Reply): Reply {
  return staff ? { ...reply, readers: 'staff' } : reply;
}

/** What came of it is told to the features that look at it. */
async function tellFacts(subscribers: readonly Subscriber[], turn: DeskTurn, facts: readonly Fact[]): Promise<void> {
  for (const fact of facts) for (const tell of subscribers) await tell(turn, fact);
}

/** A card that was left behind, by what somebody else did or by an update of ours, is to be drawn anew. */
function staleCard(event: ChatEvent, { code }: Refusal, late: DrawnCard | undefined): Fact[] {
  if ((code !== STALE && !late) || event.kind !== 'button' || event.subject === '') return [];
  return [{ kind: 'card.stale', subject: event.subject, place: event.place }];
}

async function answer(asked: Result<Asked>, ask: Ask): Promise<Result<Answer>> {
  if (!asked.ok) return asked;
  const { command, input } = asked.value;
  if (command.for === 'staff' && !ask.asker.staff) return refuse('command.staff-only');
  return command.run({ ...ask, input });
}

function readEvent(commands: readonly Command[], event: ChatEvent, { asker, here }: Ask): Result<Asked> {
  if (event.kind === 'words') return readWords(commands, event.word, event.text, asker, here);
  const command = commands.find(({ name }) => name === event.command);
  if (!command) {
    const standsOnCard = event.kind === 'submit' || event.subject !== '';
    return standsOnCard ? refuse(STALE) : refuse('command.unknown', { word: shorten(event.command, 40) });
  }
  const input = event.kind === 'submit' ? { ...event.values, ...event.args } : event.args;
  return accept({ command, input });
}

/** Who typed a word we do not know gets the help as well. */
async function helpAfter({ code }: Refusal, commands: readonly Command[], ask: Ask): Promise<readonly Reply[]> {
  const help = ask.by === 'words' && code.startsWith('command.unknown') && commands.find(({ name }) => name === HELP);
  const told = help ? await help.run(ask) : undefined;
  return told?.ok ? told.value.replies : [];
}

/** What stands in a refusal as its reader knows it: people by their names, fields as the form or the help calls them. */
function saidAs(key: string, value: string, source: BookSource, { asker: { language }, by }: Ask): string {
  if (key === 'by' || key === 'to') return whoName({ source, language }, value);
  const called = by === 'words' ? `take.${value}` : `form.field.${value}`;
  return key === 'field' && hasText(language, called) ? t(language, called) : value;
}

/** A refusal in the asker's language. */
function refusalReply({ code, params }: Refusal, source: BookSource, ask: Ask): Extract<Reply, { kind: 'whisper' }> {
  const { language } = ask.asker;
  const names = Object.entries(params).map(([key, value]) => [key, saidAs(key, String(value), source, ask)]);
  const text = t(language, code, Object.fromEntries(names));
  return { kind: 'whisper', tone: 'bad', text, ...('field' in params ? { field: String(params.field) } : {}) };
}
