import type { OwedFile } from '../../chat/file.ts';
import type { Instant } from '../../lib/instant.ts';
import type { BookPaper } from '../book/schema.ts';
import { spanOf } from '../book/schema.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import { notUrgentAt } from '../sla/office-hours.ts';
import { layOut, type SpanCalendars } from '../sla/sla.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { firstOf, type Month, nextMonth } from './month.ts';

/**
 * The heart of papers (D9, D16, D19, E5): a contract owes a paper after an event (a fix, the way home from the site, the
 * end of a month). Its owner is told when the duty begins, the escalation channel when its time is over.
 */
export interface Paper extends MatterState {
  readonly status: PaperStatus;
  /** The key that the book has for it, e.g. `fault-report`. */
  readonly paper: string;
  readonly after: BookPaper['after'];
  /** Of a paper about a month: which. */
  readonly month: Month | undefined;
  /** When its event happens: the end of the month lies ahead while the month runs. */
  readonly begunAt: Instant;
  /** When its owner is told, and when it must be there. */
  readonly at: Readonly<Record<PaperNotice, Instant>>;
  readonly told: readonly PaperNotice[];
  /** A person's key: who was told that it is theirs; undefined before that. */
  readonly owner: string | undefined;
  /** What was handed in last; undefined: nothing. */
  readonly handedIn: HandedIn | undefined;
  /** Why it was sent back last; undefined: it was not, or came again since. */
  readonly refused: { readonly by: string; readonly reason: string } | undefined;
}

/**
 * `running`: its month is not over, nothing is owed yet. `delivered`: handed in, to be checked. `accepted`: checked, to
 * be approved. `archived`: done. `refused`: sent back when nobody owed it any more.
 */
export type PaperStatus = 'running' | 'open' | 'delivered' | 'accepted' | 'archived' | 'withdrawn' | 'refused';

/** What was handed in: texts by the names of the paper's parts, or files. */
export interface HandedIn {
  readonly by: string;
  readonly at: Instant;
  readonly parts: Readonly<Record<string, string>>;
  readonly files: readonly OwedFile[];
}

/** In the order in which they come. */
export const PAPER_NOTICES = ['due', 'overdue'] as const;
export type PaperNotice = (typeof PAPER_NOTICES)[number];

export interface PaperEntry extends MatterEntry {
  readonly kind:
    | 'paper.begun'
    | `paper.${PaperNotice}`
    | `paper.${'delivered' | 'accepted' | 'approved' | 'refused' | 'withdrawn'}`;
}

export type PaperProgress = Progress<Paper, PaperEntry>;

/** What a paper about a ticket follows. */
export interface PaperEvent {
  readonly customer: string;
  readonly ticketId: TicketId;
  /** A person's key, or `customer`. */
  readonly by: string;
  readonly at: Instant;
}

const FRESH = { told: [], owner: undefined, handedIn: undefined, refused: undefined } as const;

/** The event has happened: the paper is owed within its span, told of in office hours. */
export function beginPaper(
  { customer, ticketId, by, at }: PaperEvent,
  { paper, after, within }: BookPaper,
  calendars: SpanCalendars,
): PaperProgress {
  const { calendar, startAt, ms } = layOut(spanOf(within), at, calendars);
  const dueAt = calendar.add(startAt, ms);
  return {
    state: {
      customer,
      ticketId,
      status: 'open',
      paper,
      after,
      month: undefined,
      begunAt: at,
      at: { due: notUrgentAt(calendars.office, at, dueAt), overdue: dueAt },
      ...FRESH,
    },
    added: [{ kind: 'paper.begun', at, by, data: { paper, dueAt } }],
  };
}

/** A month runs of which a paper will be owed: from its end, told of as the office opens on the next one's first working day. */
export function beginMonth(
  customer: string,
  month: Month,
  { paper, after, within }: BookPaper,
  calendars: SpanCalendars,
): Paper {
  const overAt = calendars.office.atTime(firstOf(nextMonth(month)), '00:00');
  const dueAt = monthDueAt(within, overAt, calendars);
  return {
    customer,
    ticketId: undefined,
    status: 'running',
    paper,
    after,
    month,
    begunAt: overAt,
    at: { due: notUrgentAt(calendars.office, overAt, dueAt), overdue: dueAt },
    ...FRESH,
  };
}

/** `5wd` after a month is the close of the next one's fifth working day; all other spans run from the month's end. */
function monthDueAt(within: string, overAt: Instant, calendars: SpanCalendars): Instant {
  const span = spanOf(within);
  const { office } = calendars;
  if (span.unit === 'workdays') {
    const lastDay = office.dateOf(overAt - 1);
    const closeAt = office.closeOf(office.addWorkdays(lastDay, Math.max(1, span.days)));
    if (closeAt === undefined) throw new Error(`calendar has no hours on a working day after ${lastDay}`);
    return closeAt;
  }
  const { calendar, startAt, ms } = layOut(span, overAt, calendars);
  return calendar.add(startAt, ms);
}

/** What comes next by itself, and when; undefined when nothing does. */
export function nextLapse({
  status,
  told,
  at,
  begunAt,
}: Paper): { lapse: PaperNotice | 'over'; at: Instant } | undefined {
  if (status === 'running') return { lapse: 'over', at: begunAt };
  if (status !== 'open') return undefined;
  const lapse = PAPER_NOTICES.find((each) => !told.includes(each));
  return lapse && { lapse, at: at[lapse] };
}

/** Lets everything happen that is due at or before `now`, each at its own instant. `owner` is whose the paper is now. */
export function lapsePaper(paper: Paper, owner: string | undefined, now: Instant): PaperProgress {
  const added: PaperEntry[] = [];
  let state = paper;
  for (let next = nextLapse(state); next && next.at <= now; next = nextLapse(state)) {
    const { lapse, at } = next;
    const data = { paper: state.paper, dueAt: state.at.overdue };
    added.push({ kind: lapse === 'over' ? 'paper.begun' : `paper.${lapse}`, at, by: 'clock', data });
    state =
      lapse === 'over'
        ? { ...state, status: 'open' }
        : { ...state, told: [...state.told, lapse], owner: lapse === 'due' ? owner : state.owner };
  }
  return { state, added };
}

/** The fix that it was about did not hold; the next one begins another. */
export function withdrawPaper(paper: Paper, by: string, now: Instant): PaperProgress {
  return {
    state: { ...paper, status: 'withdrawn' },
    added: [{ kind: 'paper.withdrawn', at: now, by, data: { paper: paper.paper } }],
  };
}
