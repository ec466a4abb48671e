import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, redraw } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import type { Directory } from '../address/notice.ts';
import { bookOf } from '../address/turn-book.ts';
import { type Book, policyOf, spanCalendarsOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { defineMatter, type FoundMatter, type NamedMatter } from '../matter/matter.ts';
import { listByRole, personName } from '../person/person.ts';
import {
  type Assurance,
  type AssuranceEntry,
  type AssurancePlan,
  type AssuranceReminder,
  type AssuranceStep,
  assuranceReminders,
  decideAssuranceStep,
  openItems,
  planAssurance,
} from './assurance.ts';
import { assuranceCard, rosterCard } from './card.ts';

/** Assurances as a kind of matter: stored, shown and reminded of by the kit. */
export const assurances = defineMatter<AssuranceReminder, Assurance, AssuranceEntry>({
  feature: 'assurance',
  reminders: assuranceReminders,
  card: assuranceCard,
  noticesOf,
});

/** Enters an assurance and tells its engineers and the project manager. */
export async function enterAssurance(
  turn: DeskTurn,
  book: Book,
  plan: AssurancePlan,
  by: string,
): Promise<Result<NamedMatter<Assurance>>> {
  const planned = planAssurance(plan, officeOf(book, plan.customer), by, turn.now);
  return planned.ok ? accept(await assurances.begin(turn, book, planned.value)) : planned;
}

/**
 * A person's step; `roster` also sends the roster to the customer, and is refused if an engineer has no phone number.
 * `done` is refused until check, rehearsal and presence are on record (C4).
 * Dates count by the book that the assurance was planned under, people and phones come from the current one.
 */
export async function stepAssurance(
  turn: DeskTurn,
  { id, state, book: pinned }: FoundMatter<Assurance>,
  step: AssuranceStep,
  by: string,
  language: Language,
): Promise<Result<Assurance>> {
  const office = officeOf(await bookOf(turn, pinned), state.customer);
  const open = openItems(state).filter((item) => item !== 'roster');
  if (step.verb === 'done' && state.status === 'open' && office.dateOf(turn.now) >= state.from && open.length > 0)
    return refuse('assurance.items-open', {
      items: open.map((item) => t(language, `assurance.item.${item}`)).join(t(language, 'list.separator')),
    });
  const decided = decideAssuranceStep(state, step, office, by, turn.now);
  if (!decided.ok) return decided;
  const book = await bookOf(turn, turn.book);
  const { people } = book.source;
  const unreachable = state.engineers.filter((key) => !people[key]?.phone);
  if (step.verb === 'roster' && unreachable.length > 0)
    return refuse('assurance.no-phone', {
      people: unreachable.map((key) => personName(people, key, language)).join(t(language, 'list.separator')),
    });
  return accept((await assurances.save(turn, id, book, decided.value)).state);
}

function officeOf(book: Book, customer: string) {
  return spanCalendarsOf(book, policyOf(book, customer)).office;
}

/** Entries that send a message; all others update the cards only. */
const TELLS = ['assurance.planned', 'assurance.reminder', 'assurance.eve', 'assurance.cancelled'] as const;

function noticesOf(matter: NamedMatter<Assurance>, entry: AssuranceEntry, key: string, house: Directory): Notice[] {
  return [
    ...staffNotices(matter, entry, key, house),
    ...(entry.kind === 'assurance.roster' ? rosterNotices(matter, entry, key, house) : []),
  ];
}

function staffNotices(
  matter: NamedMatter<Assurance>,
  { kind, at }: AssuranceEntry,
  key: string,
  house: Directory,
): Notice[] {
  const { source } = house;
  const { state, subject, number } = matter;
  const to = [...new Set([...state.engineers, ...listByRole(source.people, 'projectManager')])];
  const inPlace = inLine(source, state.customer, ['coordinator']);
  const shown = { key, subject, at, to, inPlace, customer: state.customer };
  const draw = (_: string, language: Language) => assuranceCard(matter, source, language);
  const told = TELLS.find((each) => each === kind);
  if (told === undefined) return redraw(house, shown, draw);
  return announce(house, { ...shown, kind, fields: {}, unlisted: true as const }, (person, language) => ({
    card: draw(person, language),
    line: t(language, `line.${told}`, {
      assurance: number,
      name: state.name,
      from: state.from,
      open: openItems(state)
        .map((item) => t(language, `assurance.item.${item}`))
        .join(t(language, 'list.separator')),
    }),
    pings: [person],
  }));
}

/** Sends the roster to the customer (D21). */
function rosterNotices(
  matter: NamedMatter<Assurance>,
  { kind, at }: AssuranceEntry,
  key: string,
  house: Directory,
): Notice[] {
  const { customer, name, from } = matter.state;
  const notice = { key, kind, subject: matter.subject, at, to: ['customer'], customer };
  return announce(house, { ...notice, fields: {}, unlisted: true as const }, (_, language) => ({
    card: rosterCard(matter, house.source, language),
    line: t(language, 'line.assurance.roster', { name, from }),
    pings: [],
  }));
}
