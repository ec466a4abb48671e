import type { Card } from '../../chat/card.ts';
import type { Instant } from '../../lib/instant.ts';
import { numberOf } from '../address/number.ts';
import type { Ask } from '../desk.ts';
import { readInput } from '../input.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { mayAccess } from './access.ts';
import { complaintCard, customerCard, historyParts, stateWord, titleFor } from './card.ts';
import { isBroken, isOwed } from './clocks.ts';
import { COMPLAINT_METRICS, type ComplaintMetric } from './complaint.ts';
import { withBook } from './flow.ts';
import { ComplaintInput } from './input.ts';
import { readerOf } from './lock.ts';
import { complaints, listOwnComplaints } from './store.ts';

/** Complaints for whom they are (decision 11), read only. */

export interface ShownComplaint {
  /** `C-3`. */
  readonly number: string;
  readonly title: string;
  readonly customer: string;
  readonly state: string;
  /** The promise that is owed next; undefined: none is. */
  readonly next: { readonly metric: ComplaintMetric; readonly dueAt: Instant; readonly isBroken: boolean } | undefined;
}

/** Most complaints of a customer that are shown to them, the newest ones. */
const MOST_OWN = 200;

/** Our people get the open complaints that they may read, customers their own, closed ones too. */
export async function listShownComplaints(ask: Ask): Promise<ShownComplaint[]> {
  const { turn, asker, book } = ask;
  const reader = readerOf(ask);
  const all = asker.staff
    ? await complaints.list(turn.tx, { status: 'open', limit: EVERY_OPEN })
    : (await listOwnComplaints(turn.tx, reader, MOST_OWN)).newest;
  const view = { source: book.source, language: asker.language, now: turn.now };
  return all
    .filter(({ state }) => mayAccess(state, reader, book.source.people, 'read'))
    .map(({ id, state }) => {
      const metric = COMPLAINT_METRICS.find((each) => isOwed(state, each));
      return {
        number: numberOf('complaint', id),
        title: titleFor(id, state),
        customer: state.customer,
        state: stateWord(state, view),
        next: metric && { metric, dueAt: state.due[metric], isBroken: isBroken(state, metric) },
      };
    });
}

/** The card of the complaint that an ask names, for our people with its history; undefined: it is not for the asker. */
export async function findShownComplaint(ask: Ask): Promise<Card | undefined> {
  const { turn, asker } = ask;
  const read = readInput(ComplaintInput, ask.input);
  const stored = read.ok ? await complaints.find(turn.tx, read.value.complaint) : undefined;
  if (!stored) return undefined;
  const { matter, book } = await withBook(turn, stored);
  const { id, state } = matter;
  if (!mayAccess(state, readerOf(ask), book.source.people, 'read')) return undefined;
  const view = { source: book.source, language: asker.language, now: turn.now };
  if (!asker.staff) return customerCard(id, state, view);
  const card = complaintCard(id, state, view);
  return {
    ...card,
    parts: [...card.parts, ...historyParts(id, state, await complaints.listEntries(turn.tx, id), view)],
  };
}
