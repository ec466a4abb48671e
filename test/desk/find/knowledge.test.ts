import { describe, expect, it } from 'vitest';
import { prepareBook } from '../../../src/desk/book/book.ts';
import { knowledgeOf } from '../../../src/desk/find/knowledge.ts';
import type { FoundTicket } from '../../../src/desk/find/store.ts';
import type { Paper } from '../../../src/desk/paper/paper.ts';
import type { Ticket, TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { sampleBook } from '../../support/sample-book.ts';

const book = prepareBook(1, await sampleBook('en'));

function paper(name: string, status: Paper['status'], parts: Record<string, string>, more: Partial<Paper> = {}): Paper {
  const handedIn = { by: 'engineer1', at: 0, parts, files: [] };
  return { customer: 'sample', paper: name, status, handedIn, refused: undefined, ...more } as Paper;
}

function found(ticket: Partial<Ticket>, solved = '', papers: readonly Paper[] = []): FoundTicket {
  return { id: 1 as TicketId, ticket: { status: 'closed', isAnswered: false, ...ticket } as Ticket, solved, papers };
}

const NOTHING = { cause: '', solution: '' };
const REPORT = { cause: 'worn out', solution: 'new board' };

describe('what is known of a ticket', () => {
  it.each([
    ['nothing was said', found({}), NOTHING],
    ['the fix says it', found({ status: 'resolved' }, 'rebooted'), { cause: '', solution: 'rebooted' }],
    [
      'it was reopened: the fix did not help',
      found({ status: 'open' }, 'rebooted', [paper('fault-report', 'archived', REPORT)]),
      NOTHING,
    ],
    [
      'an answered question',
      found({ status: 'open', isAnswered: true }, 'press F2'),
      { cause: '', solution: 'press F2' },
    ],
    [
      'a requirement with its reply',
      found({ status: 'open', isAnswered: true, reply: { solution: 'a second line' } as Ticket['reply'] }),
      { cause: '', solution: 'a second line' },
    ],
    ['a paper before the fix', found({}, 'rebooted', [paper('fault-report', 'delivered', REPORT)]), REPORT],
    [
      'the latest paper that names it',
      found({}, '', [paper('fault-report', 'archived', REPORT), paper('write-up', 'archived', { cause: 'rust' })]),
      { cause: 'rust', solution: 'new board' },
    ],
    [
      'no refused paper',
      found({}, 'rebooted', [paper('fault-report', 'open', REPORT, { refused: { by: 'desk', reason: 'vague' } })]),
      { cause: '', solution: 'rebooted' },
    ],
  ])('%s', (_, ticket, expected) => {
    expect(knowledgeOf(ticket, book, 'team')).toEqual(expected);
  });

  it.each([
    [
      'a paper that is still to be checked',
      paper('fault-report', 'delivered', REPORT),
      { cause: '', solution: 'rebooted' },
    ],
    ['a paper that was given to them', paper('fault-report', 'archived', REPORT), REPORT],
    ['a paper that stays inside', paper('write-up', 'archived', REPORT), { cause: '', solution: 'rebooted' }],
  ])('to the customer: %s', (_, written, expected) => {
    expect(knowledgeOf(found({}, 'rebooted', [written]), book, 'told')).toEqual(expected);
  });
});
