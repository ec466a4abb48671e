import type { Card } from '../../chat/card.ts';
import type { Language } from '../../lib/language.ts';
import type { Result } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice, Withdrawal } from '../../outbox/notice.ts';
import type { Directory } from '../address/notice.ts';
import { type Numbered, numberOf, subjectOf } from '../address/number.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import type { Book } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';
import type { BookRef } from '../book/store.ts';
import type { Answer, Ask, DeskTurn } from '../desk.ts';
import { answerCard } from '../tell.ts';
import { lookUpByNumber } from './input.ts';
import type { Reminded, Reminders } from './reminder.ts';
import {
  createMatterStore,
  type DueMatter,
  type MatterChange,
  type MatterEntry,
  type MatterState,
  type MatterStore,
  type Progress,
  type StoredMatter,
} from './store.ts';

/**
 * The kit for matters that stand by themselves, with a number, a card and reminders of their own. A feature describes
 * itself by a `MatterSpec` and gets its rows, its reminders, the keys of its notices, their withdrawal, and the way
 * from a typed number to the matter. A matter that hangs on a ticket, or has other kinds of deadlines, uses the pieces
 * directly: store, reminders, number. How far the kit goes and why: docs/decision/0020-the-matter-kit.md.
 */
export interface MatterSpec<R extends string, S extends KitState<R>, E extends MatterEntry> {
  /** Name of the feature. Its rows, subjects, refusals and the input field with its number are called after it. */
  readonly feature: Exclude<Numbered, 'ticket'>;
  readonly reminders: Reminders<R, S, E>;
  /** The card for our people; `show` answers with it. */
  card(matter: NamedMatter<S>, source: BookSource, language: Language): Card;
  /** The notices for one new entry of the log. `key` is unique and begins with the matter's subject. */
  noticesOf(matter: NamedMatter<S>, entry: E, key: string, house: Directory): Notice[];
}

/** What the kit needs in a state, besides what the feature keeps in it. */
export interface KitState<R extends string> extends MatterState, Reminded<R> {
  /**
   * Number of entries in the log. It keeps the keys of two notices of the same kind apart. The kit counts it; a new
   * state has 0.
   */
  readonly entries: number;
}

/** A matter with its number and subject, as cards and notices need it. */
export interface NamedMatter<S> {
  readonly id: number;
  /** As people write it: `E-3`. */
  readonly number: string;
  /** Subject of its card and notices: `appointment/3`. */
  readonly subject: string;
  readonly state: S;
}

/** A matter found by its number, with the version of the book that it was begun under. */
export interface FoundMatter<S> extends NamedMatter<S> {
  readonly book: BookRef;
}

/** What the kit gives a feature for its matters. */
export interface MatterKind<S extends MatterState, E extends MatterEntry> {
  readonly store: MatterStore<S, E>;
  named(matter: Pick<StoredMatter<S>, 'id' | 'state'>): NamedMatter<S>;
  /** Stores a new matter under `book`, and sends the notices of its first entries. */
  begin(turn: DeskTurn, book: Book, progress: Progress<S, E>): Promise<NamedMatter<S>>;
  /** Stores a step and sends its notices. `book` says who is reached where. */
  save(turn: DeskTurn, id: number, book: Book, progress: Progress<S, E>): Promise<NamedMatter<S>>;
  /** Sends every reminder that is due by the turn's instant, and gives the change to be saved. */
  lapse(turn: DeskTurn, matter: DueMatter<S>): Promise<MatterChange<S, E>>;
  /** Finds the matter by the number in the ask's input. Refused without a number, or if there is no such matter. */
  find(ask: Ask): Promise<Result<FoundMatter<S>>>;
  /** Like `find`, and locks the row until the turn ends. */
  lock(ask: Ask): Promise<Result<FoundMatter<S>>>;
  /** Answers with the matter's card. */
  show(ask: Ask): Promise<Result<Answer>>;
}

/** Builds the kit of one feature from its spec. */
export function defineMatter<R extends string, S extends KitState<R>, E extends MatterEntry>(
  spec: MatterSpec<R, S, E>,
): MatterKind<S, E> {
  const { feature, reminders } = spec;
  const store = createMatterStore<S, E>(feature, reminders.nextAt);
  const named = <M extends Pick<StoredMatter<S>, 'id' | 'state'>>(matter: M) => ({
    ...matter,
    number: numberOf(feature, matter.id),
    subject: subjectOf(feature, matter.id),
  });
  const tell = async (turn: DeskTurn, id: number, book: Book, { state, added }: Progress<S, E>) => {
    const matter = named({ id, state });
    await enqueue(turn, noticesOf(spec, matter, added, directoryOf(turn, book)), withdrawalsOf(spec, matter));
    return matter;
  };
  const nameFound = (found: StoredMatter<S> | undefined) => found && named(found);
  const find = lookUpByNumber(feature, async (turn, id) => nameFound(await store.find(turn.tx, id)));
  const lock = lookUpByNumber(feature, async (turn, id) => nameFound(await store.lock(turn.tx, id)));
  return {
    store,
    named,
    async begin(turn, book, progress) {
      const begun = withEntryCount(progress);
      return tell(turn, await store.insert(turn.tx, book.version, begun, turn.now), book, begun);
    },
    async save(turn, id, book, progress) {
      const saved = withEntryCount(progress);
      await store.save(turn.tx, id, saved);
      return tell(turn, id, book, saved);
    },
    async lapse(turn, { id, state }) {
      const lapsed = withEntryCount(reminders.lapse(state, turn.now));
      await tell(turn, id, await bookOf(turn, turn.book), lapsed);
      return store.changeOf(lapsed);
    },
    find,
    lock,
    async show(ask) {
      const found = await find(ask);
      return found.ok ? answerCard(spec.card(found.value, ask.book.source, ask.asker.language)) : found;
    },
  };
}

/** The notices of the new entries. A key ends with the entry's position in the log. */
function noticesOf<R extends string, S extends KitState<R>, E extends MatterEntry>(
  spec: MatterSpec<R, S, E>,
  matter: NamedMatter<S>,
  added: readonly E[],
  house: Directory,
): Notice[] {
  const before = matter.state.entries - added.length;
  return added.flatMap((entry, index) =>
    spec.noticesOf(matter, entry, `${matter.subject}|${entry.kind}|#${before + index + 1}`, house),
  );
}

/** Withdraws the reminders that were not sent once the matter is over. */
function withdrawalsOf<R extends string, S extends KitState<R>, E extends MatterEntry>(
  { feature, reminders }: MatterSpec<R, S, E>,
  { subject, state }: NamedMatter<S>,
): Withdrawal[] {
  if (state.status === 'open') return [];
  return reminders.order.map((reminder) => ({ subject, keyPrefix: `${subject}|${feature}.${reminder}` }));
}

/** Adds the new entries to the count in the state. */
function withEntryCount<S extends KitState<string>, E>({ state, added }: Progress<S, E>): Progress<S, E> {
  return { state: { ...state, entries: state.entries + added.length }, added };
}
