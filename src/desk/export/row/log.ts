import type { Terms } from '../../ticket/case/terms.ts';
import { lineOf } from '../../ticket/view/line.ts';
import type { EntryRow } from '../store.ts';
import type { Column, TableView } from '../table.ts';
import { customerColumn, who } from './names.ts';

export interface ExportedEntry extends EntryRow {
  readonly terms: Terms;
}

/** One row for each entry of the tickets' logs, in the words of their threads. */
export function logColumns(view: TableView): Column<ExportedEntry>[] {
  const { source, language } = view;
  return [
    { name: 'ticket', kind: 'text', of: ({ ticketId }) => `T-${ticketId}` },
    { name: 'entry', kind: 'number', of: ({ seq }) => seq },
    customerColumn(view, ({ facts }) => facts.customer),
    { name: 'at', kind: 'at', of: ({ entry }) => entry.at },
    { name: 'by', kind: 'text', of: ({ entry }) => who(view, entry.by) },
    { name: 'happened', kind: 'text', of: ({ entry, terms }) => lineOf(entry, { source, language, terms }) },
    { name: 'code', kind: 'text', of: ({ entry: { kind, data } }) => ('what' in data ? `${kind} ${data.what}` : kind) },
  ];
}
