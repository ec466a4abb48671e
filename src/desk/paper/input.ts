import { z } from 'zod';
import type { SentFile } from '../../chat/file.ts';
import { t } from '../../i18n/i18n.ts';
import { named } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer, policyOf } from '../book/book.ts';
import type { Ask } from '../desk.ts';
import { OptionalText, readInput } from '../input.ts';
import { numberInput } from '../matter/input.ts';
import { periodOf } from '../report/month.ts';
import { lockAskedTicket } from '../ticket/asked-ticket.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { parseTicketNumber } from '../ticket/case/names.ts';
import { paperName } from '../ticket/view/line.ts';
import type { Delivery } from './hand-in.ts';
import { partsOf } from './layout.ts';
import { findPaperKey } from './names.ts';
import { papers } from './store.ts';

/** Which paper is meant, and about what. */
export type RequestedPaper = { readonly paper: string } & (
  | { readonly about: 'ticket'; readonly at: LoadedTicket }
  | { readonly about: 'month'; readonly customer: string; readonly month: string | undefined }
);

/** Papers that may be handed in even if the policy does not ask for them. */
const ALWAYS_ALLOWED = ['fault-report', 'service-report', 'write-up', 'documents', 'command-log'];

const Word = z.string().trim().max(80).default('');
const AskedInput = z.object({ ticket: Word, report: Word, customer: Word, month: Word });

/**
 * Reads `T-12 fault-report`, `T-12` if exactly one of its papers is owed, `sample summary`, or `summary` if the
 * customer is clear from the asker. Papers and customers are named by key or by name.
 */
export async function readRequestedPaper(ask: Ask): Promise<Result<RequestedPaper>> {
  const read = readInput(AskedInput, ask.input);
  if (!read.ok) return read;
  const { ticket, report, customer, month } = read.value;
  if (customer === '' && parseTicketNumber(ticket) !== undefined) return readTicketPaper(ask, report);
  const named = customer === '' ? findCustomerKey(ask, ticket) : findCustomerKey(ask, customer);
  const isPaper = named === undefined && customer === '' && report === '';
  const whose = named ?? (isPaper ? onlyCustomer(ask) : undefined);
  if (ticket === '' && customer === '') return refuse('input.missing', { field: 'ticket' });
  if (whose === undefined) return refuse('ticket.customer-unknown');
  return readMonthPaper(ask, whose, isPaper ? ticket : report, month);
}

async function readTicketPaper(ask: Ask, report: string): Promise<Result<RequestedPaper>> {
  const found = await lockAskedTicket(ask);
  if (!found.ok) return found;
  const at = found.value;
  // A requirement is answered in writing too, but by a step of the ticket.
  if (at.stored.ticket.facts.kind !== 'fault') return refuse('ticket.faults-only');
  const { papers: owed, offers } = at.terms.policy;
  const known = [...new Set([...[...owed, ...offers].map(({ paper }) => paper), ...ALWAYS_ALLOWED])];
  if (report !== '') {
    const paper = findPaperKey(report, known);
    return paper === undefined ? unknown(ask, known) : accept({ about: 'ticket', paper, at });
  }
  const open = await papers.list(ask.turn.tx, { ticketId: at.stored.id, status: 'open' });
  const [only, ...others] = open;
  if (only && others.length === 0) return accept({ about: 'ticket', paper: only.state.paper, at });
  return unknown(ask, open.length > 0 ? open.map(({ state }) => state.paper) : known);
}

function readMonthPaper(ask: Ask, customer: string, report: string, month: string): Result<RequestedPaper> {
  const monthly = policyOf(ask.book, customer).papers.filter(({ after }) => periodOf(after));
  const known = [...new Set([...monthly.map(({ paper }) => paper), 'summary'])];
  const paper = report === '' ? known[0] : findPaperKey(report, known);
  if (paper === undefined) return unknown(ask, known);
  return accept({ about: 'month', paper, customer, month: month === '' ? undefined : month });
}

function unknown({ asker: { language } }: Ask, allowed: readonly string[]): Result<never> {
  const words = allowed.map((paper) => `${paperName(paper, language)} (${paper})`);
  return refuse('paper.which', { allowed: words.join(t(language, 'list.separator')) });
}

function findCustomerKey({ book }: Ask, word: string): string | undefined {
  const wanted = plainWord(word);
  if (findCustomer(book, word)) return word;
  return Object.entries(book.source.customers).find(([, { name }]) =>
    (['en', 'zh-CN'] as const).some((language) => plainWord(named(name, language)) === wanted),
  )?.[0];
}

function onlyCustomer({ asker, book }: Ask): string | undefined {
  const [first, ...others] = Object.keys(book.source.customers);
  return asker.customer ?? (others.length === 0 ? first : undefined);
}

/**
 * Reads what is handed in: texts or files; undefined: nothing yet. If texts are given, every required part must be
 * there; files that came with a message need no texts.
 */
export function readDelivery(ask: Ask, paper: string): Result<Delivery | undefined> {
  const wanted = partsOf(paper);
  const Parts = z.object(Object.fromEntries(wanted.map(({ name }) => [name, OptionalText])));
  const read = readInput(Parts, ask.input);
  if (!read.ok) return read;
  const parts = Object.fromEntries(Object.entries(read.value).filter(([, text]) => text !== ''));
  const files = sentFiles(ask);
  const isWritten = Object.keys(parts).length > 0 || ask.by === 'form';
  if (!isWritten) return accept(files.length > 0 || ask.input.sure === 'yes' ? { parts, files } : undefined);
  const missing = wanted.find(({ name, required }) => required && parts[name] === undefined);
  if (missing)
    return refuse('paper.part-missing', {
      field: missing.name,
      part: t(ask.asker.language, `paper.part.${missing.name}`),
    });
  return accept({ parts, files });
}

function sentFiles({ by, message }: Ask): SentFile[] {
  return by === 'words' ? (message?.files ?? []).flatMap(({ sent }) => sent ?? []) : [];
}

/** Input of the commands that check a paper; only `paper.refuse` needs a reason. */
export const PaperInput = z.object({ paper: numberInput('paper'), reason: OptionalText });
