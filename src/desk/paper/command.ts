import { accept, type Result } from '../../lib/refusal.ts';
import { numberOf } from '../address/number.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { Answer, Ask, Command, DeskTurn, TypedForm } from '../desk.ts';
import { readInput } from '../input.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { actorOf } from '../ticket/asked-ticket.ts';
import { maySee } from '../ticket/flow.ts';
import { paperName } from '../ticket/view/line.ts';
import { aboutText } from './card.ts';
import type { CheckStep } from './check.ts';
import { checkPaper } from './check-flow.ts';
import { choosePaper } from './choose.ts';
import { deliverMonthPaper, monthToWrite, refusalOfMonthPaper } from './deliver-month.ts';
import { draftParts } from './draft.ts';
import { makeFile, sendFiles } from './file.ts';
import { deliverTicketPaper, refusalOfTicketPaper } from './flow.ts';
import { partsForm, refuseForm } from './form.ts';
import { gatherCase, gatherMonth } from './gather.ts';
import { PaperInput, type RequestedPaper, readDelivery, readRequestedPaper } from './input.ts';
import type { PaperIdentity } from './letterhead.ts';
import { papersCard } from './list.ts';
import type { Paper } from './paper.ts';
import { signHandedIn } from './sign-flow.ts';
import type { PaperSource } from './source.ts';
import { papers } from './store.ts';

/** The commands of papers. */
export const paperCommands: readonly Command[] = [
  {
    name: 'paper.deliver',
    for: 'staff',
    typed: desk(['文档', '交文档'], ['paper'], ['ticket', 'report']),
    run: deliver,
  },
  { name: 'paper.draft', for: 'staff', typed: desk(['文档草稿'], ['draft'], ['ticket', 'report']), run: draft },
  { name: 'paper.list', for: 'staff', typed: desk(['待交文档'], ['papers'], []), run: list },
  { name: 'paper.choose', for: 'staff', typed: undefined, run: choosePaper },
  { name: 'paper.sign', for: 'everyone', typed: desk(['签署文档'], ['sign-paper'], ['paper']), run: sign },
  ...checkCommands(),
];

function desk(zh: readonly string[], en: readonly string[], takes: TypedForm['takes']): TypedForm {
  return { slash: 'desk', zh, en, takes };
}

function checkCommands(): Command[] {
  const one = (verb: CheckStep['verb'], typed: TypedForm): Command => ({
    name: `paper.${verb}`,
    for: 'staff',
    typed,
    run: (ask) => check(ask, verb),
  });
  return [
    one('accept', desk(['接收文档'], ['accept-paper'], ['paper'])),
    one('approve', desk(['批准文档'], ['approve-paper'], ['paper'])),
    one('refuse', desk(['退回文档'], ['refuse-paper'], ['paper', 'reason'])),
  ];
}

/** Hands a paper in. Without texts or files it answers with a form, filled in with what the log has. */
async function deliver(ask: Ask): Promise<Result<Answer>> {
  const read = await readRequestedPaper(ask);
  if (!read.ok) return read;
  const asked = read.value;
  const delivery = readDelivery(ask, asked.paper);
  if (!delivery.ok) return delivery;
  if (!delivery.value) return (await refusalNow(ask, asked)) ?? askForParts(ask, asked);
  const { turn, book, asker } = ask;
  const by = actorOf(ask);
  const delivered =
    asked.about === 'ticket'
      ? await deliverTicketPaper(turn, asked.at, asked.paper, delivery.value, by)
      : await deliverMonthPaper(turn, book, asked.customer, asked, delivery.value, by);
  if (!delivered.ok) return delivered;
  const facts = delivered.value ?? [];
  // A press without texts or files: the updated card is the answer.
  if (ask.by === 'button') return accept({ replies: [], facts });
  return tell(ask, 'reply.paper-delivered', { paper: paperName(asked.paper, asker.language) }, facts);
}

function refusalNow({ turn, book }: Ask, asked: RequestedPaper) {
  return asked.about === 'ticket'
    ? refusalOfTicketPaper(turn, asked.at, asked.paper)
    : refusalOfMonthPaper(turn, book, asked.customer, asked);
}

