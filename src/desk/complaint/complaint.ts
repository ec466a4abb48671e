import type { ChatPlace } from '../../chat/place.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import { everyoneThere, type IsAway } from '../book/away.ts';
import type { Ladder, LadderStep } from '../book/ladder.ts';
import type { ComplaintRule } from '../book/matter-rule.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import type { SpanCalendars } from '../sla/sla.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { countComplaint } from './count.ts';
import { canRise, climbOf, type Rung, raisedTo, raiseTo } from './raise.ts';

/**
 * A complaint (D17): its state, its two clocks and the entries of its log. The manager is told at once; if the first
 * answer is late, the complaint is raised to the next people of its ladder; only the customer closes it. `step.ts`
 * decides what people may do, `access.ts` who sees it.
 */
export interface Complaint extends MatterState {
  readonly status: 'open' | 'closed';
  readonly facts: ComplaintFacts;
  /**
   * Keys of the people it is raised to, lowest first, without the person it is about. Empty: the escalation channel is
   * told.
   */
  readonly ladder: readonly string[];
  /** Who is in charge of it: the first of the ladder who was there. */
  readonly owner: string | undefined;
  /** The people who were told so far, in that order; left out in complaints that were stored before it was kept. */
  readonly raised?: readonly string[];
  readonly openedAt: Instant;
  readonly due: ComplaintDues;
  /** When each notice is due; `told` has those that were sent. */
  readonly at: Readonly<Record<ComplaintNotice, Instant>>;
  readonly told: readonly ComplaintNotice[];
  /** How many entries its log has. */
  readonly entries: number;
  readonly answered: Statement | undefined;
  /** The solution that the customer is asked to accept; undefined again after they said that they are not satisfied. */
  readonly proposed: Statement | undefined;
  readonly closedAt: Instant | undefined;
  readonly record: FeedbackRecord;
}

export const CATEGORIES = ['quality', 'response', 'attitude', 'schedule', 'other'] as const;
export const URGENCIES = ['normal', 'urgent', 'very-urgent'] as const;

/** The complaint as it was made; the customer issue record (C7) is filled from it. */
export interface ComplaintFacts {
  readonly text: string;
  readonly category: (typeof CATEGORIES)[number];
  readonly urgency: (typeof URGENCIES)[number];
  /** Key of the person it is about. */
  readonly about: string | undefined;
  /** By when the customer expects a solution. */
  readonly expectedAt: Instant | undefined;
  readonly contact: string;
  /** Who complained; undefined: our people wrote it down for the customer. */
  readonly complainer: Complainer | undefined;
  /** Where the customer is answered; undefined: not in a chat but by `contact`. */
  readonly answerIn: AnswerPlace | undefined;
}

/** The person of the customer who complained. */
export interface Complainer {
  readonly platform: string;
  readonly userId: string;
  readonly name: string;
}

/** Where the customer wants the answer. */
export interface AnswerPlace {
  /** `privately`: in direct messages; `channel`: in the customer's channel, where their colleagues can read it. */
  readonly way: 'privately' | 'channel';
  readonly place: ChatPlace;
  readonly language: Language;
}

/** What one of our people told the customer. */
export interface Statement {
  readonly by: string;
  readonly at: Instant;
  readonly text: string;
}

/** The issue feedback record (C7); fields that were not filled in are empty. */
export interface FeedbackRecord {
  readonly result: string;
  readonly responsible: string;
  readonly headOpinion: string;
  readonly solvedAt: Instant | undefined;
  readonly customerOpinion: string;
  readonly degree: (typeof DEGREES)[number] | '';
}

/** How far the problem was solved, for the feedback record. */
export const DEGREES = ['full', 'partly', 'not'] as const;

/** The two clocks of a complaint. */
export const COMPLAINT_METRICS = ['first-answer', 'closure'] as const;
export type ComplaintMetric = (typeof COMPLAINT_METRICS)[number];
export type ComplaintDues = Readonly<Record<ComplaintMetric, Instant>>;

/** The notices of the clocks; those due at the same instant are sent in this order. */
const NOTICES = [
  'first-answer-reminder',
  'first-answer-breached',
  'first-answer-raised',
  'closure-reminder',
  'closure-breached',
] as const;
export type ComplaintNotice = (typeof NOTICES)[number];

/** Steps that have no entry kind of their own. */
export type ComplaintUpdate = 'progress' | 'propose-closing' | 'not-satisfied' | 'record';

interface EntryData {
  'complaint.opened': LadderStep & { due: ComplaintDues };
  /** `raisedTo`: who is reminded where the person in charge is away. */
  'complaint.reminder': Partial<LadderStep> & { metric: ComplaintMetric; due: Instant };
  'complaint.breached': LadderStep & { metric: ComplaintMetric; due: Instant };
  'complaint.raised': LadderStep & { metric: ComplaintMetric; due: Instant };
  'complaint.answered': { text: string };
  /** `tells`: the customer reads it too. */
  'complaint.updated': { what: ComplaintUpdate; text: string; tells: boolean };
  'complaint.closed': Record<never, never>;
  /** Other public holidays are known: the deadlines from now on. */
  'complaint.moved': { due: ComplaintDues; metric: ComplaintMetric };
}

