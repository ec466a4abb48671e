import type { CardField, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { fieldIn } from '../../card/field.ts';
import { owesRepair } from '../case/fix.ts';
import type { Signed } from '../case/record.ts';
import type { Ticket } from '../case/ticket.ts';
import type { CardSide } from '../verb/verb.ts';
import { signedBy } from './line.ts';
import type { CardView } from './view.ts';

/** What cards say of a fix: how it was fixed, why the fault was there, what is still owed, and what is still wrong. */

/** How it was fixed and by whom, the cause, and after a workaround the final repair. None if only the fact is known. */
export function fixRows({ fix, status }: Ticket, view: CardView): CardField[] {
  if (!fix || status === 'open' || status === 'withdrawn') return [];
  const { language } = view;
  const { how, done, cause, repaired } = fix;
  const field = fieldIn(language);
  const say = (signed: Signed, why: string) => {
    const name = signedBy(signed, view);
    return why === '' ? name : t(language, 'card.fix.why', { signed: name, why });
  };
  const isTold = how !== undefined || done !== '' || cause !== '';
  const kind = how === undefined ? [] : [t(language, `fix.short.${how}`)];
  const repair = repaired ? say(repaired, repaired.text) : t(language, 'card.repair.owed');
  return [
    ...field('fix', isTold ? [...kind, say(fix, done)].join(' · ') : undefined),
    ...field('cause', cause),
    ...field('repair', how === 'workaround' ? repair : undefined),
  ];
}

/** That a final repair is owed; and on a reopened ticket, what the customer says is still wrong. */
export function fixParts(ticket: Ticket, view: CardView, side: CardSide): CardPart[] {
  return [...owedParts(ticket, view, side), ...rejectedParts(ticket, view)];
}

function owedParts(ticket: Ticket, { language }: CardView, side: CardSide): CardPart[] {
  if (!owesRepair(ticket)) return [];
  const asksThem = side === 'customer' && ticket.status === 'resolved';
  const text = t(language, asksThem ? 'card.repair-owed.confirm' : 'card.repair-owed');
  return [{ part: 'text', style: 'plain', text }];
}

function rejectedParts({ rejected, status }: Ticket, view: CardView): CardPart[] {
  if (!rejected || status !== 'open') return [];
  const { text } = rejected;
  const signed = signedBy(rejected, view);
  const lead = t(view.language, text === '' ? 'card.rejected.bare' : 'card.rejected', { signed });
  return [
    { part: 'text', style: 'plain', text: lead },
    ...(text === '' ? [] : [{ part: 'text', style: 'quote', text } as const]),
  ];
}
