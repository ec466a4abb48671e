import { randomUUID } from 'node:crypto';
import type { DrawnCard } from '../chat/card.ts';
import type { ChatEvent } from '../chat/event.ts';
import type { LinksAt } from '../chat/page.ts';
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
import { loadBook } from '../desk/book/store.ts';
import { recordAccess, refuseClosed } from '../desk/confidential/gate.ts';
import type { Answer, Ask, Asker, Command, DeskTurn, Fact, Subscriber } from '../desk/desk.ts';
import { type TakenUp, takeUp } from '../desk/heard/take.ts';
import { createOwed, type OwingTurn, type WriteOwed } from '../desk/pending-notices.ts';
import { listTicketsInThread } from '../desk/ticket/store.ts';
import { t } from '../i18n/i18n.ts';
import type { Clock } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';
import type { Logger } from '../lib/log.ts';
import { accept, type Refusal, type Result, refuse } from '../lib/refusal.ts';
import { askerOf } from './asker.ts';
import { findBack } from './back.ts';
import { HELP } from './help.ts';
import { type CountRequest, createLimits, NO_LIMITS, type RequestLimits } from './limit.ts';
import { answerPress } from './press.ts';
import { refusalReply } from './refusal-reply.ts';
import { heardAs, STALE, type Understood, understand } from './understand.ts';

export interface DispatchParts {
  readonly database: Database;
  readonly jobs: JobSink;
  readonly clock: Clock;
  readonly log: Logger;
  readonly commands: readonly Command[];
  readonly subscribers: readonly Subscriber[];
  readonly speaksBoth: DeskTurn['speaksBoth'];
  readonly canUrge: NonNullable<DeskTurn['canUrge']>;
  readonly linksAt: LinksAt;
  readonly writeOwed: WriteOwed;
  /** As `DeskTurn` has it. */
  readonly readBookFile?: DeskTurn['readBookFile'];
  readonly runtime?: DeskTurn['runtime'];
  /** Left out: customers may ask without limit. */
  readonly limits?: RequestLimits;
}

/** The result of an event. `refusal` was told to the asker in words; `facts` were told to the features. */
export interface Outcome {
  readonly replies: readonly Reply[];
  readonly refusal: Refusal | undefined;
  readonly facts: readonly Fact[];
}

export interface Dispatch {
  /**
   * Works one event in one turn. A refusal is told to the asker alone and changes nothing. A fault rolls the turn back,
   * and the asker gets a neutral sentence with an id that is also in the log.
   */
  one(event: ChatEvent): Promise<Outcome>;
  /**
   * Works several events in one transaction, each in a turn of its own, in their order: that costs a tenth of a
   * transaction each. An event that was worked before has no effect. If a turn throws, this throws, and none of the
   * events has an effect.
   */
  all(events: readonly ChatEvent[]): Promise<Outcome[]>;
  /** Logs a fault and returns what the asker is told of it. */
  faulted(event: ChatEvent, error: unknown): Outcome;
}

const BY = { words: 'words', button: 'button', submit: 'form' } as const;
const NOTHING: Outcome = { replies: [], refusal: undefined, facts: [] };

