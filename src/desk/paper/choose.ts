import type { Button, Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { makeButton, showTicketButton } from '../card/button.ts';
import type { Answer, Ask } from '../desk.ts';
import { answerCard } from '../tell.ts';
import { findAskedTicket } from '../ticket/asked-ticket.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { subjectOf } from '../ticket/case/names.ts';
import { paperTitle } from '../ticket/view/line.ts';

/** Shows the asker the forms that the book offers for a fault, each with a button that opens it. */
export async function choosePaper(ask: Ask): Promise<Result<Answer>> {
  const found = await findAskedTicket(ask);
  if (!found.ok) return found;
  const at = found.value;
  if (at.stored.ticket.facts.kind !== 'fault') return refuse('ticket.faults-only');
  if (at.terms.policy.offers.length === 0) return accept({ replies: [], facts: [] });
  return answerCard(offersCard(at, ask.asker.language));
}

function offersCard({ stored: { id, ticket }, terms }: LoadedTicket, language: Language): Card {
  const buttons = terms.policy.offers.map(
    ({ paper }): Button =>
      makeButton({
        label: paperTitle(paper, language),
        command: 'paper.deliver',
        args: { report: paper, ticket: `T-${id}` },
      }),
  );
  return {
    subject: `${subjectOf(id)}/forms`,
    tone: 'neutral',
    title: t(language, 'paper.title', { paper: t(language, 'button.forms'), about: `T-${id} · ${ticket.facts.title}` }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text: t(language, 'paper.offers') },
      { part: 'actions', main: buttons.slice(0, 2), more: [...buttons.slice(2), showTicketButton(id, language)] },
    ],
  };
}
