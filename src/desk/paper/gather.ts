import { t } from '../../i18n/i18n.ts';
import { type Language, named } from '../../lib/language.ts';
import { numberOf } from '../address/number.ts';
import { type Book, policyOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { parts as spareParts } from '../part/store.ts';
import { listSignedPatches } from '../patch/flow.ts';
import { listRatingsIn } from '../rating/store.ts';
import { standingBy } from '../report/figure/by.ts';
import { figureOf } from '../report/figure/figure.ts';
import { countDevices, countedGroups, zoneOfMonths } from '../report/flow.ts';
import {
  closeAtOf,
  firstDayOf,
  lastMonthOf,
  type Month,
  nextMonth,
  previousMonth,
  spanOfMonth,
} from '../report/month.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { listEntries, listOpenTickets, listTicketsReported } from '../ticket/store.ts';
import { isForCustomer } from './rule.ts';
import type { CaseSource, MonthBefore, MonthSource, PlannedDay, PlannedMatter } from './source.ts';
import { listComplaintsIn, listInspectionsIn, listPlannedIn, listSparesIn } from './store.ts';

/** Language of a paper: its reader's. A paper that the book keeps inside is in the provider's. */
export function paperLanguage(
  { source }: Pick<Book, 'source'>,
  customer: string,
  reader: Reader = 'customer',
): Language {
  return (reader === 'customer' ? source.customers[customer]?.language : undefined) ?? source.provider.language;
}

type Reader = 'customer' | 'team';

/**
 * Reads what the desk knows of a ticket, for a paper about it. `until`: an instant up to which the log counts, so that
 * a paper printed again says what it said; left out: the whole log.
 */
export async function gatherCase(
  turn: DeskTurn,
  { stored, book, terms }: LoadedTicket,
  paper: string,
  until = Number.POSITIVE_INFINITY,
): Promise<CaseSource> {
  const { customer } = stored.ticket.facts;
  const reader = isForCustomer(book, { customer, paper }) ? 'customer' : 'team';
  return {
    about: 'ticket',
    customer,
    id: stored.id,
    ticket: stored.ticket,
    entries: (await listEntries(turn.tx, stored.id)).filter(({ at }) => at <= until),
    spares: (await spareParts.list(turn.tx, { ticketId: stored.id }))
      .map(({ state }) => state)
      .filter(({ requestedAt }) => requestedAt <= until),
    view: { source: book.source, terms, language: paperLanguage(book, customer, reader) },
  };
}

/** Limit of a month's tickets; more than one customer has. */
const MAX_TICKETS = 500;

/** Reads what the desk knows of a customer's month, as of now. */
export async function gatherMonth(turn: DeskTurn, book: Book, customer: string, month: Month): Promise<MonthSource> {
  const { tx } = turn;
  const policy = policyOf(book, customer);
  const zone = zoneOfMonths(book.source);
  const { fromAt, toAt } = spanOfMonth(month, zone);
  const finalAt = closeAtOf(lastMonthOf(month), zone);
  const language = paperLanguage(book, customer);
  const reported = await listTicketsReported(tx, { customer, fromAt, toAt, limit: MAX_TICKETS });
  const groups = await countedGroups(turn, book, month, customer);
  const devices = countDevices(book.source, customer);
  return {
    about: 'month',
    customer,
    month,
    view: { source: book.source, language },
    levels: policy.levels.map(({ key, name }) => ({ key, name: named(name, language) })),
    reported,
    figure: figureOf(groups, devices),
    before: figureOf(await countedGroups(turn, book, previousMonth(month), customer), devices),
    finalAt,
    isFinal: turn.now >= finalAt,
    promises: standingBy(groups, 'promise'),
    trend: await listTrend(turn, book, customer, lastMonthOf(month)),
    complaints: await listComplaintsIn(tx, customer, fromAt, toAt),
    planned: (await listPlannedIn(tx, customer, firstDayOf(month), firstDayOf(nextMonth(month)))).map((each) =>
      plannedDay(each, language),
    ),
    open: (await listOpenTickets(tx, { customer, limit: MAX_TICKETS })).filter(
      ({ ticket }) => ticket.status === 'open' && ticket.reportedAt < toAt,
    ),
    inspections: await listInspectionsIn(tx, customer, firstDayOf(month), firstDayOf(nextMonth(month))),
    inspectionRule: policy.inspection,
    spares: await listSparesIn(tx, customer, fromAt, toAt),
    patches: await listSignedPatches(tx, customer, fromAt, toAt),
    ratings: await listRatingsIn(tx, customer, fromAt, toAt),
  };
}

/** How many months the trend shows. */
const TREND_MONTHS = 6;

/** Faults and promises of the last months up to `month`, which comes first. */
async function listTrend(turn: DeskTurn, book: Book, customer: string, month: Month): Promise<MonthBefore[]> {
  const months: Month[] = [month];
  while (months.length < TREND_MONTHS) months.push(previousMonth(months.at(-1) ?? month));
  const trend: MonthBefore[] = [];
  for (const each of months) {
    const { faults, promises } = figureOf(await countedGroups(turn, book, each, customer), 0);
    trend.push({ month: each, faults: faults.count, promises });
  }
  return trend;
}

function plannedDay({ feature, id, state }: PlannedMatter & { readonly id: number }, language: Language): PlannedDay {
  const { status } = state;
  const number = numberOf(feature, id);
  if (feature === 'assurance') return { number, date: state.from, what: state.name, status };
  const kind = t(language, `appointment.kind.${state.kind}`);
  return { number, date: state.date, what: state.what ? `${kind}: ${state.what}` : kind, status };
}
