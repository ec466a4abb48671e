import type { MadePromise } from '../../ticket/case/figures.ts';
import { isTicket, type MonthCase } from './case.ts';
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
export function figureOf(cases: readonly MonthCase[], devices: number): Figure {
  const tickets = countOf(cases, (one) => isTicket(one) && one.gone === undefined);
  const faults = countOf(tickets.cases, ({ kind }) => kind === 'fault');
  return {
    promises: standingOf(cases),
    papers: standingOf(cases, (_, { kind }) => kind === 'paper'),
    inspections: standingOf(cases, (_, { kind }) => kind === 'inspection'),
    firstAnswers: standingOf(cases, isOf('first-answer')),
    closures: standingOf(cases, isOf('closure')),
    tickets,
    faults,
    takenBack: countOf(cases, (one) => isTicket(one) && one.gone !== undefined),
    complaints: countOf(cases, ({ kind }) => kind === 'complaint'),
    respond: timesOf(tickets.cases, 'respondMs'),
    onSite: timesOf(tickets.cases, 'onSiteMs'),
    repair: timesOf(tickets.cases, 'repairMs'),
    resolved: countOf(tickets.cases, (one) => isTicket(one) && one.resolved === true),
    reopened: countOf(tickets.cases, (one) => isTicket(one) && (one.reopened ?? 0) > 0),
    ratings: ratingsOf(cases),
    handoffs: countOf(cases, ({ kind }) => kind === 'handoff'),
    untaken: countOf(cases, (one) => !isTicket(one) && one.untaken === true),
    devices,
    faultRate: devices === 0 ? undefined : faults.count / devices,
  };
}

function isOf(what: string) {
  return (promise: MadePromise) => promise.what === what;
}

/** Two or less of five: our people are told of it at once. */
const LOW = 2;

function ratingsOf(cases: readonly MonthCase[]): RatingFigure {
  const rated = (one: MonthCase) => (isTicket(one) || one.ticketId === undefined ? undefined : one.rated);
  const score = (one: MonthCase) => {
    const given = rated(one);
    return given === 'asked' ? undefined : given;
  };
  const answered = countOf(cases, (one) => score(one) !== undefined);
  const scores = answered.cases.map((one) => score(one) ?? 0);
  return {
    asked: countOf(cases, (one) => rated(one) !== undefined),
    answered,
    low: countOf(cases, (one) => (score(one) ?? LOW + 1) <= LOW),
    average: scores.length === 0 ? undefined : scores.reduce((sum, each) => sum + each, 0) / scores.length,
  };
}
