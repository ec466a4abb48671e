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

/** A month as its figures are shown, and what became of the promises of the months before. */
export interface MonthPage {
  readonly view: MonthView;
  readonly trend: readonly MonthTrend[];
}

/** What became of the promises of a month. */
export interface MonthTrend {
  readonly month: Month;
  readonly standing: Standing;
}

/**
 * Loads a month with the trend of `months` months up to it, the oldest first. `customer` undefined: all whose cases the
 * reader may see. Each month is read once.
 */
export async function loadMonthPage(
  ask: Ask,
  month: Month,
  customer: string | undefined,
  months: number,
): Promise<MonthPage> {
  const { turn, asker, book } = ask;
  const closed = asker.closed ?? [];
  const loaded = await loadMonth(turn, book, month, customer);
  const groups = readable(ask, loaded.groups);
  const today = loaded.closedAt === undefined ? groups : readable(ask, loaded.today);
  const before = readable(ask, await countedGroups(turn, book, previousMonth(month), customer));
  const devices = countDevices(book.source, customer, closed);
  const figure = figureOf(groups, devices);
  const figureBefore = figureOf(before, devices);
  const trend: MonthTrend[] = [
    { month: previousMonth(month), standing: figureBefore.promises },
    { month, standing: figure.promises },
  ];
  while (trend.length < months) {
    const earlier = previousMonth(trend[0]?.month ?? month);
    const counted = readable(ask, await countedGroups(turn, book, earlier, customer));
    trend.unshift({ month: earlier, standing: standingOf(counted) });
  }
  const view = {
    customer,
    month: { ...loaded, groups, today, restated: [] },
    figure,
    today: loaded.closedAt === undefined ? undefined : figureOf(today, devices),
    before: figureBefore,
    worst: await nameWorst(ask, groups),
    leavesOut: customer === undefined && closed.length > 0,
    source: book.source,
    now: turn.now,
  };
  return { view, trend };
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
