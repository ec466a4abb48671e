import type { Ask } from '../desk.ts';
import type { CaseGroup } from '../report/figure/case.ts';
import { figureOf } from '../report/figure/figure.ts';
import { type Standing, standingOf } from '../report/figure/standing.ts';
import { worstOf } from '../report/figure/worst.ts';
import { countDevices, countedGroups, loadMonth } from '../report/flow.ts';
import { type Month, previousMonth } from '../report/month.ts';
import type { MonthView, NamedWorst } from '../report/view.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { maySee } from '../ticket/flow.ts';
import { findTicket } from '../ticket/store.ts';

/** How many of the worst cases are listed. */
const WORST = 10;

/** A month as its figures are shown. `customer` undefined: all whose cases the reader may see. */
export async function loadMonthView(ask: Ask, month: Month, customer: string | undefined): Promise<MonthView> {
  const { turn, asker, book } = ask;
  const closed = asker.closed ?? [];
  const loaded = await loadMonth(turn, book, month, customer);
  const [groups, today] = [readable(ask, loaded.groups), readable(ask, loaded.today)];
  const before = readable(ask, await countedGroups(turn, book, previousMonth(month), customer));
  const devices = countDevices(book.source, customer, closed);
  return {
    customer,
    month: { ...loaded, groups, today, restated: [] },
    figure: figureOf(groups, devices),
    today: loaded.closedAt === undefined ? undefined : figureOf(today, devices),
    before: figureOf(before, devices),
    worst: await nameWorst(ask, groups),
    leavesOut: customer === undefined && closed.length > 0,
    source: book.source,
    now: turn.now,
  };
}

/** What became of the promises of a month. */
export interface MonthTrend {
  readonly month: Month;
  readonly standing: Standing;
}

/** The last months up to one, the oldest first. */
export async function readTrend(
  ask: Ask,
  last: Month,
  customer: string | undefined,
  count: number,
): Promise<MonthTrend[]> {
  const { turn, book } = ask;
  const trend: MonthTrend[] = [];
  for (let month = last; trend.length < count; month = previousMonth(month)) {
    const groups = readable(ask, await countedGroups(turn, book, month, customer));
    trend.unshift({ month, standing: standingOf(groups) });
  }
  return trend;
}

/** Without the cases of customers that are closed to the reader. */
function readable({ asker: { closed = [] } }: Ask, groups: readonly CaseGroup[]): readonly CaseGroup[] {
  return closed.length === 0 ? groups : groups.filter(({ customer }) => !closed.includes(customer));
}

async function nameWorst({ turn, asker }: Ask, groups: readonly CaseGroup[]): Promise<NamedWorst[]> {
  const named: NamedWorst[] = [];
  for (const each of worstOf(groups, turn.now, WORST)) {
    const facts = (await findTicket(turn.tx, each.id as TicketId))?.ticket.facts;
    if (facts && maySee(asker, facts)) named.push({ ...each, title: facts.title });
  }
  return named;
}
