import { bookOf } from '../address/turn-book.ts';
import { type Book, findCustomer } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { type DueMatter, EVERY_OPEN } from '../matter/store.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { ownerOf } from './audience.ts';
import type { Inspection, InspectionTerms } from './inspection.ts';
import { continuePlan, newSitePlan, planAhead, type SitePlan } from './plan.ts';
import { planInspection } from './step.ts';
import { inspections, lockAndWakePlans, sitePlans } from './store.ts';
import { termsOf } from './terms.ts';

type StartTurn = Pick<DeskTurn, 'tx' | 'now'>;

/** Starts the periodic plans of the book: each site without a plan gets one, and all plans are due now. */
export async function startPlans({ tx, now }: StartTurn, book: Book): Promise<void> {
  await lockAndWakePlans(tx, now);
  const running = new Set((await sitePlans.list(tx, { limit: EVERY_OPEN })).map(({ state }) => placeOf(state)));
  const missing = Object.entries(book.source.customers).flatMap(([customer, { sites }]) => {
    const { rule, calendars } = termsOf(book, customer);
    if (rule.every === undefined && rule.before.length === 0) return [];
    return sites
      .filter(({ key }) => !running.has(placeOf({ customer, site: key })))
      .map(({ key }) => newSitePlan(customer, key, calendars.office.dateOf(now)));
  });
  const newPlans = missing.map((state) => ({ state: { ...state, nextAt: now }, added: [] }));
  await sitePlans.insertAll(tx, book.version, newPlans, now);
}

/**
 * Stores the inspections of a site that came within the horizon, under the book in force. No one is told of them until
 * their first notice. Gives what is to be stored of the plan.
 */
export async function lapseSitePlan(turn: DeskTurn, { state }: DueMatter<SitePlan>) {
  const book = await bookOf(turn, turn.book);
  const isThere = findCustomer(book, state.customer)?.sites.some(({ key }) => key === state.site);
  if (!isThere) return sitePlans.changeOf({ state: { ...state, nextAt: undefined }, added: [] });
  const terms = termsOf(book, state.customer, state.site);
  const entering = planAhead(state, terms.rule, terms.calendars.office, turn.now);
  await insertInspections(turn, book, state, entering.dates, terms);
  const added = entering.dates.map((date) => ({
    kind: 'plan.entered' as const,
    at: turn.now,
    by: 'clock',
    data: { date },
  }));
  return sitePlans.changeOf({ state: { ...entering.state, nextAt: entering.nextDueAt }, added });
}

/**
 * After an inspection was finished or cancelled: if the plan counts from the last one, the next date follows from this.
 */
export async function continueSitePlan(
  turn: DeskTurn,
  { customer, site, date }: Inspection,
  { rule }: InspectionTerms,
) {
  if (rule.anchor !== 'completion') return;
  for (const { id, state } of await sitePlans.lockAll(turn.tx, { customer, status: 'open' })) {
    if (state.site !== site) continue;
    const continued = { ...continuePlan(state, rule, date), nextAt: turn.now };
    await sitePlans.save(turn.tx, id, { state: continued, added: [] });
  }
}

async function insertInspections(
  turn: DeskTurn,
  book: Book,
  { customer, site }: SitePlan,
  dates: readonly CivilDate[],
  terms: InspectionTerms,
): Promise<void> {
  const owner = ownerOf(book.source.people);
  const planned = dates.map((date) => {
    const inspection = planInspection({ customer, site, owner, date }, terms, 'clock', turn.now);
    if (!inspection.ok) throw new Error(`the plan's own date ${date} was refused: ${inspection.code}`);
    return { state: { ...inspection.value.state, told: [] }, added: [] };
  });
  await inspections.insertAll(turn.tx, book.version, planned, turn.now);
}

function placeOf({ customer, site }: Pick<SitePlan, 'customer' | 'site'>): string {
  return `${customer}/${site}`;
}
