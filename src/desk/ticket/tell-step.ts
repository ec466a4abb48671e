import { t } from '../../i18n/i18n.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import type { Answer, Ask } from '../desk.ts';
import type { LoadedTicket } from './case/loaded.ts';
import type { Stepped } from './flow.ts';
import type { AskedVerb, Step } from './verb/table.ts';
import { nextWords } from './view/next-actor.ts';
import { replyOf } from './view/reply.ts';

/**
 * Tells the asker in a sentence what their step did: on the ticket `at`, which was loaded before it. Who typed it sees no
 * card, so they read who acts next, too.
 */
export function tellStep(
  { by, asker: { key, language, staff } }: Ask,
  { stored, book, terms }: LoadedTicket,
  name: AskedVerb,
  step: Step,
  { ticket, facts }: Stepped,
): Result<Answer> {
  const view = { language, source: book.source, terms };
  const said = replyOf({ id: stored.id, name, step, ticket, by: staff ? key : 'customer' }, view);
  const next =
    by === 'words' ? nextWords(ticket, view, staff ? 'team' : 'customer', staff ? key : 'customer') : undefined;
  const text = next === undefined ? said : t(language, 'reply.next', { said, next });
  return accept({ replies: [{ kind: 'whisper', tone: 'plain', text }], facts });
}
