import type { Card, CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateInYear } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Language, named } from '../../lib/language.ts';
import type { Book } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { customerName, siteName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import { moreParts } from '../card/list.ts';
import { dayOfDate } from '../sla/civil-date.ts';
import { unitCount } from '../ticket/case/unit.ts';
import { deviceLabel } from '../ticket/view/device.ts';
import type { TermEnd } from './term.ts';

/** Most devices on one card; the others are counted. */
const MAX_DEVICES = 20;

/** Card for the project manager: what ends when, whom to call, which devices, and what to do next. */
export function termCard(end: TermEnd, customer: string, book: Book, now: Instant, language: Language): Card {
  const { source } = book;
  const { kind, date, devices } = end;
  const days = dayOfDate(date) - dayOfDate(book.always.dateOf(now));
  const field = fieldIn(language);
  const rows = deviceRows(source, customer, devices, language);
  return {
    subject: `term/${customer}/${kind}/${date}`,
    tone: 'warn',
    title: t(language, `term.title.${kind}`, { customer: customerName(source, customer, language) }),
    badges: [{ text: t(language, 'term.in-days', { days }), tone: 'warn' }],
    parts: [
      { part: 'text', style: 'plain', text: t(language, `term.what-now.${kind}`) },
      {
        part: 'fields',
        fields: [
          ...field('last-day', dateInYear(language, date)),
          ...field('call', peopleOf(source, customer, language)),
        ],
      },
      ...(rows.length === 0
        ? []
        : ([
            { part: 'divider' },
            {
              part: 'text',
              style: 'small',
              text: t(language, 'term.devices', { count: unitCount(source, customer, devices) }),
            },
            { part: 'fields', fields: rows.slice(0, MAX_DEVICES) },
          ] as const)),
      ...moreParts(rows.length - MAX_DEVICES, language),
      {
        part: 'actions',
        main: [
          makeButton({
            label: t(language, 'button.term.call'),
            command: 'appointment.plan',
            args: { customer },
            style: 'primary',
          }),
          makeButton({ label: t(language, 'button.term.dossier'), command: 'dossier.show', args: { customer } }),
        ],
        more: [],
      },
    ],
  };
}

/** The people of the customer, with their telephone numbers if the book has them. */
function peopleOf({ customers }: BookSource, customer: string, language: Language): string {
  const people = customers[customer]?.people ?? [];
  return people.map(({ name, phone }) => [named(name, language), phone].filter(Boolean).join(' ')).join(' · ');
}

function deviceRows(source: BookSource, customer: string, keys: readonly string[], language: Language): CardField[] {
  const devices = source.customers[customer]?.devices ?? [];
  return devices
    .filter(({ key }) => keys.includes(key))
    .map((device) => ({
      label: `${deviceLabel(device, language)} ×${device.count}`,
      value: siteName(source, { customer, site: device.site }, language),
    }));
}
