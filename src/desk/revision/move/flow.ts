import { t } from '../../../i18n/i18n.ts';
import { whenInYear } from '../../../i18n/when.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { Language, Named } from '../../../lib/language.ts';
import { accept, type Refusal, type Result, refuse } from '../../../lib/refusal.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { announce } from '../../address/announce.ts';
import { numberOf } from '../../address/number.ts';
import { bookOf, directoryOf } from '../../address/turn-book.ts';
import { listApplied, lockBooks } from '../../book/store.ts';
import type { DeskTurn } from '../../desk.ts';
import { personName } from '../../person/person.ts';
import { carryOut, type MoveScope, planMoves } from '../../ticket/new-book.ts';
import { changedMeanwhile } from '../apply.ts';
import { movedCard } from './card.ts';
import { type MovePlan, makePlan, markOf } from './plan.ts';
import { type Event, listEventsSince } from './store.ts';

/** What a person saw before they decided. */
export interface Seen {
  /** The version that was in force. */
  readonly version: number;
  /** The mark of the plan (`markOf`), and when it was made. */
  readonly mark: string;
  readonly at: Instant;
}

/** Looks at what a move would do. Writes nothing. `closed`: the confidential customers that the asker may not open. */
export async function lookAtMoves(turn: DeskTurn, scope: MoveScope, closed: readonly string[]): Promise<MovePlan> {
  return makePlan(turn.book.version, scope, await planMoves(turn, scope, { lock: false }), closed);
}

/**
 * Moves the tickets as they were shown. Refused where another version came into force since, or where the same look would
 * show something else now: then it says who moved or changed which tickets.
 */
export async function moveAsSeen(
  turn: DeskTurn,
  scope: MoveScope,
  closed: readonly string[],
  seen: Seen,
): Promise<Result<MovePlan>> {
  // No other version comes into force, and no second person moves the same tickets, until this turn ends.
  await lockBooks(turn.tx);
  const [current] = await listApplied(turn.tx, 1);
  if (current && current.version !== seen.version) return changedMeanwhile(turn, seen.version, current);
  const moves = await planMoves(turn, scope, { lock: true });
  const plan = makePlan(turn.book.version, scope, moves, closed);
  if (markOf(plan) !== seen.mark) return changedSince(turn, plan, seen);
  for (const move of moves) if (!closed.includes(move.customer)) await carryOut(turn, move);
  if (plan.goes.length > 0) await tellTeam(turn, plan);
  return accept(plan);
}

/** One message to team and managers, however many tickets moved. */
async function tellTeam(turn: DeskTurn, plan: MovePlan): Promise<void> {
  const book = await bookOf(turn, turn.book);
  const subject = `book/${plan.version}/moved`;
  const announcement = {
    ...{ key: `${subject}|${turn.now}|${plan.goes[0]?.id}`, kind: 'book.moved', subject, at: turn.now },
    ...{ customer: undefined, fields: {}, unlisted: true as const },
    to: ['team', 'managers'],
  };
  const notices = announce(directoryOf(turn, book), announcement, (_, language) => ({
    card: movedCard(plan, turn.actor, { language, source: book.source, inForce: plan.version }),
    line: '',
    pings: [],
  }));
  await enqueue(turn, notices, []);
}

/** So many tickets are named in a refusal; the others are counted. */
const MOST_NAMED = 8;

/** Says what happened since a plan was made: who moved which tickets, which others changed, or that time has passed. */
async function changedSince(turn: DeskTurn, { scope }: MovePlan, { at }: Seen): Promise<Refusal> {
  const { source } = await bookOf(turn, turn.book);
  const events = await listEventsSince(turn.tx, at, scope);
  const moved = events.filter(({ kind }) => kind === 'ticket.moved');
  const others = events.filter(({ kind, id }) => kind !== 'ticket.moved' && !moved.some((each) => each.id === id));
  const [first] = moved;
  const what = inBoth((language) => {
    const lines = [
      ...(first
        ? [
            t(language, 'move.since.moved', {
              who: personName(source.people, first.by, language),
              at: whenInYear(language, first.at, source.provider.timeZone),
              tickets: numbers(moved, language),
            }),
          ]
        : []),
      ...(others.length > 0 ? [t(language, 'move.since.changed', { tickets: numbers(others, language) })] : []),
    ];
    return lines.length > 0 ? lines.join(language === 'en' ? ' ' : '') : t(language, 'move.since.time');
  });
  return refuse('move.stale', { what });
}

function numbers(events: readonly Event[], language: Language): string {
  const ids = [...new Set(events.map(({ id }) => id))];
  const shown = ids.slice(0, MOST_NAMED).map((id) => numberOf('ticket', id));
  const words = shown.join(t(language, 'list.separator'));
  const rest = ids.length - shown.length;
  return rest > 0 ? t(language, 'book.effect.and-more', { shown: words, number: rest }) : words;
}

function inBoth(words: (language: Language) => string): Named {
  return { zh: words('zh-CN'), en: words('en') };
}
