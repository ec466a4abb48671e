import { t } from '../../i18n/i18n.ts';
import type { Result } from '../../lib/refusal.ts';
import type { Answer, Ask } from '../desk.ts';
import { answerCard } from '../tell.ts';
import { findAskedTicket } from '../ticket/asked-ticket.ts';
import { subjectOf } from '../ticket/case/names.ts';
import { maySee } from '../ticket/flow.ts';
import { showButtons } from './card.ts';
import { knowledgeOf } from './knowledge.ts';
import { foundRow } from './row.ts';
import { chooseAlike, marksOf, tellsOf } from './similar.ts';
import { findAlikeIds, listFound } from './store.ts';

/** How many similar cases are shown. */
const MOST_SHOWN = 3;

/** Shows staff up to three earlier tickets that are like the one asked about. */
export async function showSimilar(ask: Ask): Promise<Result<Answer>> {
  const asked = await findAskedTicket(ask);
  if (!asked.ok) return asked;
  const { turn, book, asker } = ask;
  const { id, ticket } = asked.value.stored;
  const { facts } = ticket;
  const filter = { before: id, lexemes: tellsOf(facts), marks: marksOf(book.source, facts) };
  const ids = await findAlikeIds(turn.tx, filter);
  const mayOpen = (await listFound(turn.tx, ids)).filter((found) => maySee(asker, found.ticket.facts));
  const candidates = mayOpen.map((found) => {
    const { solution } = knowledgeOf(found, book, 'team');
    return { found, facts: found.ticket.facts, isSolved: solution !== '' };
  });
  const alike = chooseAlike(book.source, facts, candidates, MOST_SHOWN).map(({ found }) => found);
  const { language } = asker;
  return answerCard({
    subject: `${subjectOf(id)}/similar`,
    tone: 'neutral',
    title: t(language, 'find.similar.title', { ticket: `T-${id}` }),
    badges: [],
    parts:
      alike.length === 0
        ? [{ part: 'text', style: 'plain', text: t(language, 'find.similar.none') }]
        : [
            { part: 'fields', fields: alike.map((each) => foundRow(each, book, asker)) },
            { part: 'actions', main: [], more: showButtons(alike, language) },
          ],
  });
}
