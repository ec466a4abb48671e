import type { CardField } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import { fieldIn } from '../../card/field.ts';
import { nameForCustomer } from '../../contact/contact.ts';
import type { Ticket } from '../case/ticket.ts';
import { comingOf, isDeclined, isOnTheWay } from '../case/visit.ts';
import type { Dispatch } from '../case/visit-record.ts';
import type { CardSide } from '../verb/verb.ts';
import { signedBy, whoName } from './line.ts';
import type { CardView } from './view.ts';

/** What a ticket's cards say of a visit to the site: who comes, when, with what, and whether they accepted. */
export function visitRows(ticket: Ticket, view: CardView, side: CardSide): CardField[] {
  if (ticket.status !== 'open') return [];
  const field = fieldIn(view.language);
  const { dispatch } = ticket;
  const isAhead = isOnTheWay(ticket) || isDeclined(ticket) || (!dispatch && ticket.arrivedAt === undefined);
  if (!isAhead) return [];
  return [
    ...field('coming', comingWords(ticket, view, side)),
    ...field('arrival', arrivalWords(ticket, view, side)),
    ...(side === 'team' ? field('equipment', dispatch?.equipment) : []),
    ...(side === 'team' ? field('declined', dispatch && declinedWords(dispatch, view)) : []),
  ];
}

/** Customers read the names, with numbers only where their contract gives them; the team also who has not accepted. */
function comingWords(ticket: Ticket, view: CardView, side: CardSide): string {
  const { language, source, terms } = view;
  const names = comingOf(ticket).map((person) => {
    if (side === 'customer') return nameForCustomer(source, terms.policy, 'visitor', person, language);
    const name = whoName(view, person);
    return ticket.dispatch?.answers[person] ? name : t(language, 'visit.unaccepted', { name });
  });
  return names.join(t(language, 'list.separator'));
}

/** When they will be there; for the team also who agreed it with whom, and when. */
export function arrivalWords({ visit }: Ticket, view: CardView, side: CardSide): string | undefined {
  if (!visit) return undefined;
  const { language, source } = view;
  const at = when(language, visit.arrivalAt, source.provider.timeZone);
  if (visit.agreedWith === '') return at;
  if (side === 'customer') return t(language, 'visit.agreed', { at, with: visit.agreedWith });
  const signed = signedBy({ ...visit, who: undefined }, view);
  return t(language, 'visit.agreed-by', { at, with: visit.agreedWith, signed });
}

function declinedWords({ to, answers }: Dispatch, view: CardView): string {
  const declined = to.flatMap((person) => {
    const answer = answers[person];
    if (!answer || answer.accepted) return [];
    return t(view.language, 'visit.declined', { name: whoName(view, person), why: answer.why });
  });
  return declined.join(t(view.language, 'list.separator'));
}
