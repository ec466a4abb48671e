import type { Instant } from '../../lib/instant.ts';
import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import { type ChatOverrides, extendOverrides } from '../address/overrides.ts';
import { bookOf } from '../address/turn-book.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { listInspectionMoves, type MovedInspection, moveInspections } from '../inspection/new-days-flow.ts';
import { lockAndWakePlans } from '../inspection/store.ts';
import { resetMornings } from '../morning/flow.ts';
import { rescheduleDuty } from '../oncall/new-days.ts';
import type { CivilDate, HolidayNotice } from '../sla/calendar-spec.ts';
import { chinaDate, coverageOf, noticesWith } from '../sla/workdays-cn.ts';
import { listTicketMoves, moveTickets, type TicketMove } from '../ticket/new-days.ts';
import { haveSameDays, mayLoad, noticeOf, type ReadNotice } from './holiday.ts';
import { listMatterMoves, type MovedDeadline, moveMatters } from './matters.ts';
import { readNotice } from './read.ts';
import { findShown, insertShown, lockHolidays, markApplied, markTakenBack } from './store.ts';

/** What moves with a notice: deadlines of tickets and of what is owed beside them, and planned inspections. */
export interface Moves {
  readonly tickets: readonly TicketMove[];
  readonly matters: readonly MovedDeadline[];
  readonly inspections: readonly MovedInspection[];
}

/** A notice as it was understood, before it is applied. */
export interface ShownNotice {
  readonly read: ReadNotice;
  readonly notice: HolidayNotice;
  /** undefined: it was stored and may be applied. Otherwise why it may not: the same days hold already, or the year. */
  readonly why: 'same' | Refusal | undefined;
  /** undefined: it was not looked at, or nothing can move. */
  readonly moves: Moves | undefined;
}

/** The last date whose public holidays are known, loaded ones included. */
export function knownUntil({ notices = [] }: ChatOverrides): CivilDate {
  return coverageOf(noticesWith(notices));
}

/** Reads a notice and finds what it would move. Stores nothing. Refused where the notice cannot be read. */
export async function readAndCompare(
  turn: DeskTurn,
  words: string,
  asked: number | undefined,
  source: string,
): Promise<Result<ShownNotice>> {
  const compared = compareOnly(words, asked, source, turn.overrides, turn.now);
  if (!compared.ok || compared.value.why !== undefined) return compared;
  const moves = await movesOf(turn, withNotice(turn.overrides, compared.value.notice));
  return accept({ ...compared.value, moves });
}

/** The same without a book that is in force, so that nothing moves. `overrides` undefined: none were loaded. */
export function compareOnly(
  words: string,
  asked: number | undefined,
  source: string,
  overrides: ChatOverrides | undefined,
  now: Instant,
): Result<ShownNotice> {
  const loaded = overrides?.notices ?? [];
  const [today, known] = [chinaDate(now), coverageOf(noticesWith(loaded))];
  const read = readNotice(words, { asked, today, knownUntil: known });
  if (!read.ok) return read;
  const notice = noticeOf(read.value, source);
  const allowed = mayLoad(notice.year, today, known);
  const same = noticesWith(loaded).find(({ year }) => year === notice.year);
  const why = haveSameDays(notice, same) ? 'same' : allowed.ok ? undefined : allowed;
  return accept({ read: read.value, notice, why, moves: undefined });
}

/** Stores a notice that may be applied, and gives its id. */
export function storeShown(turn: DeskTurn, { notice }: ShownNotice, words: string): Promise<number> {
  return insertShown(turn.tx, { notice, words, by: turn.actor, now: turn.now });
}

/** What was applied or taken back, what moved, and what other features are told. */
export interface Settled {
  readonly year: number;
  readonly moves: Moves;
  readonly facts: readonly Fact[];
  /** The overrides from now on. */
  readonly after: ChatOverrides;
}

/** Applies a notice that was shown. Refused if it was applied or replaced meanwhile, and for a year that is over. */
export async function applyNotice(turn: DeskTurn, id: number): Promise<Result<Settled>> {
  await lockHolidays(turn.tx);
  const notice = await findShown(turn.tx, id);
  if (!notice) return refuse('holidays.already-decided');
  const allowed = mayLoad(notice.year, chinaDate(turn.now), knownUntil(turn.overrides));
  if (!allowed.ok) return allowed;
  await markApplied(turn.tx, id, notice.year, turn.actor, turn.now);
  return accept(await move(turn, withNotice(turn.overrides, notice), { year: notice.year, why: 'loaded' }));
}

/** Takes back the loaded notice of a year. Refused if none is loaded. */
export async function takeBackNotice(turn: DeskTurn, year: number): Promise<Result<Settled>> {
  await lockHolidays(turn.tx);
  if (!(await markTakenBack(turn.tx, year, turn.actor, turn.now))) return refuse('holidays.not-loaded', { year });
  const left = (turn.overrides.notices ?? []).filter((each) => each.year !== year);
  return accept(await move(turn, extendOverrides(turn.overrides, { notices: left }), { year, why: 'taken-back' }));
}

/** How many deadlines and inspections move. */
export function countMoved({ tickets, matters, inspections }: Moves): number {
  return tickets.reduce((sum, { moved }) => sum + moved.length, 0) + matters.length + inspections.length;
}

function withNotice(overrides: ChatOverrides, notice: HolidayNotice): ChatOverrides {
  const others = (overrides.notices ?? []).filter(({ year }) => year !== notice.year);
  return extendOverrides(overrides, { notices: [...others, notice] });
}

async function movesOf(turn: DeskTurn, after: ChatOverrides): Promise<Moves> {
  return {
    tickets: await listTicketMoves(turn, after),
    matters: await listMatterMoves(turn, after),
    inspections: await listInspectionMoves(turn, after),
  };
}

/** Everything that counts on working days, by the days of `after`. */
async function move(
  turn: DeskTurn,
  after: ChatOverrides,
  what: { readonly year: number; readonly why: 'loaded' | 'taken-back' },
): Promise<Settled> {
  const tickets = await moveTickets(turn, after, what);
  const matters = await moveMatters(turn, after);
  const inspections = await moveInspections(turn, after);
  const now = await bookOf({ ...turn, overrides: after }, turn.book);
  const facts = await rescheduleDuty(turn, now.source);
  await resetMornings(turn, now);
  // Dates that the plans have not entered yet follow the days by themselves.
  await lockAndWakePlans(turn.tx, turn.now);
  return { year: what.year, moves: { tickets, matters, inspections }, facts, after };
}