async function askForParts(ask: Ask, asked: RequestedPaper): Promise<Result<Answer>> {
  const { language } = ask.asker;
  const source = await gather(ask, asked);
  const args: Record<string, string> =
    source.about === 'ticket'
      ? { ticket: `T-${source.id}` }
      : { customer: source.customer, ...(asked.about === 'month' && asked.month ? { month: asked.month } : {}) };
  const about = aboutSource(ask, source);
  const form = partsForm(asked.paper, args, about, draftParts(asked.paper, source), language);
  return answerForm(form);
}

/** Sends the asker a draft of the paper as a Word file, filled in with what the log has. */
async function draft(ask: Ask): Promise<Result<Answer>> {
  const read = await readRequestedPaper(ask);
  if (!read.ok) return read;
  const asked = read.value;
  const source = await gather(ask, asked);
  const { turn, asker } = ask;
  const edition = { state: 'draft', identity: await identityOfDraft(turn, asked, source), signatures: [] } as const;
  const file = await makeFile(turn, asked.paper, source, draftParts(asked.paper, source), edition);
  const view = {
    ...directoryOf(turn, source.view),
    ticket: source.about === 'ticket' ? source.ticket : undefined,
  };
  const about = {
    customer: source.customer,
    ticketId: source.about === 'ticket' ? source.id : undefined,
    paper: asked.paper,
    month: source.about === 'month' ? source.month : undefined,
  };
  await sendFiles(turn, view, about, [file], { key: `draft|${turn.now}`, to: asker.key, line: 'draft' });
  return tell(ask, 'reply.paper-draft', { paper: paperName(asked.paper, asker.language) });
}

/** Number and version that the paper would have if it were handed in now; a paper that is not owed has no number yet. */
async function identityOfDraft(
  { tx }: DeskTurn,
  { paper }: RequestedPaper,
  source: PaperSource,
): Promise<PaperIdentity> {
  const whose = source.about === 'ticket' ? { ticketId: source.id } : { customer: source.customer };
  const month = source.about === 'month' ? source.month : undefined;
  const latest = (await papers.list(tx, whose))
    .filter(({ state }) => state.paper === paper && state.month === month)
    .at(-1);
  const version = latest?.state.handedIn ? (latest.state.handedIn.version ?? 1) + 1 : 1;
  return { number: latest ? numberOf('paper', latest.id) : '', version };
}

async function gather({ turn, book }: Ask, asked: RequestedPaper): Promise<PaperSource> {
  if (asked.about === 'ticket') return gatherCase(turn, asked.at, asked.paper);
  return gatherMonth(turn, book, asked.customer, await monthToWrite(turn, book, asked.customer, asked));
}

function aboutSource({ asker, book }: Ask, source: PaperSource): string {
  const { customer } = source;
  return source.about === 'ticket'
    ? aboutText({ customer, ticketId: source.id, month: undefined }, source.ticket, book.source, asker.language)
    : aboutText({ customer, ticketId: undefined, month: source.month }, undefined, book.source, asker.language);
}

async function check(ask: Ask, verb: CheckStep['verb']): Promise<Result<Answer>> {
  const read = readInput(PaperInput, ask.input);
  if (!read.ok) return read;
  const { paper: id, reason } = read.value;
  const { language, key } = ask.asker;
  if (verb === 'refuse' && reason === '') return answerForm(refuseForm(id, language));
  const step: CheckStep = verb === 'refuse' ? { verb, reason } : { verb };
  const checked = await checkPaper(ask.turn, id, step, key);
  if (!checked.ok) return checked;
  return tell(ask, `reply.paper.${verb}`, { paper: numberOf('paper', id) });
}

/** Signs a paper by a tap. The redrawn card is the answer to a press. */
async function sign(ask: Ask): Promise<Result<Answer>> {
  const read = readInput(PaperInput, ask.input);
  if (!read.ok) return read;
  const signed = await signHandedIn(ask.turn, read.value.paper, ask.asker);
  if (!signed.ok) return signed;
  if (ask.by === 'button') return accept({ replies: [], facts: [] });
  return tell(ask, 'reply.paper-signed', { paper: numberOf('paper', read.value.paper) });
}

async function list({ turn, book, asker }: Ask): Promise<Result<Answer>> {
  const listed = async (status: Paper['status']) =>
    (await papers.list(turn.tx, { status, limit: EVERY_OPEN })).filter(({ state }) => maySee(asker, state));
  const owed = await listed('open');
  const handedIn = await listed('delivered');
  const accepted = await listed('accepted');
  const card = papersCard(owed, [...handedIn, ...accepted], book.source, asker.language, turn.now);
  return answerCard(card);
}