/** One entry of a complaint's log. */
export type ComplaintEntry = {
  [K in keyof EntryData]: MatterEntry & { readonly kind: K; readonly data: Readonly<EntryData[K]> };
}[keyof EntryData];

/** The complaint after a step or after something was due, and the entries that were added. */
export type ComplaintProgress = Progress<Complaint, ComplaintEntry>;

/** What a new complaint needs. */
export interface NewComplaint {
  readonly customer: string;
  readonly ticketId: TicketId | undefined;
  readonly facts: ComplaintFacts;
  readonly ladder: readonly string[];
  /** When the ladder climbs (`ladder.hours`); left out: day and night. */
  readonly hours?: Ladder['hours'];
}

/** Opens a complaint: both clocks start, and the first person of the ladder is told. */
export function beginComplaint(
  { customer, ticketId, facts, ladder, hours }: NewComplaint,
  rule: ComplaintRule,
  calendars: SpanCalendars,
  by: string,
  now: Instant,
  isAway = everyoneThere,
): ComplaintProgress {
  const { due, at } = countComplaint(rule, calendars, now, hours);
  const first = raiseTo({ ladder, owner: undefined, raised: [] }, 'opened', (person) => isAway(person, now));
  const state: Complaint = {
    customer,
    ticketId,
    status: 'open',
    facts,
    ladder,
    owner: ladder.length > 0 ? first.raisedTo : undefined,
    raised: [first.raisedTo],
    openedAt: now,
    due,
    at,
    told: [],
    entries: 0,
    answered: undefined,
    proposed: undefined,
    closedAt: undefined,
    record: { result: '', responsible: '', headOpinion: '', solvedAt: undefined, customerOpinion: '', degree: '' },
  };
  return addEntries(state, [{ kind: 'complaint.opened', at: now, by, data: { ...first, due } }]);
}

/** Adds entries to the log; `entries` of the state counts them. */
export function addEntries(state: Complaint, added: readonly ComplaintEntry[]): ComplaintProgress {
  return { state: { ...state, entries: state.entries + added.length }, added };
}

/** The next notice and when it is due; undefined if none is left. */
export function nextNotice(complaint: Complaint): { notice: ComplaintNotice; at: Instant } | undefined {
  return NOTICES.filter((notice) => isPending(complaint, notice))
    .map((notice) => ({ notice, at: complaint.at[notice] }))
    .sort((one, other) => one.at - other.at)[0];
}

function isPending(complaint: Complaint, notice: ComplaintNotice): boolean {
  const { status, answered, told, at } = complaint;
  if (status !== 'open' || told.includes(notice)) return false;
  if (notice.startsWith('first-answer') && answered) return false;
  if (notice === 'first-answer-reminder') return at[notice] < at['first-answer-breached'];
  return notice !== 'first-answer-raised' || canRise(climbOf(complaint));
}

/**
 * Adds an entry for each notice that is due before `until` (`edge: 'including'`: or at it), each at its own due
 * instant.
 */
export function lapseComplaint(
  complaint: Complaint,
  until: Instant,
  edge: 'before' | 'including',
  isAway = everyoneThere,
): ComplaintProgress {
  const added: ComplaintEntry[] = [];
  let state = complaint;
  const isDue = (at: Instant) => (edge === 'before' ? at < until : at <= until);
  for (let next = nextNotice(state); next && isDue(next.at); next = nextNotice(state)) {
    const entry = entryOf(state, next.notice, next.at, isAway);
    added.push(entry);
    const to = 'raisedTo' in entry.data ? entry.data.raisedTo : undefined;
    const raised = to === undefined ? raisedTo(state) : [...new Set([...raisedTo(state), to])];
    state = { ...state, raised, told: [...state.told, next.notice] };
  }
  return addEntries(state, added);
}

function entryOf(state: Complaint, notice: ComplaintNotice, at: Instant, isAway: IsAway): ComplaintEntry {
  const metric = notice.startsWith('first-answer') ? 'first-answer' : 'closure';
  const clock = { metric, due: state.due[metric] } as const;
  const step = (rung: Rung) => raiseTo(climbOf(state), rung, (person) => isAway(person, at));
  switch (notice) {
    case 'first-answer-reminder':
    case 'closure-reminder': {
      const inPlace = step('reminder');
      return { kind: 'complaint.reminder', at, by: 'clock', data: inPlace.skipped ? { ...clock, ...inPlace } : clock };
    }
    case 'first-answer-breached':
    case 'closure-breached':
      return { kind: 'complaint.breached', at, by: 'clock', data: { ...clock, ...step('breached') } };
    case 'first-answer-raised':
      return { kind: 'complaint.raised', at, by: 'clock', data: { ...clock, ...step('raised') } };
  }
}
