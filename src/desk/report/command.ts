import { z } from 'zod';
import { t } from '../../i18n/i18n.ts';
import { namesIn } from '../../lib/language.ts';
import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import { dateInZone } from '../../lib/zone.ts';
import { customerName } from '../card/customer.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput, shorten } from '../input.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { findTicket } from '../ticket/store.ts';
import { monthCard } from './card.ts';
import type { CaseGroup } from './figure/case.ts';
import { figureOf } from './figure/figure.ts';
import { countOf } from './figure/standing.ts';
import { type WorstCase, worstOf } from './figure/worst.ts';
import { countDevices, countedGroups, type LoadedMonth, loadMonth, zoneOfMonths } from './flow.ts';
import { type Month, monthOf, previousMonth } from './month.ts';
import { monthName } from './names.ts';
import { readAskedMonth } from './read-ask.ts';
import { sendMonthPicture } from './send-picture.ts';
import type { MonthView, NamedWorst } from './view.ts';

/** Whether promises are kept (D19): the figures of a month, asked for in chat. */
export const reportCommands: readonly Command[] = [
  {
    name: 'report.month',
    for: 'everyone',
    typed: {
      slash: 'desk',
      zh: ['月报', '统计'],
      en: ['month', 'stats', 'report'],
      isCommon: true,
      topic: 'look',
      takes: ['customerMonth'],
    },
    run: showMonth,
  },
];

const MonthInput = z.object({ customerMonth: OptionalText });

/** How many of the worst cases are named. */
const WORST = 5;

/**
 * Shows a month to the asker alone, and sends a picture of it. Customers see their own. Staff see the customer whom they
 * name, in a customer's channel that customer, else all but the confidential ones that are closed to them.
 */
async function showMonth(ask: Ask): Promise<Result<Answer>> {
  const wanted = readWanted(ask);
  if (!wanted.ok) return wanted;
  const view = await viewOf(ask, wanted.value);
  const card = monthCard(view, ask.asker);
  if (view.figure.promises.promised.count === 0) return accept({ replies: [{ kind: 'card', card }], facts: [] });
  const where = await sendMonthPicture(ask, view);
  const text = t(ask.asker.language, where === 'here' ? 'reply.report.picture' : 'reply.report.picture-direct');
  return accept({ replies: [{ kind: 'card', card: withNote(card, text) }], facts: [] });
}

function withNote(card: ReturnType<typeof monthCard>, text: string): typeof card {
  const last = card.parts.at(-1);
  const parts = last?.part === 'actions' ? card.parts.slice(0, -1) : card.parts;
  return {
    ...card,
    parts: [...parts, { part: 'text', style: 'small', text }, ...(last?.part === 'actions' ? [last] : [])],
  };
}

interface Wanted {
  readonly month: Month;
  /** undefined: all customers. */
  readonly customer: string | undefined;
}

function readWanted({ turn, asker, book: { source }, input }: Ask): Result<Wanted> {
  const { staff, customer: own, language } = asker;
  if (!staff && own === undefined) return refuse('ticket.customer-unknown');
  const read = readInput(MonthInput, input);
  if (!read.ok) return read;
  const today = dateInZone(zoneOfMonths(source), turn.now);
  const asked = readAskedMonth(read.value.customerMonth, source, today);
  if (asked.found !== 'all') return refuseUnread(asked, { staff, source });
  if (!staff && (asked.everyone || (asked.customer !== undefined && asked.customer !== own)))
    return refuse('report.only-own', { customer: customerName(source, own ?? '', language) });
  const customer = asked.everyone ? undefined : (asked.customer ?? own);
  if (customer !== undefined && asker.closed?.includes(customer)) return refuseClosed(source, customer, language);
  const month = asked.month ?? monthOf(today);
  if (month > monthOf(today)) return refuse('report.not-begun', { month: monthName(month, language) });
  return accept({ month, customer });
}

function refuseUnread(
  { found, words }: { readonly found: 'no-customer' | 'no-month' | 'nothing'; readonly words: string },
  { staff, source }: { readonly staff: boolean; readonly source: Ask['book']['source'] },
): Refusal {
  const value = shorten(words, 40);
  // Customers are not told who the other customers are.
  if (!staff || found === 'no-month') return refuse('report.not-a-month', { value });
  const customers = namesIn(source.customers);
  return found === 'no-customer'
    ? refuse('report.no-customer', { value, customers })
    : refuse('report.not-understood', { value, customers });
}

function refuseClosed({ customers }: Ask['book']['source'], customer: string, language: Ask['asker']['language']) {
  const roles = customers[customer]?.confidential?.access ?? [];
  return refuse('confidential.closed', {
    about: t(language, 'report.this-month'),
    roles: roles.map((role) => t(language, `role.${role}`)).join(t(language, 'list.separator')),
  });
}

async function viewOf({ turn, asker, book }: Ask, { month, customer }: Wanted): Promise<MonthView> {
  const { source } = book;
  const closed = asker.closed ?? [];
  const isReadable = ({ customer: whose }: CaseGroup) => !closed.includes(whose);
  const readable = (loaded: LoadedMonth): LoadedMonth =>
    closed.length === 0
      ? loaded
      : {
          ...loaded,
          groups: loaded.groups.filter(isReadable),
          today: loaded.today.filter(isReadable),
          restated: loaded.restated.flatMap(({ why, of }) => {
            const left = countOf(of.groups, isReadable);
            return left.count > 0 ? [{ why, of: left }] : [];
          }),
        };
  const loaded = readable(await loadMonth(turn, book, month, customer));
  const before = (await countedGroups(turn, book, previousMonth(month), customer)).filter(isReadable);
  const devices = countDevices(source, customer, closed);
  return {
    customer,
    month: loaded,
    figure: figureOf(loaded.groups, devices),
    today: loaded.closedAt === undefined ? undefined : figureOf(loaded.today, devices),
    before: figureOf(before, devices),
    worst: await nameWorst(turn.tx, worstOf(loaded.groups, loaded.closedAt ?? turn.now, WORST)),
    leavesOut: customer === undefined && closed.length > 0,
    source,
    now: turn.now,
  };
}

async function nameWorst(tx: Ask['turn']['tx'], worst: readonly WorstCase[]): Promise<NamedWorst[]> {
  const named: NamedWorst[] = [];
  for (const each of worst) {
    const stored = await findTicket(tx, each.id as TicketId);
    named.push({ ...each, title: stored?.ticket.facts.title ?? '' });
  }
  return named;
}
