import type { ChatEvent } from '../chat/event.ts';
import { customerOfPlace, inspectionOfPlace, WEB } from '../chat/page.ts';
import { closedCustomers } from '../desk/address/confidential.ts';
import type { ChatOverrides } from '../desk/address/overrides.ts';
import type { BookSource } from '../desk/book/schema.ts';
import type { Asker } from '../desk/desk.ts';
import { findPerson, isSame } from '../desk/person/person.ts';
import { type Language, named } from '../lib/language.ts';

/** What tells who asks. */
type Who = Pick<ChatEvent, 'person' | 'place' | 'language'>;

/**
 * Finds out who asks: a person of the book, or a customer. A user whom the book does not know is external: they see
 * what belongs to the channel's customer, or to the customer who names them. A user of one of our pages is the customer
 * whom the signed link vouches for, even if they are staff; on an inspection's page they are the staff member whom the
 * link was made for, with the rights of that page only. No one has all rights of staff on a page.
 */
export function askerOf(event: Who, source: BookSource, overrides: ChatOverrides): Asker {
  const { person, place, language } = event;
  if (place.platform === WEB) return askerByLink(event, source);
  const channel = Object.values(source.channels).find(
    ({ platform, id }) => platform === place.platform && id === place.channelId,
  );
  const spoken = overrides.languages[`${place.platform}/${place.channelId}`] ?? language;
  const key = findPerson(source.people, person);
  const staff = key === undefined ? undefined : source.people[key];
  if (key !== undefined && staff) {
    const { name, roles } = staff;
    const own = spoken ?? staff.language;
    const closed = closedCustomers(source, roles);
    const asker = { key, staff: true, roles, customer: channel?.customer, name: named(name, own), language: own };
    return closed.length > 0 ? { ...asker, closed } : asker;
  }
  const customer = channel?.customer ?? customerNaming(source, person);
  const own: Language =
    spoken ??
    channel?.language ??
    (customer ? source.customers[customer]?.language : undefined) ??
    source.provider.language;
  return { key: 'customer', staff: false, roles: [], customer, name: person.displayName, language: own };
}

function askerByLink({ person, place, language }: Who, source: BookSource): Asker {
  const page = inspectionOfPlace(place);
  const ours = page && Object.hasOwn(source.people, page.person) ? source.people[page.person] : undefined;
  if (page && ours) {
    const own = language ?? ours.language;
    return {
      key: page.person,
      staff: false,
      roles: [],
      customer: undefined,
      name: named(ours.name, own),
      language: own,
    };
  }
  const key = customerOfPlace(place) ?? '';
  const found = Object.hasOwn(source.customers, key) ? source.customers[key] : undefined;
  return {
    key: 'customer',
    staff: false,
    roles: [],
    customer: found && key,
    name: person.displayName,
    language: language ?? found?.language ?? source.provider.language,
  };
}

function customerNaming(source: BookSource, person: ChatEvent['person']): string | undefined {
  const entry = Object.entries(source.customers).find(([, { people }]) =>
    people.some(({ ids }) => isSame(ids, person)),
  );
  return entry?.[0];
}
