import type { MadePromise } from '../../ticket/case/figures.ts';
import { type CaseGroup, isTickets } from './case.ts';
import { type Count, countOf, type Standing, standingOf } from './standing.ts';
import { type Times, timesOf } from './time.ts';

/** The figures of a month (D19). Pure functions of its cases: `../flow.ts` loads these. */
export interface Figure {
  /** All promises; the others are parts of it. */
  readonly promises: Standing;
  readonly papers: Standing;
  readonly inspections: Standing;
  readonly firstAnswers: Standing;
  readonly closures: Standing;
  /** What was reported and not taken back. */
  readonly tickets: Count;
  readonly faults: Count;
  readonly takenBack: Count;
  readonly complaints: Count;
  /** In real time, nights and pauses included: to the first response; of faults to the arrival and to the fix that holds. */
  readonly respond: Times;
  readonly onSite: Times;
  readonly repair: Times;
  /** Tickets that were resolved at least once, and those of them that came back. */
  readonly resolved: Count;
  readonly reopened: Count;
  readonly ratings: RatingFigure;
  readonly handoffs: Count;
  readonly untaken: Count;
  /** How many devices the contracts name, and how many faults there were for each; undefined: they name none. */
  readonly devices: number;
  readonly faultRate: number | undefined;
}

/** How the customers rated the work on tickets; their ratings of a summary are not among these. */
export interface RatingFigure {
  readonly asked: Count;
  readonly answered: Count;
  /** Two or less of five. */
  readonly low: Count;
  /** undefined: none was given. */
  readonly average: number | undefined;
}

/** `devices`: how many devices the contracts of these cases name. */
export function figureOf(groups: readonly CaseGroup[], devices: number): Figure {
  const tickets = countOf(groups, (group) => isTickets(group) && group.gone === undefined);
  const faults = countOf(tickets.groups, ({ kind }) => kind === 'fault');
  return {
    promises: standingOf(groups),
    papers: standingOf(groups, (_, { kind }) => kind === 'paper'),
    inspections: standingOf(groups, (_, { kind }) => kind === 'inspection'),
    firstAnswers: standingOf(groups, isOf('first-answer')),
    closures: standingOf(groups, isOf('closure')),
    tickets,
    faults,
    takenBack: countOf(groups, (group) => isTickets(group) && group.gone !== undefined),
    complaints: countOf(groups, ({ kind }) => kind === 'complaint'),
    respond: timesOf(tickets.groups, 'respond'),
    onSite: timesOf(tickets.groups, 'onSite'),
    repair: timesOf(tickets.groups, 'repair'),
    resolved: countOf(tickets.groups, (group) => isTickets(group) && group.resolved === true),
    reopened: countOf(tickets.groups, (group) => isTickets(group) && (group.reopened ?? 0) > 0),
    ratings: ratingsOf(groups),
    handoffs: countOf(groups, ({ kind }) => kind === 'handoff'),
    untaken: countOf(groups, (group) => !isTickets(group) && group.untaken === true),
    devices,
    faultRate: devices === 0 ? undefined : faults.count / devices,
  };
}

function isOf(what: string) {
  return (promise: MadePromise) => promise.what === what;
}

/** Two or less of five: our people are told of it at once. */
const LOW = 2;

function ratingsOf(groups: readonly CaseGroup[]): RatingFigure {
  const ofTickets = groups.flatMap((group) => {
    if (isTickets(group) || group.rated === undefined) return [];
    const cases = group.cases.filter(([, ticketId]) => ticketId !== null);
    return cases.length === 0 ? [] : [{ ...group, rated: group.rated, cases }];
  });
  const answered = ofTickets.flatMap((group) => (group.rated === 'asked' ? [] : [{ ...group, rated: group.rated }]));
  const given = countOf(answered, () => true);
  const sum = answered.reduce((all, { rated, cases }) => all + rated * cases.length, 0);
  return {
    asked: countOf(ofTickets, () => true),
    answered: given,
    low: countOf(
      answered.filter(({ rated }) => rated <= LOW),
      () => true,
    ),
    average: given.count === 0 ? undefined : sum / given.count,
  };
}
