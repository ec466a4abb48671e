import { t } from '../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer } from '../book/book.ts';
import type { Answer, Ask, Command, TypedForm } from '../desk.ts';
import { findAsked, lockAsked } from './asked.ts';
import { askStep } from './asked-step.ts';
import { foldTicket } from './case/fold.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { subjectOf } from './case/names.ts';
import { withTerms } from './flow.ts';
import { showHome } from './home.ts';
import { reportTicket } from './report.ts';
import { listEntries, listOpenTickets } from './store.ts';
import type { Verb } from './verb/step-type.ts';
import { ticketCard } from './view/card.ts';
import { reportForm } from './view/form.ts';
import { LIST_LENGTH, listCard } from './view/list.ts';
import { logCard } from './view/log-card.ts';
import { whyCard } from './view/why-card.ts';

/** Everything that can be asked about tickets. */
export const ticketCommands: readonly Command[] = [
  {
    name: 'ticket.report',
    for: 'everyone',
    typed: { slash: 'fault', zh: ['报障'], en: ['fault'], takes: ['text'] },
    run: report,
  },
  ...verbs(),
  {
    name: 'ticket.show',
    for: 'everyone',
    typed: desk(['查看'], ['show'], ['ticket']),
    run: (ask) => withTicket(ask, findAsked, show),
  },
  {
    name: 'ticket.why',
    for: 'everyone',
    typed: desk(['为什么'], ['why'], ['ticket']),
    run: (ask) => withTicket(ask, findAsked, why),
  },
  {
    name: 'ticket.mine',
    for: 'staff',
    typed: desk(['我的', '我的工单'], ['mine'], []),
    run: (ask) => list(ask, 'list.mine', { assignee: ask.asker.key }),
  },
  {
    name: 'ticket.open',
    for: 'everyone',
    typed: desk(['未结', '进度', '状态'], ['open', 'status'], []),
    run: listOpen,
  },
  {
    name: 'ticket.log',
    for: 'everyone',
    typed: desk(['记录'], ['log'], ['ticket']),
    run: (ask) => withTicket(ask, findAsked, log),
  },
  { name: 'ticket.report-message', for: 'staff', typed: undefined, run: reportMessage },
  { name: 'desk.home', for: 'everyone', typed: undefined, run: showHome },
];

function verbs(): Command[] {
  const staff: readonly [Verb, string[], string[], string[]][] = [
    ['acknowledge', ['确认', '响应'], ['ack', 'acknowledge'], []],
    ['undo-acknowledge', ['撤回确认'], ['unack'], []],
    ['assign', ['派给', '转派'], ['assign'], ['to']],
    ['tell-customer', ['回复客户', '回复'], ['tell', 'reply'], ['text']],
    ['ask-customer', ['问客户'], ['ask'], ['text']],
    ['submit-plan', ['提交方案'], ['plan'], ['text']],
    ['ask-consent', ['征求同意'], ['consent'], ['purpose', 'text']],
    ['record-consent', ['登记同意'], ['record-consent'], ['purpose', 'text']],
    ['declare-incident', ['重大事件'], ['incident'], ['speaker', 'text']],
    ['end-incident', ['重大事件结束'], ['incident-over'], []],
    ['report-incident', ['最终报告'], ['final-report'], ['text']],
    ['log-commands', ['命令记录'], ['commands'], ['text']],
    ['propose-workaround', ['临时方案'], ['workaround'], ['text']],
    ['dispatch', ['派单'], ['dispatch'], []],
    ['arrive', ['到场'], ['arrive'], []],
    ['leave-site', ['离场'], ['leave'], []],
    ['confirm-leave', ['确认离场'], ['confirm-leave'], []],
    ['raise-tier', ['升级'], ['tier'], ['tier']],
    ['set-level', ['级别'], ['level'], ['level']],
    ['set-outage', ['中断'], ['outage'], ['since', 'affectedPercent']],
    ['end-outage', ['中断结束'], ['outage-over'], []],
    ['answer', ['答复'], ['answer'], ['text']],
    ['callback', ['待回电'], ['callback'], ['phone', 'contact']],
    ['called-back', ['已回电'], ['called-back'], ['text']],
    ['resolve', ['修复', '解决'], ['resolve'], ['text']],
    ['deliver', ['交付'], ['deliver'], ['report']],
  ];
  const everyone: readonly [Verb, string[], string[], string[]][] = [
    ['update', ['补充', '进展'], ['update', 'note'], ['text']],
    ['customer-answered', ['回答'], ['answered'], ['text']],
    ['approve-plan', ['同意方案'], ['approve'], []],
    ['reject-plan', ['退回方案'], ['reject-plan'], ['text']],
    ['give-consent', ['同意'], ['agree'], ['text']],
    ['refuse-consent', ['不同意'], ['refuse'], ['text']],
    ['confirm', ['确认修复'], ['confirm'], []],
    ['accept-reply', ['确认答复'], ['accept'], []],
    ['reject-fix', ['未修好'], ['reject'], ['text']],
  ];
  const command =
    (who: Command['for']) =>
    ([verb, zh, en, takes]: readonly [Verb, string[], string[], string[]]): Command => ({
      name: `ticket.${verb}`,
      for: who,
      typed: desk(zh, en, ['ticket', ...takes]),
      run: (ask) => withTicket(ask, lockAsked, (at) => askStep(ask, verb, at)),
    });
  return [...staff.map(command('staff')), ...everyone.map(command('everyone'))];
}

