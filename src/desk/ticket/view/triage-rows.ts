import type { CardField } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import { fieldIn } from '../../card/field.ts';
import { listByRole } from '../../person/person.ts';
import type { Ticket } from '../case/ticket.ts';
import { isInTriage } from '../case/triage.ts';
import type { CardSide } from '../verb/verb.ts';
import { namesOf, signedBy } from './line.ts';
import type { CardView } from './view.ts';

/** What a ticket's cards say of its review (A8): that it waits for one, and for the team the order that it got. */
export function triageRows(ticket: Ticket, view: CardView, side: CardSide): CardField[] {
  const { triage, status } = ticket;
  if (!triage || status !== 'open') return [];
  const { language } = view;
  const field = fieldIn(language);
  // While no engineer has it the badge of the customer's card says so.
  if (side === 'customer')
    return isInTriage(ticket) && !triage.holdsBack ? field('triage', t(language, 'triage.customer')) : [];
  const waits = isInTriage(ticket) ? field('triage', waitsWords(ticket, view)) : [];
  return [...waits, ...field('rank', rankWords(ticket, view))];
}

/** Who reviews it and until when, or that it was reviewed and no engineer has it yet. */
export function waitsWords({ triage }: Ticket, view: CardView): string {
  const { language, source, terms } = view;
  const by = namesOf(listByRole(source.people, terms.policy.triage?.by ?? 'manager'), view);
  if (triage?.reviewed) return t(language, 'triage.unassigned', { by });
  const due = triage && when(language, triage.dueAt, source.provider.timeZone);
  return t(language, triage?.told === 'over' ? 'triage.late' : 'triage.waits', { by, due: due ?? '' });
}

/** The order that the review gave it, and who reviewed it; undefined: not reviewed yet. */
export function rankWords({ triage }: Ticket, view: CardView): string | undefined {
  if (!triage?.reviewed) return undefined;
  const rank = triage.rank === undefined ? '' : t(view.language, `triage.rank.${triage.rank}`);
  return [rank, signedBy(triage.reviewed, view)].filter(Boolean).join(' · ');
}
