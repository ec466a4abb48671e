import type { Entry, EntryOf } from '../case/entry.ts';
import { subjectOf } from '../case/names.ts';
import type { TicketId } from '../case/ticket.ts';
import type { UpdateVerb } from '../case/update.ts';

/** The notices of a ticket that was withdrawn, is a duplicate, or was merged (docs/simulate.md). */

/** The kinds of the verbs that take a ticket back; the customer gets them as well. */
const TAKEN_BACK = {
  withdraw: 'ticket.withdrawn',
  duplicate: 'ticket.duplicate',
  merge: 'ticket.merged',
} as const satisfies Partial<Record<UpdateVerb, string>>;
export type TakenBackKind = (typeof TAKEN_BACK)[keyof typeof TAKEN_BACK];

export function takenBackKind(entry: Entry): TakenBackKind | undefined {
  const what = entry.kind === 'ticket.updated' ? entry.data.what : undefined;
  return what === 'withdraw' || what === 'duplicate' || what === 'merge' ? TAKEN_BACK[what] : undefined;
}

/** Whether the entry is the other half of a duplicate or a merge, on the ticket in which the work goes on. */
export function isOtherHalf(entry: Entry): boolean {
  return entry.kind === 'ticket.updated' && (entry.data.what === 'has-duplicate' || entry.data.what === 'take-in');
}

/** Who took the ticket back, and the subject of the one in which the work goes on: `of` a duplicate, `into` after a merge. */
export function takenBackFields({
  by,
  data: { what, other },
}: EntryOf<'ticket.updated'>): Readonly<Record<string, string>> {
  if (other === undefined) return { by };
  return { by, [what === 'duplicate' ? 'of' : 'into']: subjectOf(other as TicketId) };
}
