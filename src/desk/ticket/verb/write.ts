import type { SentFile } from '../../../chat/file.ts';
import type { Entry, EntryOf } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import type { UpdateVerb } from '../case/update.ts';
import type { UpdateData } from '../case/update-data.ts';
import { duesOf, pausableOf } from '../clock/clocks.ts';
import type { Case } from './verb.ts';

/** Makes the entries that verbs write, with the parts that all of them have. */

/** Time, author and side of an entry. */
export function stamp({ by, now }: Case): Pick<Entry, 'at' | 'by' | 'staff'> {
  return { at: now, by: by.key, staff: by.staff };
}

/** The entry of a verb without an entry kind of its own. */
export function update(at: Case, what: UpdateVerb, data: UpdateData = {}): EntryOf<'ticket.updated'> {
  return { ...stamp(at), kind: 'ticket.updated', data: { what, ...data } };
}

/** Adds the new deadlines to an entry that starts clocks. */
export function withDues<E extends EntryOf<'ticket.dispatched' | 'ticket.reopened'>>(
  { ticket, terms }: Case,
  entry: E,
): E {
  return { ...entry, data: { ...entry.data, due: duesOf(applyEntry(ticket, entry), terms) } };
}

/** An entry that may begin or end a pause, followed by the entry that says which clocks pause or go on. */
export function withPause({ ticket, terms }: Case, entry: Entry): Entry[] {
  const after = applyEntry(ticket, entry);
  const wasPaused = ticket.pausedSince !== undefined;
  if (wasPaused === (after.pausedSince !== undefined)) return [entry];
  const metrics = pausableOf(after, terms);
  if (metrics.length === 0) return [entry];
  const { at, by, staff } = entry;
  if (!wasPaused) return [entry, { at, by, staff, kind: 'clock.paused', data: { metrics } }];
  return [entry, { at, by, staff, kind: 'clock.resumed', data: { metrics, due: duesOf(after, terms) } }];
}

/** A text, and the files that came with it. */
export interface Written {
  readonly text: string;
  readonly files?: readonly SentFile[];
}

export function written({ text, files = [] }: Written): UpdateData {
  return files.length > 0 ? { text, files } : { text };
}

/** The name of the customer's person, if the chat told it. */
export function named({ by }: Case): Pick<UpdateData, 'who'> {
  return by.name === undefined ? {} : { who: by.name };
}
