import { z } from 'zod';
import { accept, type Result, refuse } from '../../../lib/refusal.ts';
import { readDay } from '../../date-input.ts';
import type { Ask } from '../../desk.ts';
import { OptionalText, readInput } from '../../input.ts';
import type { WrittenReply } from '../case/record.ts';
import type { Ticket } from '../case/ticket.ts';
import { andThen, readNothing, readWords } from './read.ts';
import { ALWAYS, type AskedField, MENU, type NoDetails, verb, WHILE_OPEN } from './verb.ts';
import { update, type Written, written } from './write.ts';

/** Answers to questions, and the written reply that a requirement gets (A5). */

export const answer = verb<Written>({
  by: 'staff',
  during: WHILE_OPEN,
  of: 'question',
  words: { zh: ['答复'], en: ['answer'], isCommon: true, takes: ['text'] },
  form: {
    fields: () => [{ kind: 'text', name: 'text', required: true, label: 'answer-question' }],
    answers: ({ facts }) => [facts.title, facts.details].filter(Boolean).join('\n'),
  },
  read: readWords,
  entries: (at, words) => [update(at, 'answer', written(words))],
  customerReads: () => true,
  offered: (ticket) => (isUnanswered(ticket) ? MENU : undefined),
});

/** Whether a question still has no answer. It is answered before it can be resolved. */
export function isUnanswered({ facts, isAnswered }: Ticket): boolean {
  return facts.kind === 'question' && !isAnswered;
}

/** The paper that answers a requirement; all other papers are about a fault. */
const REPLY = 'requirement-reply';

const DeliverInput = z.object({
  report: z.literal(REPLY).default(REPLY),
  solution: OptionalText,
  impact: OptionalText,
  effort: OptionalText,
  plan: OptionalText,
  goLive: z.string().trim().default(''),
});

export const deliver = verb<{ paper: string; reply?: WrittenReply | undefined }>({
  by: 'staff',
  during: ALWAYS,
  words: { zh: ['交付'], en: ['deliver'], takes: ['report'] },
  form: { fields: ({ ticket }) => (ticket.facts.kind === 'requirement' ? replyFields(ticket) : []) },
  read: (ask) => andThen(readInput(DeliverInput, ask.input), ({ report, ...reply }) => readReply(report, reply, ask)),
  refuse({ ticket: { facts } }, { paper }) {
    if (paper === undefined) return undefined;
    const kind = paper === REPLY ? 'requirement' : 'fault';
    return facts.kind === kind ? undefined : refuse(`ticket.${kind}s-only`);
  },
  entries: (at, { paper, reply }) => [update(at, 'deliver', { paper, ...(reply ? { reply } : {}) })],
  // The written reply goes to the customer; other papers reach them in their own way (`desk/paper`).
  customerReads: ({ facts }) => facts.kind === 'requirement',
  offered: ({ status, facts, isAnswered, replyAcceptedAt }) =>
    status === 'open' && facts.kind === 'requirement' && !isAnswered && !replyAcceptedAt ? MENU : undefined,
});

/** In chat the reply is written together with its delivery; `simulate` may deliver it without a text. */
function readReply(paper: string, reply: WrittenReply, ask: Ask): Result<{ paper: string; reply?: WrittenReply }> {
  const { input, book, turn } = ask;
  if (reply.solution === '')
    return input.sure === 'yes' ? accept({ paper }) : refuse('input.missing', { field: 'solution' });
  const today = book.always.dateOf(turn.now);
  const goLive = reply.goLive === '' ? accept('') : readDay(ask, 'goLive', reply.goLive, today);
  if (!goLive.ok) return goLive;
  if (goLive.value !== '' && goLive.value < today) return refuse('ticket.go-live-past', { date: goLive.value });
  return accept({ paper, reply: { ...reply, goLive: goLive.value } });
}

/** After the customer sent a reply back, the form begins with the texts of that reply. */
function replyFields({ reply }: Ticket): AskedField[] {
  return [
    { kind: 'text', name: 'solution', required: true, initial: reply?.solution ?? '' },
    { kind: 'text', name: 'impact', initial: reply?.impact ?? '' },
    { kind: 'line', name: 'effort', max: 200, initial: reply?.effort ?? '' },
    { kind: 'text', name: 'plan', initial: reply?.plan ?? '' },
    { kind: 'line', name: 'goLive', max: 40, initial: reply?.goLive ?? '' },
  ];
}

/** The customer agrees to the reply: work begins, and the go-live date is fixed. */
export const acceptReply = verb<NoDetails>({
  by: 'customer',
  during: WHILE_OPEN,
  words: { zh: ['确认答复'], en: ['accept'], takes: [] },
  read: readNothing,
  refuse: ({ ticket }) => (isReplied(ticket) ? undefined : refuse('ticket.no-reply')),
  entries: (at) => [update(at, 'accept-reply')],
  offered: (ticket) => (isReplied(ticket) ? MENU : undefined),
});

/** Whether a written reply waits for the customer's confirmation. Once the ticket is resolved that is confirmed instead. */
export function isReplied({ status, reply, isAnswered }: Ticket): boolean {
  return status === 'open' && reply !== undefined && isAnswered;
}
