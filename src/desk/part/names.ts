import { t } from '../../i18n/i18n.ts';
import { type Language, named } from '../../lib/language.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { titleOf } from '../input.ts';
import { subjectOf } from '../ticket/case/names.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import type { Loaner } from './loaner.ts';
import type { SparePart } from './part.ts';

/** Subject of a part's own card. It stays the same when the part's ticket is merged into another. */
export function partSubject(part: Pick<SparePart, 'ticketId' | 'requestedOn'>, id: number): string {
  return `${subjectOf(part.requestedOn ?? part.ticketId)}|part|${id}`;
}

/** Subject of the card that suggests a part; a ticket has at most one. */
export function suggestionSubject(ticketId: TicketId): string {
  return `${subjectOf(ticketId)}|part-suggested`;
}

/** Subject of a loaner's own card. */
export function loanerSubject({ ticketId }: Pick<Loaner, 'ticketId'>, id: number): string {
  return `${subjectOf(ticketId)}|loaner|${id}`;
}

/** Number and first line of what was requested. */
export function partTitle({ record }: SparePart, id: number, language: Language): string {
  const { title } = titleOf(record.wanted);
  return `${numberOf('part', id)} · ${title.length > 1 ? title : t(language, 'part.unnamed')}`;
}

/** Name of the customer's device with that key; undefined if the ticket or the book names none. */
export function deviceName(
  source: BookSource,
  { customer, device }: { readonly customer: string; readonly device: string | undefined },
  language: Language,
): string | undefined {
  const found = source.customers[customer]?.devices.find(({ key }) => key === device);
  return found && named(found.name, language);
}
