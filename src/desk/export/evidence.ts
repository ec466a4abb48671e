import { isoInZone } from '../../i18n/when.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import type { Book } from '../book/book.ts';
import type { AppliedBook } from '../book/store.ts';
import { type ChainedLog, checkLog, type Misfit } from '../chain/chain.ts';
import { personName } from '../person/person.ts';
import type { Entry } from '../ticket/case/entry.ts';
import { foldTicket } from '../ticket/case/fold.ts';
import type { Terms } from '../ticket/case/terms.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import type { TicketClock } from '../ticket/clock/clocks.ts';
import { lineOf } from '../ticket/view/line.ts';
import { clauseOf, countedClock, type ExportedPromise, keptAt, promisesOf } from './row/promise.ts';
import type { CaseFile } from './store.ts';
import type { TableView } from './table.ts';

/**
 * One case as evidence, for people who do not have the desk: everything that its promises are judged by, with what proves
 * that the log is whole. Pure.
 */

/** What the evidence is made from. */
export interface CaseSource {
  readonly id: TicketId;
  readonly customer: string;
  readonly log: ChainedLog;
  /** The version of the book that the ticket counts by, with the hash of its content. */
  readonly book: Book;
  readonly bookHash: string;
  readonly applied: AppliedBook | undefined;
  readonly terms: Terms;
  readonly files: readonly CaseFile[];
  /** Who takes it: a key of the book's people, or `operator`. */
  readonly by: string;
  readonly view: TableView;
}

/** The entries of a log as the desk reads them. */
export function entriesOf({ rows }: ChainedLog): Entry[] {
  return rows.map(({ at, kind, by, data }) => {
    const { staff, ...rest } = data as { staff: boolean };
    return { at, kind, by, staff, data: rest } as Entry;
  });
}

/** A case, read from its log alone. */
export interface ReadCase {
  readonly entries: readonly Entry[];
  readonly ticket: Ticket;
  readonly promises: readonly ExportedPromise[];
  /** What does not fit in its log; empty: it is whole. */
  readonly misfits: readonly Misfit[];
}

export function readCase({ id, log, book, terms }: CaseSource): ReadCase {
  const entries = entriesOf(log);
  const ticket = foldTicket(entries);
  const promises = promisesOf({ id, ticket, terms, bookVersion: book.version });
  return { entries, ticket, promises, misfits: checkLog(log) };
}

/**
 * The case as JSON. Each instant stands in UTC and by the provider's clock. The log's rows have what \`deskbell verify\`
 * checks: with salt, data and hash anyone can check the chain again.
 */
export function evidenceJson(source: CaseSource): string {
  const { id, log, files, by, view } = source;
  const { timeZone, name } = view.source.provider;
  const at = (instant: Instant | undefined) =>
    instant === undefined ? undefined : { utc: isoOf(instant), local: isoInZone(instant, timeZone) };
  const read = readCase(source);
  const { ticket, promises, misfits } = read;
  return JSON.stringify(
    {
      format: 'deskbell-evidence/1',
      case: `T-${id}`,
      provider: { name, timeZone },
      taken: { at: at(view.now), by, name: personName(view.source.people, by, view.language) },
      ticket: {
        status: ticket.status,
        level: ticket.level,
        assignee: ticket.assignee,
        reported: at(ticket.reportedAt),
        facts: ticket.facts,
      },
      book: { ...bookPart(source, at), moves: movesOf(read.entries, at) },
      promises: promises.map((promise) => promisePart(promise, ticket, at)),
      chain: {
        how: 'hash = sha256(hash before + ":" + digest); digest = sha256(salt + "\\n" + JSON of seq, at, kind, by, data with sorted keys, without spaces); all in hex',
        seed: log.subject,
        head: log.head,
        whole: misfits.length === 0 && log.head !== '',
        misfits,
      },
      log: log.rows.map((row, index) => ({
        seq: row.seq,
        at: at(row.at),
        kind: row.kind,
        by: row.by,
        words: wordsOf(read.entries[index], source),
        ...{ data: row.data, salt: row.salt, digest: row.digest ?? undefined, hash: row.hash },
      })),
      files: files.map(({ at: madeAt, ...file }) => ({ ...file, at: at(madeAt) })),
    },
    null,
    2,
  );
}

/** What an entry says, in the words of the ticket's thread. */
export function wordsOf(entry: Entry | undefined, { terms, view: { source, language } }: CaseSource): string {
  return entry ? lineOf(entry, { source, language, terms }) : '';
}

type Show = (instant: Instant | undefined) => object | undefined;

/** The moves to other versions of the book, each with who had it moved. */
function movesOf(entries: readonly Entry[], at: Show): object[] {
  return entries.flatMap((entry) =>
    entry.kind === 'ticket.moved' ? [{ at: at(entry.at), by: entry.by, from: entry.data.from, to: entry.data.to }] : [],
  );
}

function bookPart({ book, bookHash, applied, terms: { policy } }: CaseSource, at: Show): object {
  return {
    version: book.version,
    sha256: bookHash.split('@')[0],
    applied: at(applied?.appliedAt),
    clauses: Object.entries(policy.clocks).map(([metric, rule]) => ({ metric, ...rule })),
  };
}

function promisePart(promise: ExportedPromise, ticket: Ticket, at: Show): object {
  const { metric, clock, settled, dueAt, result, terms } = promise;
  const counted = countedClock(promise);
  const rule = clock?.rule ?? terms.policy.clocks[metric];
  const breach = ticket.breaches[metric] ?? ticket.pastBreaches.find((each) => each.metric === metric);
  return {
    metric,
    clause: clauseOf(promise),
    text: settled ? undefined : rule?.text,
    version: settled?.version,
    result,
    due: at(dueAt),
    kept: at(keptAt(promise)),
    broken: at(breach?.at),
    ...(counted ? { computed: computedPart(counted, at) } : {}),
  };
}

/** How a due instant came about: from the start, so much time of this calendar, without the pauses. */
function computedPart({ limit, rule, allowance, held, warnAt, provisional }: TicketClock, at: Show): object {
  const { timeZone, always, week } = allowance.calendar.spec;
  return {
    startsAt: limit.startsAt ?? rule.startsAt,
    start: at(allowance.startAt),
    span: limit.within,
    plusTravel: limit.plusTravel === true,
    allowanceMs: allowance.ms,
    calendar: always ? { always: true, timeZone } : { timeZone, week },
    pauses: held.excluded.map(([fromAt, untilAt]) => ({ from: at(fromAt), until: at(untilAt) })),
    heldSince: at(held.heldSince),
    warned: at(warnAt),
    provisional,
  };
}
