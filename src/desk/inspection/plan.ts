import type { Instant } from '../../lib/instant.ts';
import type { InspectionDates } from '../book/inspection-rule.ts';
import type { MatterEntry, MatterState } from '../matter/store.ts';
import type { Calendar, CivilDate } from '../sla/calendar.ts';
import { dateOfDay, dayOfDate } from '../sla/civil-date.ts';
import { chainOf } from './chain.ts';

/**
 * The periodic plan of one site (D12, E6, B7, C3). The book says how often the site is inspected; an inspection is
 * entered when its date is at most `rule.horizonDays` away.
 */
export interface SitePlan extends MatterState {
  readonly ticketId: undefined;
  readonly status: 'open';
  readonly site: string;
  /** All inspections up to this date were entered. */
  readonly enteredUntil: CivilDate;
  /**
   * Only if the rule counts from the last inspection (`anchor: completion`): the date of the next one. undefined: none
   * yet, because an inspection is entered and not over.
   */
  readonly nextDate: CivilDate | undefined;
  /** When the plan is looked at next; undefined: never. Left out in older rows. */
  readonly nextAt?: Instant | undefined;
}

export interface PlanEntry extends MatterEntry {
  readonly kind: 'plan.entered';
}

const MONTHS_PER_PERIOD = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;
/** How many days ahead dates are computed; enough for a yearly plan to have one. */
const LOOK_AHEAD_DAYS = 800;

/** Dates to be entered now, the plan after that, and when it has to be looked at again (undefined: never). */
export interface PlannedAhead {
  readonly dates: readonly CivilDate[];
  readonly state: SitePlan;
  readonly nextDueAt: Instant | undefined;
}

/** A plan that begins today, with nothing entered. */
export function newSitePlan(customer: string, site: string, today: CivilDate): SitePlan {
  return { customer, site, ticketId: undefined, status: 'open', enteredUntil: today, nextDate: undefined };
}

/** Finds the dates that are within the horizon, not entered yet, and late enough for their first notice. */
export function planAhead(plan: SitePlan, rule: InspectionDates, office: Calendar, now: Instant): PlannedAhead {
  const horizon = daysLater(office.dateOf(now), rule.horizonDays);
  const isDue = (date: CivilDate) => date > plan.enteredUntil && isInTime(date, rule, office, now);
  const coming = datesOf(plan, rule, office, now).filter(isDue);
  const dates = coming.filter((date) => date <= horizon);
  const next = coming.find((date) => date > horizon);
  const isOneByOne = rule.anchor === 'completion' && dates.some((date) => !isBeforeEvent(date, rule, office));
  return {
    dates,
    state: {
      ...plan,
      enteredUntil: horizon > plan.enteredUntil ? horizon : plan.enteredUntil,
      nextDate: isOneByOne ? undefined : plan.nextDate,
    },
    nextDueAt: next === undefined ? undefined : office.atTime(daysLater(next, -rule.horizonDays), '00:00'),
  };
}

/** The plan after an inspection on `date` was finished or cancelled: the next one is a period later. */
export function continuePlan(plan: SitePlan, rule: InspectionDates, date: CivilDate): SitePlan {
  const months = rule.every === undefined ? undefined : MONTHS_PER_PERIOD[rule.every];
  if (months === undefined) return plan;
  const next = monthsLater(date, months);
  // If `next` is not after `enteredUntil`, what was entered since is for important events: `next` is still to be
  // entered.
  return { ...plan, nextDate: next, enteredUntil: next > plan.enteredUntil ? plan.enteredUntil : daysLater(next, -1) };
}

/** The dates of the plan, in order; they begin with this year's, so some may be past. */
function datesOf(plan: SitePlan, rule: InspectionDates, office: Calendar, now: Instant): CivilDate[] {
  const before = rule.before.map(({ from, workdays }) => office.addWorkdays(from, -workdays));
  const periodic =
    rule.anchor === 'completion' ? datesAfterCompletion(plan, rule, office, now) : fixedDates(rule, office, now);
  return [...new Set([...before, ...periodic])].sort();
}

function isBeforeEvent(date: CivilDate, rule: InspectionDates, office: Calendar): boolean {
  return rule.before.some(({ from, workdays }) => office.addWorkdays(from, -workdays) === date);
}

/** The one next date, a period after the last inspection; the very first inspection is on the first fixed date. */
function datesAfterCompletion(plan: SitePlan, rule: InspectionDates, office: Calendar, now: Instant): CivilDate[] {
  if (plan.nextDate !== undefined) return [workdayBy(plan.nextDate, rule, office)];
  const isFirst = plan.enteredUntil === office.dateOf(now);
  return isFirst
    ? fixedDates(rule, office, now)
        .filter((date) => isInTime(date, rule, office, now))
        .slice(0, 1)
    : [];
}

/** The fixed day of every period, moved to a working day as the rule says. */
function fixedDates(rule: InspectionDates, office: Calendar, now: Instant): CivilDate[] {
  if (rule.every === undefined) return [];
  const months = MONTHS_PER_PERIOD[rule.every];
  const today = office.dateOf(now);
  const last = daysLater(today, LOOK_AHEAD_DAYS);
  const offset = (rule.month - 1) % months;
  const dates: CivilDate[] = [];
  let first = `${today.slice(0, 4)}-01-01`;
  for (; first <= last; first = monthsLater(first, months)) {
    dates.push(workdayBy(dayIn(monthsLater(first, offset), rule.day), rule, office));
  }
  return dates;
}

function isInTime(date: CivilDate, rule: InspectionDates, office: Calendar, now: Instant): boolean {
  const longAgo = office.atTime(daysLater(date, -LOOK_AHEAD_DAYS), '00:00');
  return chainOf(date, longAgo, rule, office).notice >= now;
}

function workdayBy(date: CivilDate, { holiday }: InspectionDates, office: Calendar): CivilDate {
  if (office.isWorkday(date)) return date;
  return office.addWorkdays(date, holiday === 'next' ? 1 : -1);
}

/** A day of a month, its last one if it is shorter: `2026-02-01`, 31 → `2026-02-28`. */
function dayIn(monthFirst: CivilDate, day: number): CivilDate {
  const last = daysLater(monthsLater(monthFirst, 1), -1);
  const wanted = `${monthFirst.slice(0, 8)}${String(day).padStart(2, '0')}`;
  return wanted < last ? wanted : last;
}

function monthsLater(date: CivilDate, months: number): CivilDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const first = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
  return day === 1 ? first : dayIn(first, day);
}

function daysLater(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayOfDate(date) + days);
}
