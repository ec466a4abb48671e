import { t } from '../../i18n/i18n.ts';
import { dateInYear } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, redraw } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import type { Directory } from '../address/notice.ts';
import type { BookSource } from '../book/schema.ts';
import type { NamedMatter } from '../matter/matter.ts';
import { listByRole, personName } from '../person/person.ts';
import { patchCard } from './card.ts';
import { type Patch, type PatchEntry, phaseOf } from './patch.ts';

/** An audience that is told of an entry; the person who acts next is pinged, all others only read. */
interface Told {
  readonly audience: string;
  readonly isNext: boolean;
}

/** The notices of an entry: those who are told it, pinged if they have to act; the other cards are brought up to date. */
export function patchNotices(matter: NamedMatter<Patch>, entry: PatchEntry, key: string, house: Directory): Notice[] {
  const { state, subject, number } = matter;
  const { source } = house;
  const told = toldOf(entry, state, source);
  const to = told.map(({ audience }) => audience);
  const inPlace = inLine(source, state.customer, ['projectManager', 'coordinator']);
  const shown = { key, subject, at: entry.at, inPlace, customer: state.customer };
  const draw = (audience: string, language: Language) =>
    patchCard(matter, { source, language, isCustomer: audience === 'customer' });
  const { kind } = entry;
  const silent = ['customer', ...staffOf(state, source)].filter((each) => !to.includes(each));
  const drawn = redraw(house, { ...shown, to: silent }, draw);
  // A result among others tells no one; the last one asks the customer to sign.
  if (kind === 'patch.result') return drawn;
  const announcement = { ...shown, kind, to, fields: {}, unlisted: true as const };
  const said = announce(house, announcement, (audience, language) => ({
    card: draw(audience, language),
    line: t(language, lineKey(kind, audience), {
      patch: number,
      title: state.title,
      date: dateInYear(language, state.date),
      person: personName(source.people, state.person, language),
    }),
    ...pingsOf(told, audience, state, source),
  }));
  return [...drawn, ...said];
}

/** Who is pinged in the message to an audience: the person who has to act, or the customer's people by name. */
function pingsOf(told: readonly Told[], audience: string, { customer }: Patch, source: BookSource) {
  if (!told.some((each) => each.audience === audience && each.isNext)) return { pings: [] };
  if (audience !== 'customer') return { pings: [audience] };
  return { pings: [], calls: customerCalls(source, customer), aloud: true as const };
}

/** The person who does it, and the project managers. */
function staffOf({ person }: Patch, { people }: BookSource): string[] {
  return [...new Set([person, ...listByRole(people, 'projectManager')])];
}

const CUSTOMER: Told = { audience: 'customer', isNext: true };

function toldOf({ kind }: PatchEntry, state: Patch, source: BookSource): Told[] {
  const staff = (isNext: boolean): Told[] =>
    staffOf(state, source).map((audience) => ({ audience, isNext: isNext && audience === state.person }));
  const [person] = staff(true);
  const doer = person ? [person] : [];
  const phase = phaseOf(state);
  switch (kind) {
    case 'patch.planned':
    case 'patch.revised':
      return [CUSTOMER, ...staff(false)];
    case 'patch.answered':
    case 'patch.carried-out':
      return [CUSTOMER];
    case 'patch.asked':
      return doer;
    case 'patch.agreed':
    case 'patch.declined':
      return staff(true);
    case 'patch.signed':
      return staff(false);
    case 'patch.cancelled':
      return [{ ...CUSTOMER, isNext: false }, ...staff(false)];
    case 'patch.result':
      return [];
    case 'patch.unanswered':
      if (phase === 'asked') return [CUSTOMER];
      return phase === 'question' ? doer : [];
    case 'patch.day':
      return phase === 'agreed' ? doer : [];
    case 'patch.late':
      return phase === 'to-sign' ? [CUSTOMER] : staff(true);
  }
}

/** Customers read words of their own: what is wanted of them. */
function lineKey(kind: Exclude<PatchEntry['kind'], 'patch.result'>, audience: string) {
  if (audience === 'customer')
    switch (kind) {
      case 'patch.planned':
      case 'patch.revised':
      case 'patch.unanswered':
        return `line.${kind}.customer` as const;
      case 'patch.late':
        return 'line.patch.carried-out';
    }
  return `line.${kind}` as const;
}

/** The people of a customer whom the book knows, by their ids, so that a message calls them by name. */
function customerCalls({ customers }: BookSource, customer: string) {
  const people = customers[customer]?.people ?? [];
  return people.flatMap(({ ids }) =>
    Object.entries(ids).map(([platform, id]) => ({ platform, userId: id.slice(id.lastIndexOf('/') + 1) })),
  );
}
