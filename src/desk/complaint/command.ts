import type { Card, CardLink } from '../../chat/card.ts';
import type { Reply } from '../../chat/reply.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import type { Answer, Ask, Command, Fact, TypedForm } from '../desk.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { answerForm, tell } from '../tell.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { mayAccess } from './access.ts';
import { complaintCard, customerCard, historyParts } from './card.ts';
import { stepComplaint } from './flow.ts';
import { complaintForm, stepForm } from './form.ts';
import { readComplaintStep } from './input.ts';
import { LIST_LENGTH, listCard } from './list.ts';
import { lockAskedComplaint, readerOf } from './lock.ts';
import { openAskedComplaint, resolveCustomer } from './open.ts';
import type { ComplaintStep } from './step.ts';
import { complaints, listOwnComplaints } from './store.ts';

/** The commands about complaints. */
export const complaintCommands: readonly Command[] = [
  {
    name: 'complaint.open',
    for: 'everyone',
    typed: { slash: 'complaint', zh: ['投诉'], en: ['complaint'], takes: ['text'] },
    run: open,
  },
  { name: 'complaint.list', for: 'everyone', typed: desk(['查看投诉', '我的投诉'], ['complaints'], []), run: list },
  {
    name: 'complaint.show',
    for: 'everyone',
    typed: desk(['看投诉'], ['show-complaint'], ['complaint']),
    run: show,
  },
  stepCommand('answer', 'staff', desk(['答复投诉'], ['answer-complaint'], ['complaint', 'text'])),
  stepCommand('progress', 'staff', desk(['跟进投诉'], ['progress-complaint'], ['complaint', 'text'])),
  stepCommand('propose-closing', 'staff', desk(['提请满意'], ['propose-closing'], ['complaint', 'text'])),
  stepCommand('record', 'staff', undefined),
  stepCommand('close', 'everyone', desk(['满意'], ['satisfied'], ['complaint'])),
  stepCommand('not-satisfied', 'everyone', desk(['不满意'], ['not-satisfied'], ['complaint', 'text'])),
];

function desk(zh: readonly string[], en: readonly string[], takes: TypedForm['takes']): TypedForm {
  return { slash: 'desk', zh, en, takes };
}

function stepCommand(verb: ComplaintStep['verb'], who: Command['for'], typed: TypedForm | undefined): Command {
  return { name: `complaint.${verb}`, for: who, typed, run: (ask) => step(ask, verb) };
}

/** Opens a complaint. Shows the form if no text was given. */
async function open(ask: Ask): Promise<Result<Answer>> {
  const { asker, input } = ask;
  if ((input.text ?? '').trim() === '' && ask.by !== 'form' && input.sure !== 'yes') {
    const resolved = await resolveCustomer(ask, input.ticket ?? '', input.customer ?? '');
    if (!resolved.ok) return resolved;
    if (resolved.value.customer === undefined && !asker.staff) return refuse('ticket.customer-unknown');
    const form = complaintForm(ask, resolved.value.customer, input.ticket ?? '');
    return accept({
      replies: [{ kind: 'form', form, readers: 'asker', ...privatePageLink(ask, resolved.value) }],
      facts: [],
    });
  }
  const opened = await openAskedComplaint(ask);
  if (!opened.ok) return opened;
  const { id, state } = opened.value;
  const due = when(asker.language, state.due['first-answer'], ask.book.source.provider.timeZone, ask.turn.now);
  const way = state.facts.answerIn?.way ?? 'contact';
  const facts = [{ kind: 'complaint.opened', complaintId: id }] as const;
  const readers = way === 'channel' ? {} : ({ readers: 'asker' } as const);
  const more = { subject: subjectOf('complaint', id), ...readers };
  return tell(ask, `complaint.received.${way}`, { complaint: numberOf('complaint', id), due }, facts, more);
}

/** A link to a private page with the form, for platforms that cannot show a form to one customer alone. */
function privatePageLink(
  { asker, turn }: Ask,
  { customer, ticketId }: { customer: string | undefined; ticketId: TicketId | undefined },
): { page?: CardLink } {
  const url = asker.staff || customer === undefined ? undefined : turn.links.complain(customer, ticketId);
  return url === undefined ? {} : { page: { label: t(asker.language, 'form.complaint.page'), url } };
}

const CUSTOMER_VERBS: readonly ComplaintStep['verb'][] = ['close', 'not-satisfied'];

/**
 * Takes a step on a complaint. A person without access gets `complaint.not-found`, as if the complaint did not exist.
 */
async function step(ask: Ask, verb: ComplaintStep['verb']): Promise<Result<Answer>> {
  const access = verb === 'answer' ? 'answer' : CUSTOMER_VERBS.includes(verb) ? 'customer-step' : 'read';
  const found = await lockAskedComplaint(ask, access);
  if (!found.ok) return found;
  const { matter } = found.value;
  const { language, key, staff } = ask.asker;
  const isBlank = verb !== 'close' && (ask.input.text ?? ask.input.result ?? '').trim() === '';
  const form = isBlank && ask.input.sure !== 'yes' ? stepForm(verb, matter.id, matter.state, language) : undefined;
  if (form && staff !== CUSTOMER_VERBS.includes(verb)) return answerForm(form);
  const read = readComplaintStep(verb, ask);
  if (!read.ok) return read;
  const stepped = await stepComplaint(ask.turn, found.value, read.value, { key, staff });
  if (!stepped.ok) return stepped;
  const facts: Fact[] = verb === 'close' ? [{ kind: 'complaint.closed', customer: stepped.value.customer }] : [];
  return tell(ask, `reply.complaint.${verb}`, { complaint: numberOf('complaint', matter.id) }, facts);
}

async function show(ask: Ask): Promise<Result<Answer>> {
  const found = await lockAskedComplaint(ask, 'read');
  if (!found.ok) return found;
  const { matter, book } = found.value;
  const { staff, language } = ask.asker;
  const view = { source: book.source, language, now: ask.turn.now };
  if (!staff) return accept({ replies: [privateCard(customerCard(matter.id, matter.state, view))], facts: [] });
  const card = complaintCard(matter.id, matter.state, view);
  const history = historyParts(matter.id, matter.state, await complaints.listEntries(ask.turn.tx, matter.id), view);
  const parts = [...card.parts.slice(0, -1), ...history, ...card.parts.slice(-1)];
  return accept({ replies: [privateCard({ ...card, parts })], facts: [] });
}

/**
 * Staff see the open complaints they may read, the oldest first; customers see their own, closed ones too, the newest
 * first.
 */
async function list(ask: Ask): Promise<Result<Answer>> {
  const { staff, language } = ask.asker;
  const { source } = ask.book;
  const reader = readerOf(ask);
  const view = { source, language, now: ask.turn.now };
  if (!staff) {
    const { newest, count } = await listOwnComplaints(ask.turn.tx, reader, LIST_LENGTH);
    const theirs = newest.filter(({ state }) => mayAccess(state, reader, source.people, 'read'));
    const hidden = newest.length - theirs.length;
    return accept({ replies: [privateCard(listCard(theirs, count - hidden, 'customer', view))], facts: [] });
  }
  const all = await complaints.list(ask.turn.tx, { status: 'open', limit: EVERY_OPEN });
  const visible = all.filter(({ state }) => mayAccess(state, reader, source.people, 'read'));
  const card = listCard(visible, visible.length, 'ours', view);
  return accept({ replies: [privateCard(card)], facts: [] });
}

function privateCard(card: Card): Reply {
  return { kind: 'card', card, readers: 'asker' };
}
