import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice, Withdrawal } from '../../outbox/notice.ts';
import { announce } from '../address/announce.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import { directoryOf } from '../address/turn-book.ts';
import { policyOf } from '../book/book.ts';
import { stepComplaint } from '../complaint/flow.ts';
import { complaints } from '../complaint/store.ts';
import type { DeskTurn } from '../desk.ts';
import { savePart } from '../part/flow.ts';
import { recordPart } from '../part/part.ts';
import type { Offered } from './card.ts';
import { sheetDocument } from './content.ts';
import { fileNotices, type Print } from './file.ts';
import { layoutOf } from './layout.ts';
import { announcementOf, noticeSubject, sheetLine, sheetNotices, urgentNotices } from './notice.ts';
import type { Sheet, SheetForm, SheetProgress } from './sheet.ts';
import { type SheetSource, subjectOfSource } from './source.ts';
import { sheets } from './store.ts';

/** The forms that the policy offers for a case, each with its latest sheet. */
export async function listOffered(turn: DeskTurn, source: SheetSource): Promise<Offered[]> {
  const { customer, book, of, id } = source;
  const { ticketId } = subjectOfSource(source);
  const all = await sheets.list(turn.tx, {
    customer,
    ...(ticketId === undefined ? {} : { ticketId }),
    limit: MOST_SHEETS,
  });
  return policyOf(book, customer).forms.flatMap(({ form }) => {
    if (form === 'survey' || !fits(form, source)) return [];
    const sheet = all.findLast(({ state }) => state.form === form && state.about.of === of && state.about.id === id);
    return [{ form, sheet }];
  });
}

/** More sheets than one case, or one customer's complaints, have. */
const MOST_SHEETS = 1_000;

/** Whether a form is about such a case. A requirement is answered in writing and has no service record. */
function fits(form: SheetForm, source: SheetSource): boolean {
  if (!layoutOf(form).of.includes(source.of)) return false;
  const kind = source.of === 'ticket' ? source.at.stored.ticket.facts.kind : undefined;
  return form !== 'service-record' || kind !== 'requirement';
}

/**
 * Stores a sheet after a step and tells of it. Its Word file goes to those who are asked to sign, and when it is signed
 * to both sides. Without an `id` the sheet is new. Gives its number.
 */
export async function saveSheet(
  turn: DeskTurn,
  id: number | undefined,
  progress: SheetProgress,
  source: SheetSource,
): Promise<number> {
  if (id !== undefined) await sheets.save(turn.tx, id, progress);
  const number = id ?? (await sheets.insert(turn.tx, source.book.version, progress, turn.now));
  const notices = sheetNotices(directoryOf(turn, source.book), number, progress, source);
  const filed = notices.filter(({ kind }) => FILED.includes(kind));
  const files = await filesFor(turn, number, progress.state, source, filed);
  await enqueue(turn, [...notices, ...files], withdrawalsOf(number, progress, source));
  return number;
}

const FILED: readonly string[] = ['sheet.asked', 'sheet.signed', 'sheet.countersigned'];

/** A question that was not sent yet is withdrawn when the sheet changes. */
function withdrawalsOf(id: number, { added }: SheetProgress, source: SheetSource): Withdrawal[] {
  if (!added.some(({ kind }) => kind === 'sheet.filled')) return [];
  return [{ subject: noticeSubject(source), keyPrefix: `${subjectOf('sheet', id)}|sheet.asked` }];
}

/** Tells the project manager of a request that has just become very urgent. */
export async function tellUrgent(turn: DeskTurn, id: number, state: Sheet, source: SheetSource): Promise<void> {
  await enqueue(turn, urgentNotices(directoryOf(turn, source.book), id, state, source), []);
}

/** Sends the Word file of a sheet to the person who asked for it. `to`: their key, or `customer`. */
export async function printSheet(turn: DeskTurn, id: number, state: Sheet, source: SheetSource, to: string) {
  const about = announcementOf(id, state, { kind: 'sheet.printed', at: turn.now }, source);
  const words = announce(
    directoryOf(turn, source.book),
    { ...about, key: `${about.key}|${turn.now}`, to: [to] },
    (_, language) => ({
      card: undefined,
      line: sheetLine(id, state, source, 'line.sheet.printed', language),
      pings: [],
    }),
  );
  await enqueue(turn, [...words, ...(await filesFor(turn, id, state, source, words))], []);
}

function filesFor(turn: DeskTurn, id: number, state: Sheet, source: SheetSource, words: readonly Notice[]) {
  const print: Print = {
    customer: state.customer,
    book: source.book.source,
    numbers: `${numberOf('sheet', id)} ${numberOf(source.of, source.id)}`,
    isPrivate: source.of === 'complaint',
    document: (language) => sheetDocument(id, state, { source, language }, turn.now),
  };
  return fileNotices(turn, words, print);
}

/** Keeps what a repair request or a feedback record says with its part or complaint, so that their cards show it too. */
export async function keepWithCase(
  turn: DeskTurn,
  source: SheetSource,
  { form, values }: Sheet,
  by: string,
): Promise<void> {
  const said = (name: string) => values[name] ?? '';
  if (source.of === 'part') {
    const { wanted: _, ...before } = source.part.record;
    const record = Object.fromEntries(Object.keys(before).map((name) => [name, said(name)]));
    const next = { ...before, ...record, quantity: Number(said('quantity') || 1) };
    await savePart(
      turn,
      { at: source.at, id: source.id, state: source.part },
      recordPart(source.part, next, by, turn.now),
    );
  }
  if (source.of !== 'complaint' || form !== 'feedback-record') return;
  const matter = await complaints.lock(turn.tx, source.id);
  if (!matter) return;
  const record = {
    result: said('result'),
    responsible: said('responsible'),
    headOpinion: said('headOpinion'),
    solvedAt: said('solvedAt') === '' ? undefined : Date.parse(said('solvedAt')),
    customerOpinion: said('customerOpinion'),
    degree: said('degree') as typeof source.complaint.record.degree,
  };
  await stepComplaint(turn, { matter, book: source.book }, { verb: 'record', record }, { key: by, staff: true });
}
