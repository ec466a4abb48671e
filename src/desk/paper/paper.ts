import type { OwedFile } from '../../chat/file.ts';
import type { Instant } from '../../lib/instant.ts';
import type { BookPaper } from '../book/paper-rule.ts';
import { spanOf } from '../book/schema.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import { firstDayOf, type Month, nextMonth } from '../report/month.ts';
import { notUrgentAt } from '../sla/office-hours.ts';
import { layOut, type SpanCalendars } from '../sla/sla.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import type { Signature } from './signature.ts';

/**
 * A paper (D9, D16, D19, E5): a document that the contract asks for after an event (a fix, leaving the site, the end of
 * a month). Its owner is told when it is owed, the escalation channel when it is overdue. The functions of this file
 * decide; they read and write no database.
 */
export interface Paper extends MatterState {
  readonly status: PaperStatus;
  /** Key of the paper in the book, e.g. `fault-report`. */
  readonly paper: string;
  readonly after: BookPaper['after'];
  /** The month or quarter that it is about, if it is about one. */
  readonly month: Month | undefined;
  /** Instant of its event; for a running month its end, which is in the future. */
  readonly begunAt: Instant;
  /** `due`: when the owner is told. `overdue`: when it must be handed in; left out: there is no limit. */
  readonly at: { readonly due: Instant; readonly overdue?: Instant };
  readonly told: readonly PaperNotice[];
  /** Key of the owner, set when they are told; undefined before. */
  readonly owner: string | undefined;
  /** The latest version that was handed in, if any. */
  readonly handedIn: HandedIn | undefined;
  /** Signatures on the latest version; left out: there are none. */
  readonly signatures?: readonly Signature[];
  /** Why the latest version was refused; undefined if it was not. */
  readonly refused: { readonly by: string; readonly reason: string } | undefined;
}

/**
 * `running`: its month is not over, so it is not owed yet. `open`: owed. `delivered`: handed in, to be checked.
 * `accepted`: checked, to be approved. `archived`: done. `refused`: refused when it was not owed any more.
 */
export type PaperStatus = 'running' | 'open' | 'delivered' | 'accepted' | 'archived' | 'withdrawn' | 'refused';

/** What was handed in: texts by the name of the paper's part, or files. */
export interface HandedIn {
  readonly by: string;
  readonly at: Instant;
  readonly parts: Readonly<Record<string, string>>;
  readonly files: readonly OwedFile[];
  /** Which version it is, from 1; left out in papers that are older than versions. */
  readonly version?: number;
}

/** In the order in which they go out. */
export const PAPER_NOTICES = ['due', 'overdue'] as const;
export type PaperNotice = (typeof PAPER_NOTICES)[number];

/** An entry in the log of a paper. */
export interface PaperEntry extends MatterEntry {
  readonly kind:
    | 'paper.begun'
    | 'paper.moved'
    | `paper.${PaperNotice}`
    | `paper.${'delivered' | 'signed' | 'accepted' | 'approved' | 'refused' | 'withdrawn'}`;
}

export type PaperProgress = Progress<Paper, PaperEntry>;

/** The event on a ticket after which a paper is owed. */
export interface PaperEvent {
  readonly customer: string;
  readonly ticketId: TicketId;
  /** A person's key, or `customer`. */
  readonly by: string;
  readonly at: Instant;
}

const NEW_PAPER = { told: [], owner: undefined, handedIn: undefined, refused: undefined } as const;

/**
 * Starts a paper after its event. It is due within the span of its rule, if that has one; the owner is told in office
 * hours.
 */
export function beginPaper(
  { customer, ticketId, by, at }: PaperEvent,
  { paper, after, within }: BookPaper,
  calendars: SpanCalendars,
): PaperProgress {
  const counted = countPaper(within, at, calendars);
  const { overdue: dueAt } = counted;
  return {
    state: {
      customer,
      ticketId,
      status: 'open',
      paper,
      after,
      month: undefined,
      begunAt: at,
      at: counted,
      ...NEW_PAPER,
    },
    added: [{ kind: 'paper.begun', at, by, data: { paper, ...(dueAt === undefined ? {} : { dueAt }) } }],
  };
}

