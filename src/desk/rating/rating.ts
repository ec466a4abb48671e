import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { RatingRule } from '../book/rating-rule.ts';
import { spanOf } from '../book/schema.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import { notUrgentAt } from '../sla/office-hours.ts';
import { layOut, type SpanCalendars } from '../sla/sla.ts';
import type { Reporter } from '../ticket/case/record.ts';
import type { SurveyItem } from './survey.ts';

/**
 * The heart of a rating (D19, C7): the customer says by one tap how good a piece of service was. They are asked once and
 * reminded once, not at all while a complaint of theirs is open, and may change their mind until the time is over. The
 * score is the customer's, whoever of theirs taps: the last tap counts, the log has them all, each by its name.
 */
export interface Rating extends MatterState {
  readonly status: RatingStatus;
  readonly about: RatedService;
  /** Who of the customer's is called when they are asked; left out: it is not known who. */
  readonly reporter?: Reporter;
  readonly begunAt: Instant;
  /** Until when a score is taken, itself included. */
  readonly closeAt: Instant;
  /** undefined: not yet. */
  readonly askedAt: Instant | undefined;
  /** When they are asked once more; undefined: not any more, or there is no time for it. */
  readonly remindAt: Instant | undefined;
  readonly given: Given | undefined;
  /** Whether our people were told that the customer is not happy: once of each rating. */
  readonly isLowTold: boolean;
  /** Entries of the log so far. */
  readonly entries: number;
}

/**
 * `open`: nothing given yet. `held`: what is due waits until a complaint is closed. `void`: what was to be rated did not
 * hold. `over`: the time went by, and somebody tapped all the same.
 */
export type RatingStatus = 'open' | 'held' | 'rated' | 'void' | 'over';

/** What is rated. `no` tells several ratings of one ticket, or of one customer, apart. */
export type RatedService =
  | { readonly of: 'ticket'; readonly no: number; readonly title: string }
  | { readonly of: 'summary'; readonly no: number; readonly paper: string; readonly month: string | undefined };

/** From 1 (bad) to 5 (good). */
export const SCORES = [1, 2, 3, 4, 5] as const;
export type RatingScore = (typeof SCORES)[number];

export interface Given {
  readonly score: RatingScore;
  /** How whoever gave it is called in their chat; empty: nobody knows. */
  readonly who: string;
  readonly at: Instant;
  readonly remark: string;
  /** The items of the survey that were filled in, each from 1 to 5. */
  readonly items: Readonly<Partial<Record<SurveyItem, RatingScore>>>;
}

interface EntryData {
  'rating.asked': { closeAt: Instant };
  'rating.held': Record<never, never>;
  'rating.reminder': Record<never, never>;
  'rating.given': { score: RatingScore; who: string };
  'rating.said-more': Pick<Given, 'who' | 'remark' | 'items'>;
  'rating.void': Record<never, never>;
  'rating.over': Record<never, never>;
}

export type RatingEntry = {
  [K in keyof EntryData]: MatterEntry & { readonly kind: K; readonly data: Readonly<EntryData[K]> };
}[keyof EntryData];

export type RatingProgress = Progress<Rating, RatingEntry>;

export interface RatingTerms {
  readonly rule: RatingRule;
  readonly calendars: SpanCalendars;
}

/** Whether the customer waits for us to put something right: nobody asks them how satisfied they are meanwhile. */
export type Complaining = 'complaining' | 'at ease';

/** Service was given that the customer has the word on: they are asked at once, or once they are at ease again. */
export function beginRating(
  { customer, ticketId, about, reporter }: Pick<Rating, 'customer' | 'ticketId' | 'about' | 'reporter'>,
  mood: Complaining,
  terms: RatingTerms,
  now: Instant,
): RatingProgress {
  const state: Rating = {
    customer,
    ticketId,
    status: 'open',
    about,
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

/** When they are asked once more; undefined: nothing falls due by itself. */
export function nextDueAt({ status, remindAt }: Rating): Instant | undefined {
  return status === 'open' ? remindAt : undefined;
}

/** The reminder is due. */
export function remind(rating: Rating, mood: Complaining, now: Instant): RatingProgress {
  if (mood === 'complaining') return hold(rating, now);
  const reminder = { kind: 'rating.reminder', at: now, by: 'clock', data: {} } as const;
  return add({ ...rating, status: 'open', remindAt: undefined }, reminder);
}

/** Their complaint is closed: what waited for it goes out, where there is still time to answer. */
export function release(rating: Rating, terms: RatingTerms, now: Instant): RatingProgress {
  if (rating.status !== 'held') return { state: rating, added: [] };
  if (now > rating.closeAt) return endRating(rating, now);
  return rating.askedAt === undefined ? ask(rating, terms, now) : remind(rating, 'at ease', now);
}

/**
 * The customer gives a score, or another one in its place. The same person giving the same again changes nothing.
 * Refused where it does not count any more and once the time is over.
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

/** What they have to say beyond the score, in place of what they said before. Refused before a score. */
export function sayMore(
  rating: Rating,
  said: Pick<Given, 'remark' | 'items'>,
  who: string,
  now: Instant,
): Result<RatingProgress> {
  const refusal = refusalOf(rating, now);
  if (refusal) return refusal;
  if (!rating.given) return refuse('rating.no-score');
  const state = { ...rating, given: { ...rating.given, ...said } };
  return accept(add(state, { kind: 'rating.said-more', at: now, by: 'customer', data: { who, ...said } }));
}

/** The fix did not hold: no score counts; the next one is asked about anew. */
export function voidRating(rating: Rating, by: string, now: Instant): RatingProgress {
  return add({ ...rating, status: 'void' }, { kind: 'rating.void', at: now, by, data: {} });
}

/** The time is over. */
export function endRating(rating: Rating, now: Instant): RatingProgress {
  return add(
    { ...rating, status: 'over', remindAt: undefined },
    { kind: 'rating.over', at: now, by: 'clock', data: {} },
  );
}

export function tellLow(rating: Rating): Rating {
  return { ...rating, isLowTold: true };
}

/** Whether somebody of ours should hear of it at once. */
export function isLow({ given }: Rating): boolean {
  return given !== undefined && given.score <= 2;
}

/** Whether a score is still taken. */
export function isTaking({ status, closeAt }: Rating, now: Instant): boolean {
  return status !== 'void' && status !== 'over' && now <= closeAt;
}

/** Whether somebody was asked, or said it unasked: then it counts among those of its month. */
export function isCounted({ status, askedAt, given }: Rating): boolean {
  return status !== 'void' && (askedAt !== undefined || given !== undefined);
}

function refusalOf(rating: Rating, now: Instant) {
  if (rating.status === 'void') return refuse('rating.void');
  return isTaking(rating, now) ? undefined : refuse('rating.over');
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
