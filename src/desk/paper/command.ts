import { z } from 'zod';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer } from '../contract/contract.ts';
import type { Answer, Ask, Command, Fact } from '../desk.ts';
import { readInput } from '../input.ts';
import { tell } from '../tell.ts';
import { actorOf, takeAsked } from '../ticket/asked.ts';
import { paperName } from '../ticket/say.ts';
import { deliverMonthPaper } from './deliver-month.ts';
import { deliverTicketPaper } from './flow.ts';

/** What can be asked about papers. */
export const paperCommands: readonly Command[] = [
  {
    name: 'paper.deliver',
    for: 'staff',
    typed: { slash: 'desk', zh: ['文档'], en: ['paper'], takes: ['ticket', 'report'] },
    run: deliver,
  },
];

const PaperInput = z.object({ report: z.string().trim().min(1).max(40), customer: z.string().default('') });

async function deliver(ask: Ask): Promise<Result<Answer>> {
  const read = readInput(PaperInput, ask.input);
  if (!read.ok) return read;
  const { report, customer } = read.value;
  if (customer !== '') {
    if (!findCustomer(ask.book, customer)) return refuse('ticket.customer-unknown');
    const delivered = await deliverMonthPaper(ask.turn, ask.book, customer, report, actorOf(ask));
    return delivered.ok ? done(ask, report, []) : delivered;
  }
  const found = await takeAsked(ask);
  if (!found.ok) return found;
  const delivered = await deliverTicketPaper(ask.turn, found.value, report, actorOf(ask));
  return delivered.ok ? done(ask, report, delivered.value) : delivered;
}

function done(ask: Ask, report: string, facts: readonly Fact[]): Result<Answer> {
  if (ask.by !== 'words') return accept({ replies: [], facts });
  const { language } = ask.asker;
  return tell(ask, 'reply.paper-delivered', { paper: paperName(report, language) }, facts);
}
