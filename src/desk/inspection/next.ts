import type { Card, CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import { subjectOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { customerName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import { listByRole, personName } from '../person/person.ts';
import type { Inspection, InspectionEntry } from './inspection.ts';
import type { InspectionView } from './view.ts';

/** Who acts next on an inspection (D12–D14), and who is told by a card of their own. */

/** Who acts in each state, and the step whose button their card has. */
const NEXT = {
  'to-reconfirm': { who: 'customer', does: 'reconfirm' },
  'to-inspect': { who: 'owner', does: 'check' },
  'to-report': { who: 'owner', does: 'deliver-report' },
  'to-sign': { who: 'customer', does: 'sign' },
  'to-countersign': { who: 'manager', does: 'countersign' },
  'to-check': { who: 'desk', does: 'accept-report' },
} as const;

export type InspectionWait = keyof typeof NEXT;

/** What an inspection waits for; undefined: nothing more is to do, or feedback on findings alone. */
export function waitOf({ status, finished, confirmed, told, report }: Inspection): InspectionWait | undefined {
  if (status === 'cancelled' || report.accepted) return undefined;
  if (!finished) return !confirmed && told.includes('reconfirm') ? 'to-reconfirm' : 'to-inspect';
  if (!report.delivered) return 'to-report';
  if (report.signed || report.countersigned) return 'to-check';
  return report.unsigned ? 'to-countersign' : 'to-sign';
}

/** The row of the table for what an inspection waits for. */
export function nextOfInspection(state: Inspection): (typeof NEXT)[InspectionWait] | undefined {
  const wait = waitOf(state);
  return wait && NEXT[wait];
}

/** The provider's people who act; empty: the customer does. */
export function staffActing(state: Inspection, { people }: BookSource): readonly string[] {
  const who = nextOfInspection(state)?.who;
  if (who === undefined || who === 'customer') return [];
  return who === 'owner' ? [state.owner] : listByRole(people, who);
}

/** The row "Next" of the card; empty if there is nothing more to do. */
export function nextRow(state: Inspection, { source, language }: InspectionView): CardField[] {
  const wait = waitOf(state);
  if (!wait) return [];
  const names = staffActing(state, source).map((key) => personName(source.people, key, language));
  const isDesk = NEXT[wait].who === 'desk';
  const nobody = isDesk ? t(language, 'next.who.desk') : customerName(source, state.customer, language);
  const who = names.length > 0 ? names.join(' / ') : nobody;
  return fieldIn(language)('next', t(language, 'next.is', { who, what: t(language, `inspection.next.${wait}`) }));
}

/** The customer's people whom the book names, to be mentioned on each platform. */
export function customersOf({ customer }: Inspection, { customers }: BookSource) {
  return (customers[customer]?.people ?? []).flatMap(({ ids }) =>
    Object.entries(ids).map(([platform, id]) => ({ platform, userId: id.slice(id.indexOf('/') + 1) })),
  );
}

/** What an entry asks the customer for, which gets a card of its own in their channel; undefined: nothing. */
export function askedOfCustomer(entry: InspectionEntry): 'reconfirm' | 'sign' | undefined {
  if (entry.kind === 'inspection.reconfirm') return 'reconfirm';
  return entry.kind === 'inspection.updated' && entry.data.what === 'deliver-inspection-report' ? 'sign' : undefined;
}

/** The subject of the card that asks the customer: another date or another report is asked about on another card. */
export function askSubject(id: number, state: Inspection, asks: 'reconfirm' | 'sign'): string {
  const about = asks === 'sign' ? (state.report.delivered?.at ?? '') : state.date;
  return `${subjectOf('inspection', id)}|${asks}|${about}`;
}

/** Tells the service desk that a signed report is to be checked. `draw`: the inspection's card for the team. */
export function checkNotices(
  id: number,
  state: Inspection,
  entry: InspectionEntry,
  view: Omit<InspectionView, 'language'> & Parameters<typeof announce>[0],
  draw: (language: InspectionView['language']) => Card,
): Notice[] {
  const isSigned =
    entry.kind === 'inspection.updated' &&
    (entry.data.what === 'sign-report' || entry.data.what === 'countersign-report') &&
    waitOf(state) === 'to-check';
  if (!isSigned) return [];
  const subject = subjectOf('inspection', id);
  const told = {
    key: `${subject}|to-check|#${state.entries}`,
    kind: 'inspection.to-check',
    subject,
    at: entry.at,
    to: staffActing(state, view.source).filter((person) => person !== entry.by),
    inPlace: inLine(view.source, state.customer, ['coordinator', 'projectManager']),
    customer: state.customer,
    fields: {},
    unlisted: true,
  } as const;
  return announce(view, told, (person, language) => ({
    card: draw(language),
    line: t(language, 'line.inspection.to-check', { inspection: `I-${id}` }),
    pings: [person],
  }));
}
