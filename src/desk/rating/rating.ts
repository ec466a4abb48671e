import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { RatingRule } from '../book/rating-rule.ts';
import { spanOf } from '../book/schema.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import { notUrgentAt } from '../sla/office-hours.ts';
import { layOut, type SpanCalendars } from '../sla/sla.ts';
import type { Reporter } from '../ticket/case/record.ts';
import type { NOT_APPLICABLE, SurveyItem } from './survey.ts';

/**
 * A rating (D19, C7): by one tap the customer says how good a piece of service was. They are asked once and reminded
 * once, but not while they have an open complaint, and may change the score until the time is over. Any of the
 * customer's people may tap: the last tap counts, the log names each of them. The functions of this file decide; they
 * read and write no database.
 */
export interface Rating extends MatterState {
  readonly status: RatingStatus;
  readonly about: RatedService;
  /** Every item of the survey is asked, and the filled survey is printed (C7). Left out: a few items, no paper. */
  readonly survey?: 'full';
  /** The customer's person who is mentioned in the question; left out if unknown. */
  readonly reporter?: Reporter;
  readonly begunAt: Instant;
  /** Last instant at which a score is accepted. */
  readonly closeAt: Instant;
  /** undefined: not asked yet. */
  readonly askedAt: Instant | undefined;
  /** When the reminder goes out; undefined if it was sent, is not needed, or would come too late. */
  readonly remindAt: Instant | undefined;
  readonly given: GivenScore | undefined;
  /** Whether our people were told of a low score; they are told once per rating. */
  readonly isLowTold: boolean;
  /** Number of entries in the log. */
  readonly entries: number;
}

/**
 * `open`: no score yet. `held`: question or reminder waits until a complaint is closed. `void`: the rated fix did not
 * hold. `over`: the time was over when the next tap or question came.
 */
export type RatingStatus = 'open' | 'held' | 'rated' | 'void' | 'over';

/** What is rated. `no` tells several ratings of one ticket, or of one customer, apart. */
export type RatedService =
  | { readonly of: 'ticket'; readonly no: number; readonly title: string }
  | { readonly of: 'summary'; readonly no: number; readonly paper: string; readonly month: string | undefined };

/** From 1 (bad) to 5 (good). */
export const SCORES = [1, 2, 3, 4, 5] as const;
export type RatingScore = (typeof SCORES)[number];

/** An item's score, or that it does not apply. */
export type ItemAnswer = RatingScore | typeof NOT_APPLICABLE;

/** The latest score, with what the customer added to it. */
export interface GivenScore {
  readonly score: RatingScore;
  /** Chat name of the person who gave it; empty if unknown. */
  readonly who: string;
  readonly at: Instant;
  readonly remark: string;
  /** Answered items of the survey. */
  readonly items: Readonly<Partial<Record<SurveyItem, ItemAnswer>>>;
}

interface EntryData {
  'rating.asked': { closeAt: Instant };
  'rating.held': Record<never, never>;
  'rating.reminder': Record<never, never>;
  'rating.given': { score: RatingScore; who: string };
  'rating.said-more': Pick<GivenScore, 'who' | 'remark' | 'items'>;
  'rating.void': Record<never, never>;
  'rating.over': Record<never, never>;
}

/** An entry in the log of a rating. */
export type RatingEntry = {
  [K in keyof EntryData]: MatterEntry & { readonly kind: K; readonly data: Readonly<EntryData[K]> };
}[keyof EntryData];

export type RatingProgress = Progress<Rating, RatingEntry>;

/** What the book says: when to remind, until when a score is accepted, and the calendars for both. */
export interface RatingTerms {
  readonly rule: RatingRule;
  /** Whether every item of the survey is asked about a repair, too (C7). */
  readonly hasSurvey?: boolean;
  readonly calendars: SpanCalendars;
}

/** Whether the customer has an open complaint: until it is closed they are not asked for ratings. */
export type Mood = 'complaining' | 'at ease';

/** Starts a rating: asks the customer at once, or after their complaint is closed. */
export function beginRating(
  { customer, ticketId, about, reporter }: Pick<Rating, 'customer' | 'ticketId' | 'about' | 'reporter'>,
  mood: Mood,
  terms: RatingTerms,
  now: Instant,
): RatingProgress {
  const state: Rating = {
    customer,
    ticketId,
    status: 'open',
    about,
    ...(terms.hasSurvey ? { survey: 'full' } : {}),
    ...(reporter ? { reporter } : {}),
    begunAt: now,
    closeAt: after(terms.rule.closeAfter, now, terms),
    askedAt: undefined,
    remindAt: undefined,
    given: undefined,
    isLowTold: false,
    entries: 0,
  };
  return mood === 'complaining' ? hold(state, now) : ask(state, terms, now);
}

