import { policyOf } from '../book/book.ts';
import type { FormRule } from '../book/form-rule.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { paperLanguage } from '../paper/gather.ts';
import type { Entry } from '../ticket/case/entry.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { listEntries } from '../ticket/store.ts';
import { draftValues } from './draft.ts';
import { listOffered, saveSheet } from './flow.ts';
import { draftSheet, redraftSheet } from './sheet.ts';
import { type SheetSource, subjectOfSource } from './source.ts';

/**
 * After a fix, or when the site is left: begins the forms that the book owes then, filled in from the log, and asks the
 * assignee to complete them. After another fix a draft that no person completed is filled in again.
 */
export async function onTicketStepped(turn: DeskTurn, { at, added }: Extract<Fact, { kind: 'ticket.stepped' }>) {
  const { kind, customer } = at.stored.ticket.facts;
  const rules = policyOf(at.book, customer).forms;
  if (kind !== 'fault' || !rules.some(({ owedAfter }) => owedAfter !== undefined)) return;
  for (const entry of added) {
    const event = eventOf(entry);
    const owed = rules.filter(({ owedAfter }) => owedAfter !== undefined && owedAfter === event);
    if (owed.length > 0) await begin(turn, at, owed, entry.by);
  }
}

function eventOf(entry: Entry): FormRule['owedAfter'] {
  if (entry.kind === 'ticket.resolved') return 'resolve';
  return entry.kind === 'ticket.updated' && entry.data.what === 'leave-site' ? 'leave-site' : undefined;
}

async function begin(turn: DeskTurn, at: LoadedTicket, owed: readonly FormRule[], by: string): Promise<void> {
  const { stored, book } = at;
  const { customer } = stored.ticket.facts;
  const entries = await listEntries(turn.tx, stored.id);
  const source: SheetSource = { of: 'ticket', id: stored.id, customer, book, at, entries };
  for (const { form, sheet } of await listOffered(turn, source)) {
    if (!owed.some((rule) => rule.form === form) || (sheet && !sheet.state.isDraft)) continue;
    const values = draftValues(form, source, undefined, paperLanguage(book, customer));
    const progress = sheet
      ? redraftSheet(sheet.state, values, by, turn.now)
      : draftSheet({ customer, form, values, ...subjectOfSource(source) }, by, turn.now);
    await saveSheet(turn, sheet?.id, progress, source);
  }
}
