import type { Tx } from '../../db/database.ts';
import { type Numbered, numberOfSubject, parseNumber } from '../../desk/address/number.ts';
import { listChangedBooks } from '../../desk/book/store.ts';
import { type ChainedLog, checkLog } from '../../desk/chain/chain.ts';
import { findMatterLog, pageOfMatterLogs } from '../../desk/chain/matter/store.ts';
import { checkSettings } from '../../desk/chain/setting/store.ts';
import { findLog, pageOfLogs } from '../../desk/chain/store.ts';
import { parseTicketNumber } from '../../desk/ticket/case/names.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { type CliAnswer, problem } from './data.ts';

/** What was looked at, and a line for each thing that does not fit. */
interface Findings {
  readonly lines: string[];
  readonly language: Language;
  tickets: number;
  matters: number;
  entries: number;
  /** Logs whose chains are still to be made. */
  older: number;
  books: number;
  settings: number;
}

/**
 * Checks all logs against their hashes: of tickets, of what is beside them, and of settings and service books; or the one log
 * that is named, `T-12` or `C-3`. A page of logs at a time.
 */
export async function verifyLogs(tx: Tx, named: string | undefined, language: Language): Promise<CliAnswer> {
  const found = { lines: [], language, tickets: 0, matters: 0, entries: 0, older: 0, books: 0, settings: 0 };
  if (named === undefined) {
    for await (const log of ticketLogs(tx)) lookAtLog(log, found);
    for await (const log of matterLogs(tx)) lookAtLog(log, found);
    await lookAtBooks(tx, found);
    await lookAtSettings(tx, found);
    return answerOf(found);
  }
  const subject = subjectNamed(named);
  if (subject === undefined) return problem(t(language, 'verify.not-a-number', { value: named }), 2);
  const log = await logOf(tx, subject);
  if (!log) return problem(t(language, 'verify.none-such', { what: nameOf(subject) }), 2);
  lookAtLog(log, found);
  return answerOf(found);
}

const KINDS: readonly Numbered[] = [
  'complaint',
  'inspection',
  'paper',
  'assurance',
  'appointment',
  'part',
  'loaner',
  'patch',
  'file',
  'sheet',
];

/** The subject that a person named: `T-12`, `C-3`, or as a finding names it, `followup/4`. A bare number is a ticket's. */
function subjectNamed(named: string): string | undefined {
  if (/^[a-z]+(-[a-z]+)*\/[1-9]\d{0,8}$/.test(named)) return named;
  const ticket = parseTicketNumber(named);
  if (ticket !== undefined) return `ticket/${ticket}`;
  for (const kind of KINDS) {
    const number = parseNumber(kind, named);
    if (number !== undefined) return `${kind}/${number}`;
  }
  return undefined;
}

function logOf(tx: Tx, subject: string): Promise<ChainedLog | undefined> {
  const [kind, number] = subject.split('/');
  return kind === 'ticket' ? findLog(tx, Number(number)) : findMatterLog(tx, subject);
}

function nameOf(subject: string): string {
  return numberOfSubject(subject) ?? subject;
}

async function* ticketLogs(tx: Tx): AsyncGenerator<ChainedLog> {
  for (let after = 0; ; ) {
    const page = await pageOfLogs(tx, after);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.ticketId;
  }
}

async function* matterLogs(tx: Tx): AsyncGenerator<ChainedLog> {
  for (let after = 0; ; ) {
    const page = await pageOfMatterLogs(tx, after);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.matterId;
  }
}

function lookAtLog(log: ChainedLog, found: Findings): void {
  if (log.subject.startsWith('ticket/')) found.tickets += 1;
  else found.matters += 1;
  found.entries += log.rows.length;
  if (log.head === '') found.older += 1;
  found.lines.push(...misfitLines(log, nameOf(log.subject), found.language));
}

function misfitLines(log: ChainedLog, what: string, language: Language): string[] {
  return checkLog(log).map(({ seq, why }) => t(language, `verify.${why}`, { what, seq }));
}

async function lookAtBooks(tx: Tx, found: Findings): Promise<void> {
  const { count, changed } = await listChangedBooks(tx);
  found.books = count;
  found.lines.push(...changed.map((version) => t(found.language, 'verify.book', { version })));
}

async function lookAtSettings(tx: Tx, found: Findings): Promise<void> {
  const { language } = found;
  const { log, others } = await checkSettings(tx);
  found.settings = log.rows.length;
  if (log.head === '') found.older += 1;
  found.lines.push(
    ...misfitLines(log, t(language, 'verify.settings'), language),
    ...others.map((setting) => t(language, 'verify.setting', { setting })),
  );
}

function answerOf({ lines, language, older, ...about }: Findings): CliAnswer {
  const note = older > 0 ? [t(language, 'verify.older', { logs: older })] : [];
  const looked = t(language, 'verify.looked-at', about);
  if (lines.length === 0) return { lines: [...note, t(language, 'verify.fits', { looked })], problem: '', status: 0 };
  const sum = t(language, 'verify.misfits', { looked, count: lines.length });
  return { lines: [...lines, ...note], problem: sum, status: 1 };
}
