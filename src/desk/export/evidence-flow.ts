import type { CarriedFile } from '../../chat/file.ts';
import { t } from '../../i18n/i18n.ts';
import { bookOf } from '../address/turn-book.ts';
import { listApplied } from '../book/store.ts';
import { findLog } from '../chain/store.ts';
import { DOCX } from '../paper/document/document.ts';
import { papers } from '../paper/store.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { termsOf } from '../ticket/flow.ts';
import { findTicket } from '../ticket/store.ts';
import { type CaseSource, evidenceJson } from './evidence.ts';
import { evidenceDocument } from './evidence-document.ts';
import { type PageTurn, sha256Of } from './flow.ts';
import { type ExportRecord, listCaseFiles } from './store.ts';
import type { TableView } from './table.ts';

/** Loads a case for its evidence; undefined: there is no such ticket. `by`: a key of the book's people, or `operator`. */
export async function loadCase(
  turn: PageTurn,
  id: TicketId,
  by: string,
  view: TableView,
): Promise<CaseSource | undefined> {
  const stored = await findTicket(turn.tx, id);
  const log = await findLog(turn.tx, id);
  if (!stored || !log) return undefined;
  const book = await bookOf(turn, stored.book);
  const [applied] = await listApplied(turn.tx, 1, stored.book.version);
  const made = (await papers.list(turn.tx, { ticketId: id })).flatMap(({ state }) =>
    (state.handedIn?.files ?? []).flatMap((file) => (file.from === 'desk' ? [file.id] : [])),
  );
  return {
    ...{ id, log, book, by, view, applied },
    customer: stored.ticket.facts.customer,
    bookHash: stored.book.hash,
    terms: termsOf(book, stored.ticket.facts),
    files: await listCaseFiles(turn.tx, id, made),
  };
}

/** The document and the JSON of a case, under one name. */
export async function evidenceFiles(source: CaseSource): Promise<CarriedFile[]> {
  const name = t(source.view.language, 'evidence.name', { ticket: `T-${source.id}` });
  // The library that writes Word files takes 20 MB of memory: load it with the first one.
  const { renderDocument } = await import('../paper/document/render.ts');
  return [
    { name: `${name}.docx`, mediaType: DOCX, bytes: await renderDocument(evidenceDocument(source)) },
    { name: `${name}.json`, mediaType: 'application/json', bytes: new TextEncoder().encode(evidenceJson(source)) },
  ];
}

/** What the record of exports keeps of one of these files. */
export function evidenceRecord({ id, customer, by, log, view }: CaseSource, file: CarriedFile): ExportRecord {
  return {
    ...{ at: view.now, by, who: '', what: 'evidence', about: `T-${id}`, filter: { customer } },
    format: file.name.endsWith('.json') ? 'json' : 'docx',
    rows: log.rows.length,
    sha256: sha256Of([file.bytes]),
  };
}