/** When the reminder goes out; undefined: nothing is due. */
export function nextDueAt({ status, remindAt }: Rating): Instant | undefined {
  return status === 'open' ? remindAt : undefined;
}

/** The reminder is due: sends it, or holds it back while there is a complaint. */
export function remind(rating: Rating, mood: Mood, now: Instant): RatingProgress {
  if (mood === 'complaining') return hold(rating, now);
  const reminder = { kind: 'rating.reminder', at: now, by: 'clock', data: {} } as const;
  return add({ ...rating, status: 'open', remindAt: undefined }, reminder);
}

/** The customer's complaint is closed: sends what was held back, if there is still time to answer. */
export function release(rating: Rating, terms: RatingTerms, now: Instant): RatingProgress {
  if (rating.status !== 'held') return { state: rating, added: [] };
  if (now > rating.closeAt) return endRating(rating, now);
  return rating.askedAt === undefined ? ask(rating, terms, now) : remind(rating, 'at ease', now);
}

/**
 * Records a score, in place of an earlier one. The same score by the same person changes nothing. Refused if the rating
 * is void or its time is over.
 */
export function giveScore(rating: Rating, score: RatingScore, who: string, now: Instant): Result<RatingProgress> {
  const refusal = refusalOf(rating, now);
  if (refusal) return refusal;
  const { given } = rating;
  if (given?.score === score && given.who === who) return accept({ state: rating, added: [] });
  const { remark = '', items = {} } = given ?? {};
  const state: Rating = {
    ...rating,
    status: 'rated',
    remindAt: undefined,
    given: { score, who, at: now, remark, items },
  };
  return accept(add(state, { kind: 'rating.given', at: now, by: 'customer', data: { score, who } }));
}

/**
 * Records a remark and survey items, in place of earlier ones. Refused before a score, and if the rating is void or its
 * time is over.
 */
export function sayMore(
  rating: Rating,
  said: Pick<GivenScore, 'remark' | 'items'>,
  who: string,
  now: Instant,
): Result<RatingProgress> {
  const refusal = refusalOf(rating, now);
  if (refusal) return refusal;
  if (!rating.given) return refuse('rating.no-score');
  const state = { ...rating, given: { ...rating.given, ...said } };
  return accept(add(state, { kind: 'rating.said-more', at: now, by: 'customer', data: { who, ...said } }));
}

/** Voids the rating because the fix did not hold; after the next fix there is another one. */
export function voidRating(rating: Rating, by: string, now: Instant): RatingProgress {
  return add({ ...rating, status: 'void' }, { kind: 'rating.void', at: now, by, data: {} });
}

/** Ends the rating because its time is over. */
export function endRating(rating: Rating, now: Instant): RatingProgress {
  return add(
    { ...rating, status: 'over', remindAt: undefined },
    { kind: 'rating.over', at: now, by: 'clock', data: {} },
  );
}

/** Marks that our people were told of the low score. */
export function markLowTold(rating: Rating): Rating {
  return { ...rating, isLowTold: true };
}

/** Whether our people should be told of the score at once. */
export function isLow({ given }: Rating): boolean {
  return given !== undefined && given.score <= 2;
}

/** Whether a score is still accepted. */
export function acceptsScore({ status, closeAt }: Rating, now: Instant): boolean {
  return status !== 'void' && status !== 'over' && now <= closeAt;
}

/** Whether it counts in the summary of its month: the customer was asked, or gave a score unasked. */
export function isCounted({ status, askedAt, given }: Rating): boolean {
  return status !== 'void' && (askedAt !== undefined || given !== undefined);
}

function refusalOf(rating: Rating, now: Instant) {
  if (rating.status === 'void') return refuse('rating.void');
  return acceptsScore(rating, now) ? undefined : refuse('rating.over');
}

function ask(rating: Rating, terms: RatingTerms, now: Instant): RatingProgress {
  const { closeAt } = rating;
  const remindAt = notUrgentAt(terms.calendars.office, after(terms.rule.remindAfter, now, terms), closeAt);
  const state = {
    ...rating,
    status: 'open',
    askedAt: now,
    remindAt: remindAt < closeAt ? remindAt : undefined,
  } as const;
  return add(state, { kind: 'rating.asked', at: now, by: 'clock', data: { closeAt } });
}

function hold(rating: Rating, now: Instant): RatingProgress {
  return add({ ...rating, status: 'held' }, { kind: 'rating.held', at: now, by: 'clock', data: {} });
}

function after(span: string, from: Instant, { calendars }: RatingTerms): Instant {
  const { calendar, startAt, ms } = layOut(spanOf(span), from, calendars);
  return calendar.add(startAt, ms);
}

function add(state: Rating, entry: RatingEntry): RatingProgress {
  return { state: { ...state, entries: state.entries + 1 }, added: [entry] };
}
