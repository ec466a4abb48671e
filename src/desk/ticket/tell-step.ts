import { accept, type Result } from '../../lib/refusal.ts';
import type { Answer, Ask } from '../desk.ts';
import type { LoadedTicket } from './case/loaded.ts';
import type { Stepped } from './flow.ts';
import type { AskedVerb, Step } from './verb/table.ts';
import { replyOf } from './view/reply.ts';

/** Tells the asker in a sentence what their step did: on the ticket `at`, which was loaded before it. */
export function tellStep(
  { asker: { key, language, staff } }: Ask,
  { stored, book, terms }: LoadedTicket,
  name: AskedVerb,
  step: Step,
  { ticket, facts }: Stepped,
): Result<Answer> {
  const view = { language, source: book.source, terms };
  const text = replyOf({ id: stored.id, name, step, ticket, by: staff ? key : 'customer' }, view);
  return accept({ replies: [{ kind: 'whisper', tone: 'plain', text }], facts });
}
