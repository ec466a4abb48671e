import type { Entry } from './entry.ts';

/** Whether an entry takes the ticket back: it was withdrawn, marked as a duplicate, or merged into another ticket. */
export function isTakeBack(entry: Entry): boolean {
  if (entry.kind !== 'ticket.updated') return false;
  const { what } = entry.data;
  return what === 'withdraw' || what === 'duplicate' || what === 'merge';
}

/** Whether an entry ends the fix before it: it did not hold, or was taken back as a mistake. */
export function endsFix(entry: Entry): boolean {
  return entry.kind === 'ticket.reopened' || isUndoResolve(entry);
}

/** Whether an entry takes a mistaken resolve back. */
export function isUndoResolve(entry: Entry): boolean {
  return entry.kind === 'ticket.updated' && entry.data.what === 'undo-resolve';
}
