import { t } from '../../../i18n/i18n.ts';
import { type Language, named } from '../../../lib/language.ts';
import { numberOf } from '../../address/number.ts';
import type { Effects } from '../effects.ts';

/** How many tickets a line names; the others are counted. */
const MOST_NAMED = 8;

/** What applying a book means for what is open, a line each; the first says that open tickets keep their promises. */
export function effectLines({ openTickets, leaving, goneCustomers }: Effects, language: Language): string[] {
  const list = (words: readonly string[]) => {
    const rest = words.length - MOST_NAMED;
    const shown = words.slice(0, MOST_NAMED).join(t(language, 'list.separator'));
    return rest > 0 ? t(language, 'book.effect.and-more', { shown, number: rest }) : shown;
  };
  const ticketNames = (ids: readonly number[]) => list(ids.map((id) => numberOf('ticket', id)));
  return [
    t(language, openTickets === 0 ? 'book.effect.no-open' : 'book.effect.open', { number: openTickets }),
    ...leaving.map(({ name, tickets }) =>
      t(language, 'book.effect.leaves', { name: named(name, language), tickets: ticketNames(tickets) }),
    ),
    ...goneCustomers.map(({ name, tickets, matters }) =>
      t(language, 'book.effect.customer-goes', {
        name: named(name, language),
        tickets: tickets.length === 0 ? t(language, 'book.effect.none') : ticketNames(tickets),
        matters,
      }),
    ),
  ];
}
