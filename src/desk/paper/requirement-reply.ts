import { directoryOf } from '../address/turn-book.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import type { WrittenReply } from '../ticket/case/record.ts';
import { makeFile, sendFiles } from './file.ts';
import { gatherCase } from './gather.ts';

const REPLY = 'requirement-reply';

/**
 * Prints the written reply to a requirement (A5) and sends it to the customer and the team, behind the words of the step
 * that delivered it. Each delivery is a version of its own; its number is the ticket's.
 */
export async function onReplyDelivered(
  turn: DeskTurn,
  { at, added }: Extract<Fact, { kind: 'ticket.stepped' }>,
): Promise<void> {
  for (const entry of added) {
    if (entry.kind !== 'ticket.updated' || entry.data.what !== 'deliver' || !entry.data.reply) continue;
    const source = await gatherCase(turn, at, REPLY, entry.at);
    const version = source.entries.filter(({ kind, data }) => kind === 'ticket.updated' && 'reply' in data).length;
    const edition = {
      state: 'final',
      identity: { number: `T-${source.id}`, version },
      signatures: [],
    } as const;
    const file = await makeFile(turn, REPLY, source, partsOfReply(entry.data.reply), edition);
    const view = { ...directoryOf(turn, at.book), ticket: at.stored.ticket };
    const about = { customer: source.customer, ticketId: source.id, paper: REPLY, month: undefined };
    for (const to of ['customer', 'team'])
      await sendFiles(turn, view, about, [file], { key: `reply|${version}`, to, line: 'file' });
  }
}

function partsOfReply({ solution, impact, effort, plan, goLive }: WrittenReply): Record<string, string> {
  return { solution, 'impact-on-system': impact, effort, plan, 'go-live': goLive };
}