function desk(zh: readonly string[], en: readonly string[], takes: readonly string[]): TypedForm {
  return { slash: 'desk', zh, en, takes };
}

async function report(ask: Ask): Promise<Result<Answer>> {
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

/** Somebody's message is to become a ticket: the form begins with its words. */
async function reportMessage(ask: Ask): Promise<Result<Answer>> {
  return askForReport(ask, ask.input.text ?? '');
}

function askForReport(ask: Ask, text: string): Result<Answer> {
  const customer = ask.asker.customer === undefined ? undefined : findCustomer(ask.book, ask.asker.customer);
  const policy = customer && ask.book.source.policies[customer.policy];
  return accept({ replies: [{ kind: 'form', form: reportForm(ask, customer, policy, text) }], facts: [] });
}

/** Buttons and words name a ticket. A step holds it until the turn ends. */
export async function withTicket(
  ask: Ask,
  find: typeof findAsked,
  run: (at: LoadedTicket, ask: Ask) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  const found = await find(ask);
  return found.ok ? run(found.value, ask) : found;
}

async function show(
  { stored: { id, ticket }, terms }: LoadedTicket,
  { asker, book, turn }: Ask,
): Promise<Result<Answer>> {
  const view = { source: book.source, terms, language: asker.language, links: turn.links };
  return accept({
    replies: [{ kind: 'card', card: ticketCard(id, ticket, view, asker.staff ? 'team' : 'customer') }],
    facts: [],
  });
}

async function why({ stored, terms }: LoadedTicket, { asker, book, turn }: Ask): Promise<Result<Answer>> {
  const ticket = foldTicket(await listEntries(turn.tx, stored.id));
  const view = { source: book.source, terms, language: asker.language };
  return accept({
    replies: [{ kind: 'card', card: whyCard(stored.id, ticket, stored.book.version, view) }],
    facts: [],
  });
}

async function log({ stored, terms }: LoadedTicket, { asker, book, turn }: Ask): Promise<Result<Answer>> {
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

async function list(
  ask: Ask,
  titleKey: string,
  filter: { customer?: string; assignee?: string },
): Promise<Result<Answer>> {
  const stored = await listOpenTickets(ask.turn.tx, { ...filter, limit: LIST_LENGTH + 1 });
  const tickets = await Promise.all(
    stored.map(async (each) => ({ id: each.id, ticket: each.ticket, terms: (await withTerms(ask.turn, each)).terms })),
  );
  return accept({
    replies: [{ kind: 'card', card: listCard(titleKey, tickets, ask.book.source, ask.asker.language) }],
    facts: [],
  });
}