/** The front desk: was it worked before, who asks, which command, is it allowed? */
export function createDispatch(parts: DispatchParts): Dispatch {
  /** The asker's language, once the turn knows it. */
  const languages = new WeakMap<ChatEvent, Language>();
  const countRequest = createLimits(parts.limits ?? NO_LIMITS);

  function all(events: readonly ChatEvent[]): Promise<Outcome[]> {
    return parts.database.transaction(async (tx) => {
      const begun = await beginTurns(tx, events.map(keyOf), parts.clock.now());
      const owed = createOwed();
      const outcomes: Outcome[] = [];
      let start: TurnStart = begun;
      for (const event of events) {
        if (!begun.fresh.delete(receiptKey(keyOf(event)))) {
          outcomes.push(NOTHING);
          continue;
        }
        const now = parts.clock.now();
        const links = parts.linksAt(now, start.lastRevocation);
        const { jobs, log, speaksBoth, canUrge, readBookFile, runtime } = parts;
        const reads = { ...(readBookFile ? { readBookFile } : {}), ...(runtime ? { runtime } : {}) };
        const house = { tx, now, jobs, log, speaksBoth, canUrge, links, owed, ...reads, ...start };
        const onLanguage = (language: Language) => languages.set(event, language);
        const worked = await workEvent({ ...parts, countRequest, onLanguage }, event, house);
        outcomes.push(worked.outcome);
        if (worked.changesStart) start = await readTurnStart(tx);
      }
      await parts.writeOwed({ tx, jobs: parts.jobs, owed });
      return outcomes;
    });
  }

  function faulted(event: ChatEvent, error: unknown): Outcome {
    const id = randomUUID().slice(0, 8);
    parts.log.error({ err: error, fault: id, platform: event.place.platform, kind: event.kind }, 'command.fault');
    // People who said nothing to us expect no answer.
    if (isOverheard(event)) return NOTHING;
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

/**
 * Works one event in a transaction that others may share. With `changesStart` the next turn has to read its start
 * again.
 */
async function workEvent(
  { commands, subscribers, countRequest, onLanguage }: TurnParts,
  event: ChatEvent,
  house: Omit<OwingTurn, 'actor'>,
): Promise<{ outcome: Outcome; changesStart: boolean }> {
  const { tx } = house;
  const back = await findBack(house, event);
  const overrides = back ?? house.overrides;
  const book = applyOverrides(await loadBook(tx, house.book), overrides);
  const taken = await takeUp(tx, event);
  const asker = askerOf({ ...event, ...(taken ? { place: taken.place } : {}) }, book.source, overrides);
  onLanguage(asker.language);
  const turn: OwingTurn = { ...house, overrides, actor: asker.key };
  const { person } = event;
  const { place, message } = taken ?? event;
  const mentions = event.kind === 'words' ? event.mentions : {};
  // A reply to a card has no thread of its own yet: the message that it replies to stands for the thread.
  const thread = { ...place, threadId: message?.threadId ?? place.threadId };
  const here = event.kind === 'words' && thread.threadId !== '' ? await listTicketsInThread(tx, thread) : [];
  const by = taken?.heard ? 'words' : BY[event.kind];
  const ask: Ask = { turn, asker, person, book, place, by, message, mentions, here, input: {} };
  // What people say among themselves asks nothing of us, unless it is about a ticket.
  const isAsked = !isOverheard(event) || here.length > 0;
  const tooMany = asker.staff || !isAsked ? undefined : await countRequest(event);
  const understood = tooMany ?? (await understandTaken(commands, event, ask, taken));
  const run = (pressed: Ask) => answer(understood, pressed.pressed);
  const { answered, late } =
    event.kind === 'button'
      ? await answerPress(event, ask, commands, run)
      : { answered: await run(ask), late: undefined };
  const changesStart = back !== undefined || (understood.ok && understood.value.run?.changesStart === true);
  if (answered.ok) {
    await tellFacts(subscribers, turn, answered.value.facts);
    const given = answered.value.replies;
    const settled = taken ? await taken.settle(given) : given;
    const replies = settled.map((reply) => withReaders(event, asker, reply));
    return { outcome: { replies, refusal: undefined, facts: answered.value.facts }, changesStart };
  }
  // The form had no effect: corrected, it comes again under the same id.
  if (event.kind === 'submit') await forgetReceipt(tx, place.platform, event.id);
  await tellFacts(subscribers, turn, staleCard(event, answered, late));
  const replies = [
    { ...refusalReply(answered, book.source, ask), ...(late ? { late } : {}) },
    ...(await helpAfter(answered, commands, ask)),
  ].map((reply) => (isOverheard(event) ? withReaders(event, asker, reply) : reply));
  return { outcome: { ...NOTHING, replies, refusal: answered }, changesStart: back !== undefined };
}

function keyOf({ place, id }: ChatEvent): ReceiptName {
  return { platform: place.platform, eventId: id };
}

function withReaders(event: ChatEvent, { staff }: Asker, reply: Reply): Reply {
  if (staff) return { ...reply, readers: 'staff' };
  return isOverheard(event) ? { ...reply, readers: 'asker' } : reply;
}

/** Whether it was not said to us. Then others must see no answer to it. */
function isOverheard(event: ChatEvent): boolean {
  return event.kind === 'words' && event.overheard === true;
}

/** Passes facts to the features that subscribed to them. */
async function tellFacts(subscribers: readonly Subscriber[], turn: DeskTurn, facts: readonly Fact[]): Promise<void> {
  for (const fact of facts) for (const tell of subscribers) await tell(turn, fact);
}

/** A card that is out of date, by another person's step or by an update of Deskbell, is redrawn. */
function staleCard(event: ChatEvent, { code }: Refusal, late: DrawnCard | undefined): Fact[] {
  if ((code !== STALE && !late) || event.kind !== 'button' || event.subject === '') return [];
  return [{ kind: 'card.stale', subject: event.subject, place: event.place }];
}

function understandTaken(
  commands: readonly Command[],
  event: ChatEvent,
  ask: Ask,
  taken: TakenUp | undefined,
): Promise<Result<Understood>> | Result<Understood> {
  if (!taken?.heard) return understand(commands, event, ask);
  return taken.heard.ok ? heardAs(commands, ask, taken.heard.value) : taken.heard;
}

/** Runs the command that was understood, and adds what was said beside it. */
async function answer(understood: Result<Understood>, pressed: Ask['pressed']): Promise<Result<Answer>> {
  if (!understood.ok) return understood;
  const { run, replies, facts } = understood.value;
  const ask = pressed ? { ...understood.value.ask, pressed } : understood.value.ask;
  if (!run) return accept({ replies, facts });
  if (run.for === 'staff' && !ask.asker.staff) return refuse('command.staff-only');
  const closed = await refuseClosed(ask);
  if (closed) return closed;
  const answered = await run.run(ask);
  if (!answered.ok) return answered;
  await recordAccess(ask, run.name, answered.value.replies);
  return accept({ replies: [...replies, ...answered.value.replies], facts: [...facts, ...answered.value.facts] });
}

/** A person who typed a word that is like none of ours also gets the help; after a slip the nearest word is enough. */
async function helpAfter({ code }: Refusal, commands: readonly Command[], ask: Ask): Promise<readonly Reply[]> {
  const help = ask.by === 'words' && code === 'command.unknown' && commands.find(({ name }) => name === HELP);
  const told = help ? await help.run(ask) : undefined;
  return told?.ok ? told.value.replies : [];
}
