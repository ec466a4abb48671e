import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { customerName } from '../card/customer.ts';
import { printedTime } from '../paper/columns.ts';
import { findPersonKey, personName } from '../person/person.ts';
import { foldTicket } from '../ticket/case/fold.ts';
import { whoName } from '../ticket/view/line.ts';
import { layoutOf } from './layout.ts';
import type { Sheet } from './sheet.ts';
import type { SheetSource, SheetView } from './source.ts';
import { upTo } from './tables.ts';

/** Every value of a sheet in words, by its label: what people wrote, and what the log has. */
export type Shown = Readonly<Partial<Record<KeyAfter<'sheet.label.'>, string>>>;

/** The values of a sheet in one language. Names of our people are told in that language, whichever they were written in. */
export function shownValues(sheet: Sheet, view: SheetView): Shown {
  const { source, language } = view;
  const zone = source.book.source.provider.timeZone;
  const written = layoutOf(sheet.form).fields.map(({ name, kind }) => {
    const value = sheet.values[name] ?? '';
    return [name, value && wordsFor(kind, value, source.book.source, language, zone)] as const;
  });
  return { ...caseValues(sheet, view), ...Object.fromEntries(written) };
}

function wordsFor(kind: string, value: string, book: BookSource, language: Language, zone: string): string {
  switch (kind) {
    case 'datetime':
      return printedTime(Date.parse(value), zone);
    case 'urgency':
      return t(language, `complaint.urgency.${value as 'normal'}`);
    case 'degree':
      return t(language, `complaint.degree.${value as 'full'}`);
    case 'line':
      return namesIn(value, book, language);
    default:
      return value;
  }
}

/** A line that names nothing but people of ours, with their names in that language; any other line as it is. */
function namesIn(value: string, { people }: BookSource, language: Language): string {
  const keys = value.split(/[,，、;；]\s*/).map((name) => findPersonKey(people, name));
  if (!keys.every((key) => key !== undefined)) return value;
  return keys.map((key) => personName(people, key, language)).join(t(language, 'list.separator'));
}

/** What the case itself says, up to when the sheet was put to the customer. */
function caseValues(sheet: Sheet, { source, language }: SheetView): Shown {
  const { customer, book } = source;
  const base = {
    number: numberOf(source.of, source.id),
    company: customerName(book.source, customer, language),
  };
  return {
    ...base,
    ...(source.of === 'complaint' ? complaintValues(source, language) : ofTicket(sheet, source, language)),
  };
}

function ofTicket(sheet: Sheet, source: Exclude<SheetSource, { of: 'complaint' }>, language: Language): Shown {
  const { stored, book } = source.at;
  const { facts, reportedAt } = stored.ticket;
  const zone = book.source.provider.timeZone;
  const serviceNo = numberOf('ticket', stored.id);
  if (source.of === 'part') {
    const found = (kind: string) => upTo(source.entries, sheet).findLast((entry) => entry.kind === kind)?.at;
    const at = (instant: Instant | undefined) => (instant === undefined ? '' : printedTime(instant, zone));
    return { serviceNo, received: at(found('part.delivered')), returned: at(found('part.returned')) };
  }
  const { status } = foldTicket(upTo(source.entries, sheet));
  const raisedBy = facts.told?.name || facts.contact || whoName({ source: book.source, language }, 'customer');
  return {
    serviceNo,
    status: t(language, `card.${status}`),
    kind: t(language, 'sheet.kind.request'),
    raised: `${printedTime(reportedAt, zone)} · ${raisedBy}`,
    issue: [facts.title, facts.details].filter(Boolean).join('\n'),
  };
}

function complaintValues({ complaint, book }: Extract<SheetSource, { of: 'complaint' }>, language: Language): Shown {
  const { facts, openedAt } = complaint;
  const by = facts.complainer?.name || whoName({ source: book.source, language }, 'customer');
  return {
    kind: t(language, 'sheet.kind.complaint'),
    raised: `${printedTime(openedAt, book.source.provider.timeZone)} · ${by}`,
    issue: facts.text,
  };
}
