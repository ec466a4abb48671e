import type { Entry } from './entry.ts';

/** Whether an entry takes the ticket back: it was withdrawn, marked as a duplicate, or merged into another ticket. */
export function isTakeBack(entry: Entry): boolean {
  if (entry.kind !== 'ticket.updated') return false;
  const { what } = entry.data;
  return what === 'withdraw' || what === 'duplicate' || what === 'merge';
}
