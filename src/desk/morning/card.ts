import type { Card, CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateName, dayName, when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { dateInZone, openZone } from '../../lib/zone.ts';
import { numberOf } from '../address/number.ts';
import type { Attendance } from '../attendance/attendance.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { customerName, siteName } from '../card/customer.ts';
import { moreParts } from '../card/list.ts';
import type { Followup } from '../followup/followup.ts';
import type { Inspection } from '../inspection/inspection.ts';
import type { Paper } from '../paper/paper.ts';
import { paperTitle } from '../ticket/view/line.ts';
import { type ListedTicket, listRowOf } from '../ticket/view/list.ts';
import type { OwedWork } from './owed.ts';

/** What one person has to do on a day. */
export interface DayAhead {
  readonly person: string;
  /** The customers after whose go-live they are at hand today (A9). */
  readonly attendances: readonly Attendance[];
  readonly inspections: readonly { readonly id: number; readonly state: Inspection }[];
  readonly calls: readonly Followup[];
  readonly papers: readonly Paper[];
  /** Calls to be made (B5). */
  readonly callbacks: readonly OwedWork[];
  /** Solved findings of which the customer has to hear (D13). */
  readonly feedback: readonly OwedWork[];
  /** Final reports of serious incidents (D20). */
  readonly reports: readonly OwedWork[];
  /** Requirements to be delivered by a go-live date that is near or past (A5), the earliest first. */
  readonly deliveries: readonly ListedTicket[];
  /** The most urgent first. */
  readonly tickets: readonly ListedTicket[];
}

/**
 * Whether the person has nothing to do, so that no message is sent. Deliveries need no check: they are among `tickets`.
 */
export function isEmpty(day: DayAhead): boolean {
  const { attendances, inspections, calls, papers, callbacks, feedback, reports, tickets } = day;
  const all = [attendances, inspections, calls, papers, callbacks, feedback, reports, tickets];
  return all.every(({ length }) => length === 0);
}

/** Says that a year's public holidays are not loaded, and how to load them. */
export function missingYearCard(year: number, today: string, language: Language): Card {
  const load = makeButton({ label: t(language, 'button.holidays.load'), command: 'holidays.load', style: 'primary' });
  return {
    subject: `holidays/missing/${year}/${today}`,
    tone: 'warn',
    title: t(language, 'holidays.missing-year.title', { year }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text: t(language, 'holidays.missing-year.text', { year }) },
      { part: 'actions', main: [load], more: [] },
    ],
  };
}

/** How many rows each section lists; the others are counted. */
const MAX_ROWS = 10;

/** The card of a day: inspections, calls, feedback, papers, reports, go-live dates, and tickets in the order of their deadlines. */
export function morningCard(day: DayAhead, now: Instant, source: BookSource, language: Language): Card {
  const zone = source.provider.timeZone;
  const due = (at: Instant) => t(language, 'morning.due', { due: when(language, at, zone, now) });
  const customer = (key: string) => customerName(source, key, language);
  const owedRows = (owed: readonly OwedWork[]) =>
    [...owed]
      .sort((one, other) => one.dueAt - other.dueAt)
      .map(({ ticketId, title, dueAt }) => ({ label: `T-${ticketId} · ${title}`, value: due(dueAt) }));
  const section = (name: KeyAfter<'morning.'>, fields: readonly CardField[]): CardPart[] => {
    if (fields.length === 0) return [];
    const more = fields.length - MAX_ROWS;
    return [
      { part: 'text', style: 'small', text: t(language, `morning.${name}`, { count: fields.length }) },
      { part: 'fields', fields: fields.slice(0, MAX_ROWS) },
      ...moreParts(more, language),
    ];
  };
  return {
    subject: `morning/${day.person}/${now}`,
    tone: 'neutral',
    title: t(language, 'morning.title', { day: dayName(language, now, zone) }),
    badges: [],
    parts: [
      ...section(
        'attendances',
        day.attendances.map(({ customer: key, about, from }) => ({
          label: [customer(key), about].filter(Boolean).join(' · '),
          value: t(language, 'morning.attendance', { date: dateName(language, from, dateInZone(openZone(zone), now)) }),
        })),
      ),
      ...section(
        'inspections',
        day.inspections.map(({ id, state }) => ({
          label: `${numberOf('inspection', id)} · ${customer(state.customer)}`,
          value: siteName(source, state, language),
        })),
      ),
      ...section('callbacks', owedRows(day.callbacks)),
      ...section(
        'calls',
        [...day.calls]
          .sort((one, other) => one.dueAt - other.dueAt)
          .map(({ ticketId, customer: key, dueAt }) => ({
            label: `T-${ticketId} · ${customer(key)}`,
            value: due(dueAt),
          })),
      ),
      ...section('feedback', owedRows(day.feedback)),
      ...section('final-reports', owedRows(day.reports)),
      ...section(
        'papers',
        [...day.papers]
          .sort(
            (one, other) => (one.at.overdue ?? Number.MAX_SAFE_INTEGER) - (other.at.overdue ?? Number.MAX_SAFE_INTEGER),
          )
          .map(({ paper, ticketId, customer: key, at }) => ({
            label: `${paperTitle(paper, language)} · ${ticketId === undefined ? customer(key) : `T-${ticketId}`}`,
            value: at.overdue === undefined ? t(language, 'paper.list.no-limit') : due(at.overdue),
          })),
      ),
      ...section(
        'deliveries',
        day.deliveries.map(({ id, ticket: { facts, reply } }) => ({
          label: `T-${id} · ${facts.title}`,
          value: t(language, 'morning.go-live', {
            date: dateName(language, reply?.goLive ?? '', dateInZone(openZone(zone), now)),
          }),
        })),
      ),
      ...section(
        'tickets',
        day.tickets.map((each) => listRowOf(each, source, language)),
      ),
    ],
  };
}
