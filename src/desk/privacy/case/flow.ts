import { canonicalJson } from '../../../lib/canonical.ts';
import { remainsOf } from '../../chain/chain.ts';
import { keepMatterDigests, matterRemains } from '../../chain/matter/store.ts';
import { keepDigests } from '../../chain/store.ts';
import { redrawOthers } from '../../confidential/flow.ts';
import { type StoredWords, saveWithoutWords } from '../../confidential/store.ts';
import type { DeskTurn } from '../../desk.ts';
import { addTicketWords } from '../../find/store.ts';
import type { Entry } from '../../ticket/case/entry.ts';
import { applyEntry, foldTicket } from '../../ticket/case/fold.ts';
import type { StoredTicket } from '../../ticket/case/loaded.ts';
import { isOver, type TicketId } from '../../ticket/case/ticket.ts';
import { lapseTicket, saveProgress, withTerms } from '../../ticket/flow.ts';
import { listEntries, lockTicket } from '../../ticket/store.ts';
import type { Mask } from '../mask.ts';
import { maskRows } from '../store.ts';
import { deleteCaseRest, listMatterLogs, type StoredMatterLog, saveMaskedTicket, stopMatters } from './store.ts';

/** Takes a person or customer out of cases: their logs, states, files and messages. The chain over each log goes on to hold. */

/** Who is forgotten, as far as a case has to know. */
export interface Forgetting {
  /** A mask for one case of a customer's. */
  maskFor(customer: string): Mask;
  /** Whether all files of a case go, or those alone that the mask finds. */
  readonly files: 'all' | 'theirs';
  /** In place of the person, in the log of a ticket; undefined: all words of the case go. */
  readonly person: string | undefined;
  readonly by: string;
}

/** What a case lost; undefined: nothing was in it. */
export interface Taken {
  readonly files: number;
}

/**
 * Masks a ticket and all that belongs to it, in the turn's transaction, and writes into its log that it was done. Clocks go on as
 * they were.
 */
export async function maskTicket(turn: DeskTurn, id: TicketId, forgetting: Forgetting): Promise<Taken | undefined> {
  const stored = await lockSettled(turn, id);
  if (!stored) return undefined;
  const mask = forgetting.maskFor(stored.ticket.facts.customer);
  const entries = await listEntries(turn.tx, id);
  const isOwn = mask.owns(stored.ticket.facts);
  const masked = entries.map((entry) => maskEntry(mask, entry, isOwn));
  const matters = await listMatterLogs(turn.tx, { ticketId: id });
  const rows = [
    ...masked.map(
      ({ staff, data }, index) => ({ table: 'ticket_event', key: [id, index + 1], data: { staff, ...data } }) as const,
    ),
    ...matters.flatMap((matter) => maskMatter(mask, matter)),
  ];
  const before = [...entries.map(({ staff, data }) => ({ staff, ...data })), ...matters.flatMap(wordsOf)];
  const changed = rows.filter((row, index) => canonicalJson(row.data) !== canonicalJson(before[index]));
  if (changed.length === 0) return undefined;

  const { tx } = turn;
  const subjects = [`ticket/${id}`, ...matters.map(({ subject }) => subject)];
  const matterIds = matters.map(({ id: matter }) => matter);
  await keepDigests(tx, id);
  await keepMatterDigests(tx, matterIds);
  await saveWithoutWords(tx, changed);
  const files = await deleteCaseRest(tx, {
    files: forgetting.files === 'all' ? undefined : [...mask.files],
    made: [...mask.made],
    ticketId: id,
    matterIds,
    subjects,
  });
  // Messages that still wait, and parts of one that told of several cases.
  for (const table of ['notice', 'digest_part']) await maskRows(tx, table, { subjects }, (value) => mask.value(value));
  if (forgetting.files === 'all') await stopMatters(tx, matterIds);
  const ticket = foldTicket(masked);
  await saveMaskedTicket(tx, id, ticket);
  await noteIn(turn, { ...stored, ticket }, masked, matterIds, forgetting);
  await addTicketWords(tx, id);
  return { files };
}

