import type { Entry } from './entry.ts';
import type { PagingRecord } from './paging-record.ts';
import type { Ticket } from './ticket.ts';

/** What the log says of the calls to the person who has to respond. */

/** The ticket after an entry, with its calls: `next` is that ticket without the entry's effect on them. */
export function withPaging(before: Ticket, next: Ticket, entry: Entry): Ticket {
  const paging = pagingAfter(before, next, entry);
  return paging === next.paging ? next : { ...next, paging };
}

function pagingAfter(before: Ticket, next: Ticket, entry: Entry): PagingRecord | undefined {
  if (!waitsForResponse(next)) return undefined;
  if (beginsAgain(before, next)) return { since: entry.at, pages: [] };
  const current = before.paging ?? { since: before.reportedAt, pages: [] };
  switch (entry.kind) {
    case 'ticket.paged': {
      const { to, way } = entry.data;
      const over = current.over === undefined ? {} : { over: current.over + 1 };
      return { ...current, pages: [...current.pages, { no: next.entries, to, way }], ...over };
    }
    case 'ticket.unreached':
      return { ...current, raisedTo: entry.data.raisedTo, raisedNo: next.entries };
    case 'ticket.moved':
      return entry.data.calls === undefined ? before.paging : { ...current, over: entry.data.calls };
    default:
      return before.paging;
  }
}

/** Another person has to respond, or by another promise; or the response is owed again. */
function beginsAgain(before: Ticket, next: Ticket): boolean {
  return (
    !waitsForResponse(before) ||
    before.assignee !== next.assignee ||
    before.level !== next.level ||
    before.restartedAt.respond !== next.restartedAt.respond
  );
}

/** Whether none of ours has responded to the fault yet. */
export function waitsForResponse({ facts, status, acknowledged, respondedAt }: Ticket): boolean {
  return facts.kind === 'fault' && status === 'open' && !acknowledged && respondedAt === undefined;
}
