import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { lineOf as complaintLine } from '../complaint/line.ts';
import { printedTime } from '../paper/columns.ts';
import type { DocumentSection } from '../paper/document/document.ts';
import { replacedPartsOf } from '../part/replaced.ts';
import type { Entry } from '../ticket/case/entry.ts';
import { wordsIn } from '../ticket/view/entry-words.ts';
import { lineOf, whoName } from '../ticket/view/line.ts';
import { toldEntries } from '../ticket/view/log-card.ts';
import type { SheetTable } from './layout.ts';
import type { Sheet } from './sheet.ts';
import type { SheetSource, SheetView } from './source.ts';

/** The entries of a case's log that a sheet shows: while it is with the customer or signed, those before it was put to them. */
export function upTo<E extends { readonly at: Instant }>(
  entries: readonly E[],
  { status, askedAt }: Pick<Sheet, 'status' | 'askedAt'>,
): E[] {
  return entries.filter(({ at }) => status === 'open' || askedAt === undefined || at <= askedAt);
}

type Column = readonly [name: KeyAfter<'sheet.column.'>, percent: number];

const COLUMNS: Readonly<Record<SheetTable, readonly Column[]>> = {
  history: [
    ['at', 20],
    ['symptom', 38],
    ['solution', 42],
  ],
  replacedParts: [
    ['name', 34],
    ['old-serial', 26],
    ['new-serial', 26],
    ['quantity', 14],
  ],
  wayBack: [
    ['step', 44],
    ['at', 26],
    ['by', 30],
  ],
  progress: [
    ['at', 20],
    ['progress', 58],
    ['supervisor', 22],
  ],
};

/** A table of a sheet, filled in from the log. */
export function sheetTable(table: SheetTable, sheet: Sheet, view: SheetView): DocumentSection {
  const { language } = view;
  return {
    heading: t(language, `sheet.label.${table}`),
    part: 'table',
    columns: COLUMNS[table].map(([name, percent]) => ({ label: t(language, `sheet.column.${name}`), percent })),
    rows: rowsOf(table, sheet, view),
    none: t(language, 'paper.document.none'),
  };
}

function rowsOf(table: SheetTable, sheet: Sheet, view: SheetView): string[][] {
  const { source } = view;
  switch (table) {
    case 'history':
      return source.of === 'ticket' ? historyRows(toldEntries(upTo(source.entries, sheet)), view) : [];
    case 'replacedParts':
      return replacedPartsOf(sheet.values.replaced ?? '').map((part) =>
        Object.values(part).map((value) => value || '–'),
      );
    case 'wayBack':
      return source.of === 'part' ? wayBackRows(source, sheet, view) : [];
    case 'progress':
      return progressRows(sheet, view);
  }
}

/** What the customer said stands under symptom, what we did under solution. What only the clock did is left out. */
function historyRows(entries: readonly Entry[], view: SheetView): string[][] {
  return entries.flatMap((entry) => {
    if (entry.by === 'clock') return [];
    const at = timeOf(entry.at, view);
    if (entry.kind === 'ticket.opened') {
      const { title, details } = entry.data.facts;
      return [[at, [title, details].filter(Boolean).join('\n'), '–']];
    }
    return [entry.staff ? [at, '–', ticketLine(entry, view)] : [at, wordsIn(entry) || ticketLine(entry, view), '–']];
  });
}

function wayBackRows(
  { entries, book }: Extract<SheetSource, { of: 'part' }>,
  sheet: Sheet,
  view: SheetView,
): string[][] {
  return upTo(entries, sheet).flatMap(({ kind, at, by }) => {
    const step = WAY[kind];
    if (step === undefined) return [];
    const { language } = view;
    return [[t(language, `sheet.step.${step}`), timeOf(at, view), whoName({ source: book.source, language }, by)]];
  });
}

const WAY: Readonly<Record<string, KeyAfter<'sheet.step.'>>> = {
  'part.delivered': 'received',
  'part.sent-back': 'sent-back',
  'part.vendor-received': 'vendor-received',
  'part.returned': 'closed',
};

/** What the customer was told of the progress, and who saw to it. */
function progressRows(sheet: Sheet, view: SheetView): string[][] {
  const { source, language } = view;
  const by = (key: string) => whoName({ source: source.book.source, language }, key);
  if (source.of === 'complaint') {
    const { id, complaint, book } = source;
    return upTo(source.entries, sheet)
      .filter(({ kind, data }) => kind === 'complaint.answered' || (kind === 'complaint.updated' && data.tells))
      .map((entry) => [
        timeOf(entry.at, view),
        complaintLine(id, complaint, entry, 'customer', { source: book.source, language }),
        by(entry.by),
      ]);
  }
  if (source.of !== 'ticket') return [];
  return toldEntries(upTo(source.entries, sheet))
    .filter(({ staff, kind }) => staff && kind !== 'ticket.opened')
    .map((entry) => [timeOf(entry.at, view), ticketLine(entry, view), by(entry.by)]);
}

function ticketLine(entry: Entry, { source, language }: SheetView): string {
  if (source.of === 'complaint') return '';
  const { terms, book } = source.at;
  return lineOf(entry, { source: book.source, terms, language });
}

function timeOf(at: Instant, { source }: SheetView): string {
  return printedTime(at, source.book.source.provider.timeZone);
}
