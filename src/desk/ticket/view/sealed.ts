import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { isSealed } from '../../address/confidential.ts';
import type { Route } from '../../address/route.ts';
import type { Entry } from '../case/entry.ts';
import type { Ticket } from '../case/ticket.ts';
import { type Wordless, withoutWords } from '../case/wordless.ts';
import type { HouseView } from './view.ts';

/**
 * A confidential customer's ticket as it may be shown where its words must not stand (E9): the card keeps number, level,
 * clocks and buttons.
 */

/** What a place may show of a ticket and its entries; at other places, and of other customers, all of it. */
export interface Shown {
  ticket(ticket: Ticket, language: Language): Ticket;
  entry(entry: Entry): Entry;
}

const ALL: Shown = { ticket: (ticket) => ticket, entry: (entry) => entry };

/** What may be shown at a place of a ticket of this customer. */
export function shownAt(house: HouseView, customer: string, { place }: Pick<Route, 'place'>): Shown {
  if (!isSealed(house.source, customer, place)) return ALL;
  const options = withoutNames(house);
  return {
    ticket: (ticket, language) => sealTicket(ticket, language, options),
    entry: (entry) => withoutWords(entry, options),
  };
}

function sealTicket(ticket: Ticket, language: Language, options: Wordless): Ticket {
  const { facts, ...rest } = ticket;
  // The book knows the reporter's name by their id in chat.
  const { origin: _origin, heard: _heard, reporter: _reporter, ...kept } = facts;
  const sealed = withoutWords({ ...rest, facts: { ...kept, origin: undefined } }, options);
  return { ...sealed, facts: { ...sealed.facts, title: t(language, 'confidential.badge') } };
}

function withoutNames({ source, terms }: HouseView): Wordless {
  const levels = terms.policy.levels.map(({ key }) => key);
  return { names: 'left out', isKey: (text) => Object.hasOwn(source.people, text) || levels.includes(text) };
}
