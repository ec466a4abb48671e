import type { Reply } from '../../chat/reply.ts';
import type { Ask, Fact } from '../desk.ts';
import { actorOf } from '../ticket/asked-ticket.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import { stepTicket, withTerms } from '../ticket/flow.ts';
import { lockTicket } from '../ticket/store.ts';
import type { Step } from '../ticket/verb/table.ts';
import { whisper } from './card.ts';
import { withFileLinks } from './file-words.ts';
import type { Heard, Said } from './heard.ts';
import { askFixed, askReopen, askWhat } from './offer.ts';
import type { Reading } from './reader/reader.ts';

/** From here on words are passed to the team only after the person was asked whether they are a complaint. */
const MAY_BE_COMPLAINT = 0.35;

/**
 * Words about one ticket, in its thread or with its number. They are that ticket's: the log keeps them, and the team
 * reads what is more than thanks. What they say about a fix is asked about, because a step needs a clear word.
 */
export async function hearInThread(
  ask: Ask,
  { text, overheard }: Said,
  stored: StoredTicket,
  reading: Reading | undefined,
): Promise<Heard> {
  const { id, ticket } = stored;
  const { language } = ask.asker;
  const isResolved = ticket.status === 'resolved';
  if (reading?.meaning === 'thanks' && (reading.saysFine || reading.saysThanks || !isResolved)) {
    const facts = (await step(ask, id, { verb: 'overhear', text })) ?? [];
    if (isResolved) return { replies: [await askFixed(ask, text, id, true)], facts };
    const answer = reading.saysThanks ? 'heard.thanks' : 'heard.all-right';
    return { replies: overheard ? [] : [whisper(language, answer)], facts };
  }
  if (reading && reading.likelihoods.complaint >= MAY_BE_COMPLAINT)
    return { replies: [await askWhat(ask, text, [stored], true)], facts: [] };
  if (!overheard && (reading?.meaning === 'help' || reading?.meaning === 'duty'))
    return {
      run: { command: reading.meaning === 'help' ? 'desk.help' : 'oncall.show', input: {} },
      replies: [],
      facts: [],
    };
  const isAnswer = ticket.waitsForAnswer && ticket.status === 'open' && !overheard && reading?.meaning !== 'status';
  if (isAnswer && text !== '')
    return { run: { command: 'ticket.customer-answered', input: { ticket: `T-${id}`, text } }, replies: [], facts: [] };
  const all = ask.message?.files ?? [];
  const files = all.flatMap(({ sent }) => sent ?? []);
  const words = withFileLinks(text, all);
  const facts = await step(ask, id, { verb: 'say', text: words, ...(files.length > 0 ? { files } : {}) });
  if (!facts) return { replies: [await askReopen(ask, text, stored)], facts: [] };
  const told = overheard ? [] : [whisper(language, 'heard.said', { ticket: `T-${id}` })];
  if (isResolved && text !== '')
    return { replies: [...told, await askFixed(ask, text, id, reading?.saysFine === true)], facts };
  if (reading?.meaning === 'status' && !overheard)
    return { run: { command: 'ticket.show', input: { ticket: `T-${id}` } }, replies: told, facts };
  return { replies: told, facts };
}

/** What staff say in a ticket's thread without a command stays in its log; the customer is not told. */
export async function hearStaff(ask: Ask, { text, overheard }: Said, { id }: StoredTicket): Promise<Heard> {
  const facts = (await step(ask, id, { verb: 'overhear', text })) ?? [];
  const told: Reply[] = overheard ? [] : [whisper(ask.asker.language, 'heard.noted', { ticket: `T-${id}` })];
  return { replies: told, facts };
}

/** Takes the step; undefined if it is refused, as after the ticket closed by itself. */
async function step(ask: Ask, id: StoredTicket['id'], asked: Step): Promise<readonly Fact[] | undefined> {
  const stored = await lockTicket(ask.turn.tx, id);
  if (!stored) throw new Error(`ticket ${id} is gone`);
  const taken = await stepTicket(ask.turn, await withTerms(ask.turn, stored), asked, actorOf(ask));
  return taken.ok ? taken.value.facts : undefined;
}
