import { t } from '../../../i18n/i18n.ts';
import { named } from '../../../lib/language.ts';
import type { KeyAfter } from '../../../lib/text-key.ts';
import { customerName, siteName } from '../../card/customer.ts';
import { personName } from '../../person/person.ts';
import type { ReportFacts } from '../../ticket/case/ticket.ts';
import type { Column, TableView } from '../table.ts';

/** Words for the keys that rows have, and the columns that several kinds of rows share. */

/** A fixed word of ours, such as a state. */
export function word({ language }: TableView, name: KeyAfter<'export.value.'>): string {
  return t(language, `export.value.${name}`);
}

/** `yes`, or an empty cell. */
export function yes(view: TableView, is: boolean | undefined): string | undefined {
  return is ? word(view, 'yes') : undefined;
}

/** A person's name; `customer` and `clock` act too. */
export function who(view: TableView, key: string | undefined): string | undefined {
  if (key === 'customer' || key === 'clock') return t(view.language, `who.${key}`);
  return key === undefined ? undefined : personName(view.source.people, key, view.language);
}

export function people(view: TableView, keys: readonly string[]): string {
  return keys.map((key) => who(view, key)).join(t(view.language, 'list.separator'));
}

/** A device's name, or its key if the book does not have it (any more). */
export function deviceName({ source, language }: TableView, customer: string, key: string | undefined) {
  const device = source.customers[customer]?.devices.find((each) => each.key === key);
  return device ? named(device.name, language) : key;
}

/** The ticket that a row belongs to, as `T-3`. */
export function ticketNumber(id: number | undefined): string | undefined {
  return id === undefined ? undefined : `T-${id}`;
}

export function customerColumn<Row>(view: TableView, customerOf: (row: Row) => string): Column<Row> {
  return { name: 'customer', kind: 'text', of: (row) => customerName(view.source, customerOf(row), view.language) };
}

/** Site and device of a report in one line. */
export function siteAndDevice(view: TableView, facts: ReportFacts): string {
  const device = deviceName(view, facts.customer, facts.device);
  return [siteName(view.source, facts, view.language), device, facts.unit].filter(Boolean).join(' · ');
}
