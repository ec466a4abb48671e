import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, type Directory, redraw } from '../address/announce.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { type Book, policyOf, spanCalendarsOf } from '../book/book.ts';
import { loadBook } from '../book/store.ts';
import type { DeskTurn } from '../desk.ts';
import type { DueMatter, MatterChange, StoredMatter } from '../matter/store.ts';
import { listByRole, personName } from '../person/person.ts';
import {
  type Assurance,
  type AssuranceEntry,
  type AssurancePlan,
  type AssuranceProgress,
  type AssuranceStep,
  lapseAssurance,
  nextReminder,
  openItems,
  planAssurance,
  stepAssurance,
} from './assurance.ts';
import { assuranceCard, rosterCard } from './card.ts';
import { numberOf, subjectOf } from './names.ts';
import { assurances } from './store.ts';

/** An event is entered; its engineers and the project manager hear of it at once. */
export async function enterAssurance(
  turn: DeskTurn,
  book: Book,
  plan: AssurancePlan,
  by: string,
): Promise<Result<number>> {
  const planned = planAssurance(plan, officeOf(book, plan.customer), by, turn.now);
  if (!planned.ok) return planned;
  const [id = 0] = await assurances.insert(turn.tx, book.version, [changeOf(planned.value)], turn.now);
  await enqueue(turn, noticesOf(id, planned.value, directoryOf(turn, book)), []);
  return accept(id);
}

/** A person's step; the roster goes to the customer with it. Refuses a roster of people whom nobody can call. */
export async function takeAssuranceStep(
  turn: DeskTurn,
  matter: StoredMatter<Assurance>,
  step: AssuranceStep,
  by: string,
  language: Language,
): Promise<Result<Assurance>> {
  const { id } = matter;
  const { book, house } = await atHand(turn, matter);
  const taken = stepAssurance(matter.state, step, officeOf(book, matter.state.customer), by, turn.now);
  if (!taken.ok) return taken;
  const { people } = house.source;
  const unreachable = matter.state.engineers.filter((key) => !people[key]?.phone);
  if (step.verb === 'roster' && unreachable.length > 0)
    return refuse('assurance.no-phone', {
      people: unreachable.map((key) => personName(people, key, language)).join(t(language, 'list.separator')),
    });
  await save(turn, id, taken.value, house);
  return accept(taken.value.state);
}

/** Lets an assurance have what is due by the turn's instant. */
export async function lapseAssuranceMatter(turn: DeskTurn, matter: DueMatter<Assurance>) {
  const { house } = await atHand(turn, matter);
  const progress = lapseAssurance(matter.state, turn.now);
  await tell(turn, matter.id, progress, house);
  return changeOf(progress);
}

async function save(turn: DeskTurn, id: number, progress: AssuranceProgress, house: Directory): Promise<void> {
  await assurances.save(turn.tx, id, changeOf(progress));
  await tell(turn, id, progress, house);
}

async function tell(turn: DeskTurn, id: number, progress: AssuranceProgress, house: Directory): Promise<void> {
  const isOver = progress.state.status !== 'open';
  const subject = subjectOf(id);
  const pointless = ['reminder', 'eve'].map((reminder) => ({ subject, keyPrefix: `${subject}|assurance.${reminder}` }));
  await enqueue(turn, noticesOf(id, progress, house), isOver ? pointless : []);
}

/** Days count as they did when it was planned; who is who, and by which phone, is what the book says now. */
async function atHand(
  turn: DeskTurn,
  { book: ref }: StoredMatter<Assurance>,
): Promise<{ book: Book; house: Directory }> {
  const house = directoryOf(turn, await bookOf(turn, turn.book));
  return { book: await loadBook(turn.tx, ref), house };
}

function officeOf(book: Book, customer: string) {
  return spanCalendarsOf(book, policyOf(book, customer)).office;
}

function changeOf({ state, added }: AssuranceProgress): MatterChange<Assurance, AssuranceEntry> {
  return { state, added, nextDueAt: nextReminder(state)?.at };
}

/** What tells somebody, and what merely brings their card up to date. */
const TELLS: readonly AssuranceEntry['kind'][] = [
  'assurance.planned',
  'assurance.reminder',
  'assurance.eve',
  'assurance.cancelled',
];

function noticesOf(id: number, { state, added }: AssuranceProgress, house: Directory): Notice[] {
  return added.flatMap((entry, index) => {
    const key = `${subjectOf(id)}|${entry.kind}|#${state.entries - added.length + index + 1}`;
    return [
      ...staffNotices(id, key, state, entry, house),
      ...(entry.kind === 'assurance.roster' ? rosterNotices(id, key, state, entry, house) : []),
    ];
  });
}

function staffNotices(
  id: number,
  key: string,
  state: Assurance,
  { kind, at }: AssuranceEntry,
  house: Directory,
): Notice[] {
  const { source } = house;
  const to = [...new Set([...state.engineers, ...listByRole(source.people, 'projectManager')])];
  const shown = { key, subject: subjectOf(id), at, to, customer: state.customer };
  if (!TELLS.includes(kind)) return redraw(house, shown, (_, language) => assuranceCard(id, state, source, language));
  return announce(house, { ...shown, kind, fields: {}, unlisted: true as const }, (person, language) => ({
    card: assuranceCard(id, state, source, language),
    line: t(language, `line.${kind}`, {
      assurance: numberOf(id),
      name: state.name,
      from: state.from,
      open: openItems(state)
        .map((item) => t(language, `assurance.item.${item}`))
        .join(t(language, 'list.separator')),
    }),
    pings: [person],
  }));
}

/** The customer has the roster beforehand (D21). */
function rosterNotices(
  id: number,
  key: string,
  state: Assurance,
  { kind, at }: AssuranceEntry,
  house: Directory,
): Notice[] {
  const { customer } = state;
  const notice = {
    key,
    kind,
    subject: subjectOf(id),
    at,
    to: ['customer'],
    customer,
  };
  return announce(house, { ...notice, fields: {}, unlisted: true as const }, (_, language) => ({
    card: rosterCard(id, state, house.source, language),
    line: t(language, 'line.assurance.roster', { name: state.name, from: state.from }),
    pings: [],
  }));
}