/** When the owner of a paper is told, and when it is due, counted from its event. */
export function countPaper(within: string | undefined, from: Instant, calendars: SpanCalendars): Paper['at'] {
  if (within === undefined) return { due: notUrgentAt(calendars.office, from, Number.POSITIVE_INFINITY) };
  const overdue = endOf(within, from, calendars);
  return { due: notUrgentAt(calendars.office, from, overdue), overdue };
}

function endOf(within: string, at: Instant, calendars: SpanCalendars): Instant {
  const { calendar, startAt, ms } = layOut(spanOf(within), at, calendars);
  return calendar.add(startAt, ms);
}

/**
 * Starts the paper about a running month or quarter. It is owed from the month's end; the owner is told when the office opens on
 * the first working day after.
 */
export function beginMonth(
  customer: string,
  month: Month,
  { paper, after, within }: BookPaper,
  calendars: SpanCalendars,
): Paper {
  const overAt = calendars.office.atTime(firstDayOf(nextMonth(month)), '00:00');
  const dueAt = within === undefined ? undefined : monthDueAt(within, overAt, calendars);
  const due = notUrgentAt(calendars.office, overAt, dueAt ?? Number.POSITIVE_INFINITY);
  return {
    customer,
    ticketId: undefined,
    status: 'running',
    paper,
    after,
    month,
    begunAt: overAt,
    at: dueAt === undefined ? { due } : { due, overdue: dueAt },
    ...NEW_PAPER,
  };
}

/**
 * When a paper about a month is due. `5wd` means the close of the fifth working day of the next month; other spans run
 * from the month's end.
 */
function monthDueAt(within: string, overAt: Instant, calendars: SpanCalendars): Instant {
  const span = spanOf(within);
  const { office } = calendars;
  if (span.unit === 'workdays') {
    const lastDay = office.dateOf(overAt - 1);
    const closeAt = office.closeOf(office.addWorkdays(lastDay, Math.max(1, span.days)));
    if (closeAt === undefined) throw new Error(`the calendar has no office hours on the working day after ${lastDay}`);
    return closeAt;
  }
  return endOf(within, overAt, calendars);
}

/** The next notice and its instant; undefined if none is left. */
export function nextLapse({
  status,
  told,
  at,
  begunAt,
}: Paper): { lapse: PaperNotice | 'over'; at: Instant } | undefined {
  if (status === 'running') return { lapse: 'over', at: begunAt };
  if (status !== 'open') return undefined;
  const lapse = PAPER_NOTICES.find((each) => !told.includes(each));
  const lapsesAt = lapse && at[lapse];
  return lapse && lapsesAt !== undefined ? { lapse, at: lapsesAt } : undefined;
}

/**
 * Adds the entry of every notice that is due at or before `now`, dated to its own instant. `owner` is the person who
 * owes the paper now.
 */
export function lapsePaper(paper: Paper, owner: string | undefined, now: Instant): PaperProgress {
  const added: PaperEntry[] = [];
  let state = paper;
  for (let next = nextLapse(state); next && next.at <= now; next = nextLapse(state)) {
    const { lapse, at } = next;
    const { overdue } = state.at;
    const data = { paper: state.paper, ...(overdue === undefined ? {} : { dueAt: overdue }) };
    added.push({ kind: lapse === 'over' ? 'paper.begun' : `paper.${lapse}`, at, by: 'clock', data });
    state =
      lapse === 'over'
        ? { ...state, status: 'open' }
        : { ...state, told: [...state.told, lapse], owner: lapse === 'due' ? owner : state.owner };
  }
  return { state, added };
}

/** Withdraws the paper because the fix did not hold (the next fix starts another) or its ticket was taken back. */
export function withdrawPaper(paper: Paper, by: string, now: Instant): PaperProgress {
  return {
    state: { ...paper, status: 'withdrawn' },
    added: [{ kind: 'paper.withdrawn', at: now, by, data: { paper: paper.paper } }],
  };
}
