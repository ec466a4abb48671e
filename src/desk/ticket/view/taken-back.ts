import type { Button, CardField } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { makeButton } from '../../card/button.ts';
import { fieldIn } from '../../card/field.ts';
import type { Signed, Withdrawn } from '../case/record.ts';
import type { Ticket } from '../case/ticket.ts';
import { signedBy } from './line.ts';
import type { CardView } from './view.ts';

/** What cards say of a ticket that was taken back, or that the customer wants taken back. */

/** The state in a word: `Withdrawn`, `Duplicate of T-3`, `Merged into T-3`. */
export function takenBackWord({ how, into }: Withdrawn, language: Language): string {
  return t(language, `card.taken-back.${how}`, { other: `T-${into}` });
}

/** Who took it back, when and why; or who of the customer's people asks for it. */
export function takenBackRows({ withdrawn, withdrawWish }: Ticket, view: CardView): CardField[] {
  const field = fieldIn(view.language);
  const say = (signed: Signed, why: string) => {
    const name = signedBy(signed, view);
    return why === '' ? name : t(view.language, 'card.taken-back.why', { signed: name, why });
  };
  return [
    ...field('taken-back', withdrawn && say(withdrawn, withdrawn.why)),
    ...field('withdraw-wish', withdrawWish && say(withdrawWish, withdrawWish.text)),
  ];
}

/** The button that shows the ticket in which the work goes on. */
export function otherButtons({ withdrawn }: Ticket, language: Language): Button[] {
  if (withdrawn?.into === undefined) return [];
  const ticket = `T-${withdrawn.into}`;
  return [
    makeButton({ label: t(language, 'button.show-other', { ticket }), command: 'ticket.show', args: { ticket } }),
  ];
}