/** A ticket that goes on has to have happened up to now, before an entry of now is added to its log. */
async function lockSettled(turn: DeskTurn, id: TicketId): Promise<StoredTicket | undefined> {
  const stored = await lockTicket(turn.tx, id);
  if (!stored || isOver(stored.ticket)) return stored;
  await lapseTicket(turn, stored);
  return lockTicket(turn.tx, id);
}

function maskEntry(mask: Mask, entry: Entry, isOwn: boolean): Entry {
  return { ...entry, data: mask.entry(entry, isOwn) } as Entry;
}

/** The rows of a matter's state and log in the order of `wordsOf`, masked. */
function maskMatter(mask: Mask, matter: StoredMatterLog): StoredWords[] {
  const { facts = {} } = matter.state as { facts?: object };
  const isOwn = mask.owns(matter.state) || mask.owns(facts);
  const events = matter.events.map((event) => mask.entry(event, isOwn));
  // After its log, so that copies of what was said there are known.
  const state = mask.value(matter.state);
  return [
    { table: 'matter', key: [matter.id], data: state },
    ...events.map((data, index) => ({ table: 'matter_event', key: [matter.events[index]?.id ?? ''], data }) as const),
  ];
}

function wordsOf({ state, events }: StoredMatterLog): object[] {
  return [state, ...events.map(({ data }) => data)];
}

async function noteIn(
  turn: DeskTurn,
  stored: StoredTicket,
  masked: readonly Entry[],
  matterIds: readonly number[],
  { person, by }: Forgetting,
): Promise<void> {
  const remains = remainsOf(
    masked.map(({ at, kind, by: who, staff, data }, index) => ({
      seq: index + 1,
      at,
      kind,
      by: who,
      data: { staff, ...data },
    })),
  );
  const matters = await matterRemains(turn.tx, matterIds);
  const data = { what: 'delete-words' as const, ...(person === undefined ? {} : { person }), remains, matters };
  const entry: Entry = { kind: 'ticket.noted', at: turn.now, by, staff: false, data };
  const at = await withTerms(turn, stored);
  await saveProgress(turn, at, { ticket: applyEntry(stored.ticket, entry), added: [entry] });
  if (isOver(stored.ticket)) await redrawOthers(turn, at.book, stored.id, stored.ticket.facts.customer);
}

/** What matters without a ticket lost. */
export interface TakenFromMatters extends Taken {
  readonly cases: number;
  /** Digests of the entries that are left, by subject: the log of settings keeps them. */
  readonly remains: Readonly<Record<string, readonly string[]>>;
}

/** Masks matters that belong to no ticket (primary keys), in the turn's transaction. */
export async function maskMatters(
  { tx }: Pick<DeskTurn, 'tx'>,
  ids: readonly number[],
  forgetting: Pick<Forgetting, 'maskFor' | 'files'>,
): Promise<TakenFromMatters> {
  let files = 0;
  const changed: number[] = [];
  const rows: StoredWords[] = [];
  for (const matter of await listMatterLogs(tx, { ids })) {
    const mask = forgetting.maskFor(matter.customer);
    const masked = maskMatter(mask, matter);
    const before = wordsOf(matter);
    if (masked.every(({ data }, index) => canonicalJson(data) === canonicalJson(before[index]))) continue;
    changed.push(matter.id);
    rows.push(...masked);
    files += await deleteCaseRest(tx, {
      files: forgetting.files === 'all' ? undefined : [...mask.files],
      made: [...mask.made],
      ticketId: undefined,
      matterIds: [matter.id],
      subjects: [matter.subject],
    });
  }
  await keepMatterDigests(tx, changed);
  await saveWithoutWords(tx, rows);
  if (forgetting.files === 'all') await stopMatters(tx, ids);
  return { files, cases: changed.length, remains: await matterRemains(tx, changed) };
}
