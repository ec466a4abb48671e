import { t } from '../../i18n/i18n.ts';
import { isoInZone } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import { named } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { customerName } from '../card/customer.ts';
import type { DocumentColumn, DocumentSection, PaperDocument } from '../paper/document/document.ts';
import { letterheadParts } from '../paper/letterhead.ts';
import { whyCard } from '../ticket/view/why-card.ts';
import { type CaseSource, type ReadCase, readCase, wordsOf } from './evidence.ts';
import { siteAndDevice, who, word } from './row/names.ts';
import { clauseOf, keptAt, spanIn } from './row/promise.ts';

/** The same case as a document that people read and file. */
export function evidenceDocument(source: CaseSource): PaperDocument {
  const { id, view } = source;
  const { language } = view;
  const read = readCase(source);
  return {
    ...letterheadParts(view.source, language, { number: `T-${id}` }, view.now),
    language,
    title: t(language, 'evidence.title'),
    subtitle: `T-${id} · ${read.ticket.facts.title}`,
    mark: '',
    facts: factsOf(read, source),
    sections: [
      { heading: t(language, 'evidence.details'), part: 'text', text: read.ticket.facts.details || '—' },
      promiseTable(read, source),
      { heading: t(language, 'evidence.computed'), part: 'text', text: computedWords(read, source) },
      clauseTable(source),
      logTable(read, source),
      fileTable(source),
      { heading: t(language, 'evidence.check'), part: 'text', text: checkWords(read, source) },
    ],
    signatures: [],
  };
}

function factsOf({ ticket }: ReadCase, { book, bookHash, by, view }: CaseSource): (readonly [string, string])[] {
  const { language, source } = view;
  const { facts, level } = ticket;
  const at = printer(view);
  const rows: (readonly [KeyAfter<'evidence.fact.'>, string | undefined])[] = [
    ['customer', customerName(source, facts.customer, language)],
    ['place', siteAndDevice(view, facts)],
    ['kind', [word(view, facts.kind), level].filter(Boolean).join(' · ')],
    ['state', word(view, ticket.status)],
    ['reported', at(ticket.reportedAt)],
    ['contact', facts.contact],
    ['assignee', who(view, ticket.assignee)],
    ['book', t(language, 'evidence.book', { version: book.version, hash: bookHash.slice(0, 16) })],
    ['taken', t(language, 'evidence.taken', { at: at(view.now), by: who(view, by) ?? by })],
  ];
  return rows.flatMap(([name, value]) => (value ? [[t(language, `evidence.fact.${name}`), value] as const] : []));
}

function promiseTable({ promises }: ReadCase, { view }: CaseSource): DocumentSection {
  const at = printer(view);
  const rows = promises.map((promise) => [
    t(view.language, `metric.${promise.metric}`),
    clauseOf(promise) ?? '',
    spanIn(promise, view.language) ?? '',
    at(promise.dueAt),
    at(keptAt(promise)),
    word(view, promise.result),
  ]);
  const columns = [
    ['promise', 14],
    ['clause', 10],
    ['span', 14],
    ['due', 23],
    ['kept', 23],
    ['result', 16],
  ] as const;
  return table('promises', columns, rows, view);
}

/** The words of `/desk why`. */
function computedWords({ ticket }: ReadCase, { id, book, terms, view }: CaseSource): string {
  const { source, language } = view;
  const { parts } = whyCard(id, ticket, book.version, { source, language, terms });
  const lines = parts.flatMap((part) => {
    if (part.part === 'text') return [`\n${part.text}`];
    return part.part === 'fields' ? part.fields.map(({ label, value }) => `${label}: ${value}`) : [];
  });
  return lines.join('\n').trim();
}

function clauseTable({ terms: { policy }, view }: CaseSource): DocumentSection {
  const rows = Object.values(policy.clocks).map((rule) => [rule.clause, named(rule.text, view.language)]);
  const columns = [
    ['clause', 16],
    ['promised', 84],
  ] as const;
  return table('clauses', columns, rows, view);
}

function logTable({ entries }: ReadCase, source: CaseSource): DocumentSection {
  const { log, view } = source;
  const at = printer(view);
  const rows = log.rows.map((row, index) => [
    String(row.seq),
    at(row.at),
    who(view, row.by) ?? '',
    wordsOf(entries[index], source),
    row.hash?.slice(0, 12) ?? '',
  ]);
  const columns = [
    ['entry', 6],
    ['at', 20],
    ['by', 14],
    ['happened', 44],
    ['hash', 16],
  ] as const;
  return table('log', columns, rows, view);
}

function fileTable({ files, view }: CaseSource): DocumentSection {
  const rows = files.map(({ name, bytes, sha256 }) => [name, String(bytes), sha256]);
  const columns = [
    ['file', 36],
    ['bytes', 12],
    ['sha256', 52],
  ] as const;
  return table('files', columns, rows, view);
}

function checkWords({ misfits }: ReadCase, { id, log, view: { language } }: CaseSource): string {
  const state =
    log.head === ''
      ? t(language, 'evidence.unchained')
      : misfits.length === 0
        ? t(language, 'evidence.whole', { count: log.rows.length })
        : t(language, 'evidence.misfits', {
            numbers: misfits.map(({ seq }) => seq).join(t(language, 'list.separator')),
          });
  return [state, t(language, 'evidence.how', { head: log.head ?? '', ticket: `T-${id}` })].join('\n');
}

type ColumnName = KeyAfter<'export.column.'>;

function table(
  name: KeyAfter<'evidence.table.'>,
  columns: readonly (readonly [ColumnName, number])[],
  rows: readonly (readonly string[])[],
  { language }: CaseSource['view'],
): DocumentSection {
  return {
    heading: t(language, `evidence.table.${name}`),
    part: 'table',
    columns: columns.map(
      ([column, percent]): DocumentColumn => ({ label: t(language, `export.column.${column}`), percent }),
    ),
    rows,
    none: t(language, 'evidence.none'),
  };
}

/** Instants as the document prints them: to the second, with the offset of the provider's clock. */
function printer({ source }: CaseSource['view']): (at: Instant | undefined) => string {
  return (at) => (at === undefined ? '' : isoInZone(at, source.provider.timeZone).replace('T', ' '));
}
