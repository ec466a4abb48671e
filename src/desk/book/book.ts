import { type Calendar, type CivilDate, prepareCalendar } from '../sla/calendar.ts';
import { calendarSpecs } from './calendar-specs.ts';
import type { ClockRule, Limit } from './clock-rule.ts';
import type { BookCustomer, BookPolicy, BookSource } from './schema.ts';

/** An applied service book: its source, its version and its prepared calendars. Immutable. */
export interface Book {
  readonly version: number;
  readonly source: BookSource;
  /** By their keys in the book. */
  readonly calendars: ReadonlyMap<string, Calendar>;
  /** 7×24 in the provider's zone, for spans in `m`, `h`, `d`, `w`, even if the book names no such calendar. */
  readonly always: Calendar;
}

export function prepareBook(version: number, source: BookSource): Book {
  const specs = Object.entries(calendarSpecs(source));
  const { timeZone } = source.provider;
  const always = { timeZone, always: true, week: {}, holidays: [], exceptions: {}, coveredUntil: undefined };
  return {
    version,
    source,
    calendars: new Map(specs.map(([key, spec]) => [key, prepareCalendar(spec)])),
    always: prepareCalendar(always),
  };
}

/** The calendar of a key. Throws on an unknown key: `check.ts` refuses books with one. */
export function calendarOf(book: Book, key: string): Calendar {
  const calendar = book.calendars.get(key);
  if (!calendar) throw new Error(`book ${book.version} has no calendar ${key}`);
  return calendar;
}

/** The calendar for the policy's `wh` and `wd` spans, and the one for all others. */
export function spanCalendarsOf(book: Book, policy: BookPolicy): { office: Calendar; always: Calendar } {
  return { office: calendarOf(book, policy.officeCalendar), always: book.always };
}

/** When reports of a service level are taken; 7×24 if the policy does not say (E3). */
export function reportHoursOf(book: Book, policy: BookPolicy, serviceLevel: string): Calendar {
  const key = Object.hasOwn(policy.reportHours, serviceLevel) ? policy.reportHours[serviceLevel] : undefined;
  return key === undefined ? book.always : calendarOf(book, key);
}

export function findCustomer(book: Book, key: string): BookCustomer | undefined {
  return Object.hasOwn(book.source.customers, key) ? book.source.customers[key] : undefined;
}

/** The policy of a customer's contract. Throws on a customer who is not in the book. */
export function policyOf(book: Book, customerKey: string): BookPolicy {
  const customer = findCustomer(book, customerKey);
  const policy = customer && book.source.policies[customer.policy];
  if (!policy) throw new Error(`book ${book.version} has no policy for customer ${customerKey}`);
  return policy;
}

export type Level = BookPolicy['levels'][number];

export function findLevel(policy: BookPolicy, key: string): Level | undefined {
  return policy.levels.find((level) => level.key === key);
}

/** The level of a fault if nothing else is known (docs/clauses.md, "Levels"). */
export function lowestLevel(policy: BookPolicy): Level {
  const lowest = policy.levels.at(-1);
  if (!lowest) throw new Error('a policy without levels');
  return lowest;
}

/** Whether a fault's level follows from its outage alone (D1), so that a report need not ask for one. */
export function isLevelByOutageAlone({ levels, outage }: BookPolicy): boolean {
  return levels.slice(0, -1).every(({ key }) => outage.some((line) => line.level === key && !line.onlyUnclassified));
}

/** Whether the policy asks how many users an outage affects: some line needs a share of them. */
export function asksForReach({ outage }: BookPolicy): boolean {
  return outage.some(({ affectedPercent }) => affectedPercent > 0);
}

/** What a limit depends on; `level` is undefined for questions and requirements. */
export interface PromiseFacts {
  readonly level: string | undefined;
  readonly serviceLevel: string;
  readonly distanceKm: number;
}

/** The first limit of a rule whose conditions all hold; undefined: there is no promise and no clock. */
export function limitFor(rule: ClockRule, { level, serviceLevel, distanceKm }: PromiseFacts): Limit | undefined {
  return rule.limits.find(
    (limit) =>
      (limit.levels === undefined || (level !== undefined && limit.levels.includes(level))) &&
      (limit.serviceLevels === undefined || limit.serviceLevels.includes(serviceLevel)) &&
      (limit.upToKm === undefined || distanceKm <= limit.upToKm),
  );
}

/**
 * Whether work is billable on a date because the warranty ended (C6): the device's, or without a device that of all
 * devices at the site. A device without a warranty date is under warranty, and so is one on its last day.
 */
export function isBillable(customer: BookCustomer, of: { site: string; device?: string }, date: CivilDate): boolean {
  const devices = customer.devices.filter(({ key, site }) =>
    of.device === undefined ? site === of.site : key === of.device,
  );
  return (
    devices.length > 0 && devices.every(({ warrantyUntil }) => warrantyUntil !== undefined && warrantyUntil < date)
  );
}

/** What a scenario may change about the book's sample customer (docs/simulate.md, "The story"). */
export interface CustomerOverride {
  readonly serviceLevel?: string | undefined;
  readonly site?: { readonly distanceKm?: number | undefined; readonly travel?: string | undefined } | undefined;
}

/** The book with its first customer and that customer's first site changed. */
export function overrideCustomer(source: BookSource, { serviceLevel, site }: CustomerOverride): BookSource {
  const [key, customer] = Object.entries(source.customers)[0] ?? [];
  const [firstSite, ...otherSites] = customer?.sites ?? [];
  if (key === undefined || !customer || !firstSite) return source;
  const changed: BookCustomer = {
    ...customer,
    ...(serviceLevel !== undefined && { serviceLevel }),
    sites: [
      {
        ...firstSite,
        distanceKm: site?.distanceKm ?? firstSite.distanceKm,
        travel: site?.travel ?? firstSite.travel,
      },
      ...otherSites,
    ],
  };
  return { ...source, customers: { ...source.customers, [key]: changed } };
}
