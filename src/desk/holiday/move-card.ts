import type { CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateName, when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { dateInZone, openZone } from '../../lib/zone.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { customerName, siteName } from '../card/customer.ts';
import { moreParts } from '../card/list.ts';
import { countMoved, type Moves } from './flow.ts';

/** What a card of holidays is drawn for. */
export interface HolidayView {
  readonly source: BookSource;
  readonly language: Language;
  readonly now: number;
}

/** How many moves a card lists; the others are counted. */
const MAX_ROWS = 10;

/** Which deadlines and inspections move, and how: the old and the new time. */
export function moveParts(moves: Moves, view: HolidayView, tense: 'moves' | 'moved' = 'moves'): CardPart[] {
  const { language } = view;
  const rows = [...ticketRows(moves, view), ...matterRows(moves, view), ...inspectionRows(moves, view)];
  const settled = moves.tickets.reduce((sum, each) => sum + each.settled, 0);
  return [
    rows.length === 0
      ? plain(t(language, `holidays.card.${tense}-none`))
      : small(t(language, `holidays.card.${tense}`, { count: countMoved(moves) })),
    ...(rows.length === 0 ? [] : [{ part: 'fields', fields: rows.slice(0, MAX_ROWS) } as const]),
    ...moreParts(rows.length - MAX_ROWS, language),
    ...(settled > 0 ? [small(t(language, 'holidays.card.settled', { count: settled }))] : []),
  ];
}

/** The words of a confidential customer stand in no list: only the number does. */
function ticketRows({ tickets }: Moves, { source, language, now }: HolidayView): CardField[] {
  const at = (instant: number) => when(language, instant, source.provider.timeZone, now);
  return tickets.flatMap(({ stored: { id, ticket }, moved }) =>
    moved.map(({ metric, from, to }) => ({
      label: isConfidential(source, ticket.facts.customer) ? `T-${id}` : `T-${id} · ${ticket.facts.title}`,
      value: t(language, 'holidays.card.move', {
        what: t(language, `metric.${metric}`),
        from: at(from),
        to: at(to),
      }),
    })),
  );
}

/** Complaints without the customer: who complained is not for everyone. */
function matterRows({ matters }: Moves, { source, language, now }: HolidayView): CardField[] {
  const at = (instant: number) => when(language, instant, source.provider.timeZone, now);
  return matters.map(({ number, due, from, to }) => ({
    label: number,
    value: t(language, 'holidays.card.move', {
      what: t(language, `holidays.card.due.${due}`),
      from: at(from),
      to: at(to),
    }),
  }));
}

function isConfidential({ customers }: BookSource, customer: string): boolean {
  return Object.hasOwn(customers, customer) && customers[customer]?.confidential !== undefined;
}

function inspectionRows({ inspections }: Moves, { source, language, now }: HolidayView): CardField[] {
  const zone = source.provider.timeZone;
  const at = (instant: number) => when(language, instant, zone, now);
  const today = dateInZone(openZone(zone), now);
  return inspections.map(({ id, state, move }) => {
    const number = numberOf('inspection', id);
    const label = isConfidential(source, state.customer)
      ? number
      : `${number} · ${customerName(source, state.customer, language)} · ${siteName(source, state, language)}`;
    if (move.what === 'date') {
      const [from, to] = [dateName(language, state.date, today), dateName(language, move.to, today)];
      return { label, value: t(language, 'holidays.card.move', { what: t(language, 'holidays.card.date'), from, to }) };
    }
    const notice = (['notice', 'reconfirm', 'unconfirmed'] as const).find(
      (each) => state.chain[each] !== move.chain[each],
    );
    const [from, to] = notice ? [at(state.chain[notice]), at(move.chain[notice])] : ['', ''];
    const what = t(language, `holidays.card.chain.${notice ?? 'notice'}`);
    return { label, value: t(language, 'holidays.card.move', { what, from, to }) };
  });
}

function small(text: string): CardPart {
  return { part: 'text', style: 'small', text };
}

function plain(text: string): CardPart {
  return { part: 'text', style: 'plain', text };
}
