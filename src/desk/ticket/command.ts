import { t } from '../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { findCustomer } from '../book/book.ts';
import type { Answer, Ask, Command, TypedForm } from '../desk.ts';
import { findAskedTicket, lockAskedTicket } from './asked-ticket.ts';
import { reportFor } from './behalf.ts';
import { foldTicket } from './case/fold.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { subjectOf } from './case/names.ts';
import { maySee, withTerms } from './flow.ts';
import { showHome } from './home.ts';
import { inThread } from './join-command.ts';
import { showLate } from './late.ts';
import { reportTicket } from './report.ts';
import { runStep } from './step-command.ts';
import { countOpenTickets, listEntries, listOpenTickets } from './store.ts';
import { ASKED_VERBS, verbOf } from './verb/table.ts';
import { reportForm } from './view/form.ts';
import { LIST_LENGTH, listCard } from './view/list.ts';
import { logCard } from './view/log-card.ts';
import { whyCard } from './view/why-card.ts';

/** The commands about tickets. */
export const ticketCommands: readonly Command[] = [
  {
    name: 'ticket.report',
    for: 'everyone',
    typed: { slash: 'fault', zh: ['报障'], en: ['fault'], takes: ['text'] },
    run: report,
  },
  {
    name: 'ticket.report-for',
    for: 'staff',
    typed: desk(['代报障'], ['report-for'], ['caller']),
    run: reportFor,
  },
  ...verbs(),
  {
    name: 'ticket.why',
    for: 'everyone',
    typed: desk(['为什么'], ['why'], ['ticket']),
    run: (ask) => withTicket(ask, findAskedTicket, why),
  },
  {
    name: 'ticket.mine',
    for: 'staff',
    typed: { ...desk(['我的', '我的工单'], ['mine'], []), isCommon: true, forCustomers: 'dossier.cases' },
    run: (ask) => list(ask, 'list.mine', { assignee: ask.asker.key }),
  },
  {
    name: 'ticket.open',
    for: 'everyone',
    typed: desk(['未结', '进度', '状态'], ['open', 'status'], []),
    run: listOpen,
  },
  {
    name: 'ticket.late',
    for: 'staff',
    typed: { ...desk(['超时', '超时工单'], ['late'], []), topic: 'look', forCustomers: 'ticket.open' },
    run: showLate,
  },
  {
    name: 'ticket.log',
    for: 'everyone',
    typed: desk(['记录'], ['log'], ['ticket']),
    run: (ask) => withTicket(ask, findAskedTicket, log),
  },
  { name: 'ticket.report-message', for: 'everyone', typed: undefined, run: reportMessage },
  { name: 'desk.home', for: 'everyone', typed: undefined, run: showHome },
];

/** A command for each verb that has words to type; its button is the same command. */
function verbs(): Command[] {
  return ASKED_VERBS.flatMap((name): Command[] => {
    const { by, words } = verbOf(name);
    if (!words) return [];
    return [
      {
        name: `ticket.${name}`,
        for: by === 'staff' ? 'staff' : 'everyone',
        typed: { slash: 'desk', ...words, takes: ['ticket', ...words.takes] },
        run: (asked) => {
          const ask = inThread(asked, name);
          return withTicket(ask, lockAskedTicket, (at) => runStep(ask, name, at));
        },
      },
    ];
  });
}

function desk(zh: readonly string[], en: readonly string[], takes: TypedForm['takes']): TypedForm {
  return { slash: 'desk', zh, en, takes };
}

async function report(ask: Ask): Promise<Result<Answer>> {
  if (isOnBehalf(ask)) return reportFor(ask);
  if (!ask.input.text) return askForReport(ask, '');
  const opened = await reportTicket(ask);
  if (!opened.ok) return opened;
  const { id } = opened.value;
  const text = t(ask.asker.language, 'reply.reported', { ticket: `T-${id}` });
  return accept({
    replies: [{ kind: 'whisper', tone: 'plain', text, subject: subjectOf(id) }],
    facts: [{ kind: 'ticket.opened', ticketId: id }],
  });
}

/**
 * Whether staff ask for the form of a report on a customer's behalf: they wrote nothing yet, or wrote it where no
 * customer is. `stage` comes from its forms.
 */
function isOnBehalf({ asker, by, input }: Ask): boolean {
  if (!asker.staff || by === 'form') return asker.staff && input.stage !== undefined;
  return !input.text || (by === 'words' && asker.customer === undefined);
}

/** Turns a chat message into a report: the form begins with the message's words, and its files go along. */
async function reportMessage(ask: Ask): Promise<Result<Answer>> {
  return askForReport(ask, ask.input.text ?? '');
}

/** Refused for strangers: the form of staff names every customer. */
function askForReport(ask: Ask, text: string): Result<Answer> {
  if (!ask.asker.staff && ask.asker.customer === undefined) return refuse('ticket.customer-unknown');
  const customer = ask.asker.customer === undefined ? undefined : findCustomer(ask.book, ask.asker.customer);
  const policy = customer && ask.book.source.policies[customer.policy];
  return accept({ replies: [{ kind: 'form', form: reportForm(ask, customer, policy, text) }], facts: [] });
}

/** Runs a command on the ticket that the ask names. `find` decides whether it is locked. */
export async function withTicket(
  ask: Ask,
  find: typeof findAskedTicket,
  run: (at: LoadedTicket, ask: Ask) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  const found = await find(ask);
  return found.ok ? run(found.value, ask) : found;
}

async function why({ stored, terms }: LoadedTicket, { asker, book, turn }: Ask): Promise<Result<Answer>> {
  const ticket = foldTicket(await listEntries(turn.tx, stored.id));
  const view = { source: book.source, terms, language: asker.language, now: turn.now, privately: true } as const;
  return accept({
    replies: [{ kind: 'card', card: whyCard(stored.id, ticket, stored.book.version, view) }],
    facts: [],
  });
}

async function log({ stored, book, terms }: LoadedTicket, { asker, turn }: Ask): Promise<Result<Answer>> {
  const view = { source: book.source, terms, language: asker.language, links: turn.links };
  const entries = await listEntries(turn.tx, stored.id);
  const card = logCard(stored.id, entries, view, asker.staff ? 'team' : 'customer');
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}

async function listOpen(ask: Ask): Promise<Result<Answer>> {
  const { customer, staff } = ask.asker;
  if (!staff && customer === undefined) return refuse('ticket.customer-unknown');
  return list(ask, 'list.open', customer === undefined ? {} : { customer });
}

/** For people to whom some customers are closed: all open tickets are read, and theirs are counted. */
const EVERY_TICKET = 10_000;

async function list(
  ask: Ask,
  titleKey: TextKey,
  filter: { customer?: string; assignee?: string },
): Promise<Result<Answer>> {
  const isClosed = ask.asker.closed !== undefined;
  const found = await listOpenTickets(ask.turn.tx, { ...filter, limit: isClosed ? EVERY_TICKET : LIST_LENGTH });
  const seen = found.filter(({ ticket }) => maySee(ask.asker, ticket.facts));
  const stored = seen.slice(0, LIST_LENGTH);
  const isAll = isClosed || stored.length < LIST_LENGTH;
  const count = isAll ? seen.length : await countOpenTickets(ask.turn.tx, filter);
  const tickets = await Promise.all(
    stored.map(async (each) => ({ id: each.id, ticket: each.ticket, terms: (await withTerms(ask.turn, each)).terms })),
  );
  return accept({
    replies: [
      { kind: 'card', card: listCard(titleKey, { tickets, count }, ask.book.source, ask.asker.language, ask.turn.now) },
    ],
    facts: [],
  });
}
