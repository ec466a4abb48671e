import { z } from 'zod';
import { accept, type Result } from '../../lib/refusal.ts';
import type { TextKey } from '../../lib/text-key.ts';
import type { Answer, Ask, Command, Fact, TypedForm } from '../desk.ts';
import { OptionalText, readInput } from '../input.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { actorOf, lockAskedTicket } from '../ticket/asked-ticket.ts';
import { maySee } from '../ticket/flow.ts';
import { partCard } from './card.ts';
import { deliver, deliverFirst, type LockedPart, requestPartFor, savePart } from './flow.ts';
import { recordForm, requestForm } from './form.ts';
import { type LedgerLine, ledgerCard, readFilter } from './ledger.ts';
import { loanerCommands } from './loaner-command.ts';
import { lockPart, lockPartOrTicket } from './lock.ts';
import {
  dispatchPart,
  type PartProgress,
  type PartRecord,
  receiveAtVendor,
  recordPart,
  returnPart,
  type SparePart,
  sendPartBack,
} from './part.ts';
import { loaners, parts } from './store.ts';

/** The commands of spare parts and loaners. */
export const partCommands: readonly Command[] = [
  { name: 'part.request', for: 'staff', typed: desk(['备件'], ['part'], ['ticket', 'text']), run: request },
  {
    name: 'part.dispatch',
    for: 'staff',
    typed: desk(['备件发出'], ['part-dispatched'], ['part']),
    run: step(dispatchPart),
  },
  { name: 'part.deliver', for: 'staff', typed: desk(['备件到货'], ['part-delivered'], ['part']), run: delivered },
  { name: 'part.return', for: 'staff', typed: desk(['备件返还'], ['part-returned'], ['part']), run: step(returnPart) },
  { name: 'part.send-back', for: 'staff', typed: undefined, run: step(sendPartBack) },
  { name: 'part.receive', for: 'staff', typed: undefined, run: step(receiveAtVendor) },
  { name: 'part.record', for: 'staff', typed: desk(['返修单'], ['part-record'], ['part']), run: record },
  { name: 'part.list', for: 'staff', typed: desk(['备件台账'], ['parts'], ['about']), run: ledger },
  { name: 'part.show', for: 'staff', typed: desk(['查看备件'], ['part-show'], ['part']), run: show },
  ...loanerCommands,
];

function desk(zh: readonly string[], en: readonly string[], takes: TypedForm['takes']): TypedForm {
  return { slash: 'desk', zh, en, takes };
}

const AboutInput = z.object({ about: OptionalText });
const Line = z.string().default('').pipe(z.string().trim().max(80));
const Quantity = z.union([z.literal('').transform(() => 1), z.coerce.number().int().min(1).max(9_999)]).default(1);
const RequestInput = z.object({
  text: OptionalText,
  model: Line,
  serial: Line,
  quantity: Quantity,
  symptom: OptionalText,
});
const RecordInput = RequestInput.omit({ text: true }).extend({
  rma: Line,
  cause: OptionalText,
  measures: OptionalText,
  replaced: OptionalText,
});

/** Requests a part. Without any input it answers with a form, filled in with what the book knows of the device. */
async function request(ask: Ask): Promise<Result<Answer>> {
  const found = await lockAskedTicket(ask);
  if (!found.ok) return found;
  const read = readInput(RequestInput, ask.input);
  if (!read.ok) return read;
  const { text: wanted, ...given } = read.value;
  if (wanted === '' && ask.input.sure !== 'yes') return answerForm(requestForm(found.value, ask.asker.language));
  const asked: PartRecord = { ...given, wanted, rma: '', cause: '', measures: '', replaced: '' };
  const requested = await requestPartFor(ask.turn, found.value, asked, actorOf(ask));
  return requested.ok
    ? done(ask, requested.value, 'reply.part-requested', { ticket: `T-${found.value.stored.id}` })
    : requested;
}

/**
 * Marks a part as delivered: the one with the given number, or the part that the given ticket has waited for longest.
 */
async function delivered(ask: Ask): Promise<Result<Answer>> {
  const found = await lockPartOrTicket(ask);
  if (!found.ok) return found;
  const { turn } = ask;
  const ended =
    'state' in found.value
      ? await deliver(turn, found.value, actorOf(ask))
      : await deliverFirst(turn, found.value, actorOf(ask));
  return ended.ok ? done(ask, ended.value, 'reply.part-done', {}) : ended;
}

type Decide = (part: SparePart, by: string, now: number) => Result<PartProgress<SparePart>>;

function step(decide: Decide): Command['run'] {
  return async (ask) => {
    const found = await lockPart(ask);
    if (!found.ok) return found;
    const progress = decide(found.value.state, ask.asker.key, ask.turn.now);
    if (!progress.ok) return progress;
    await savePart(ask.turn, found.value, progress.value);
    return done(ask, [], 'reply.part-done', {});
  };
}

/** Edits the repair request (C7) in a form that shows what is on record. */
async function record(ask: Ask): Promise<Result<Answer>> {
  const found = await lockPart(ask);
  if (!found.ok) return found;
  const { id, state } = found.value;
  if (ask.by !== 'form' && ask.input.sure !== 'yes') return answerForm(recordForm(id, state, ask.asker.language));
  const read = readInput(RecordInput, ask.input);
  if (!read.ok) return read;
  await savePart(ask.turn, found.value, recordPart(state, read.value, ask.asker.key, ask.turn.now));
  return done(ask, [], 'reply.part-done', {});
}

async function show(ask: Ask): Promise<Result<Answer>> {
  const found = await lockPart(ask);
  if (!found.ok) return found;
  return answerCard(cardOf(ask, found.value));
}

/** Answers with the ledger: of all customers what is not returned yet, of one customer or device everything. */
async function ledger({ turn, book, asker, input }: Ask): Promise<Result<Answer>> {
  const read = readInput(AboutInput, input);
  if (!read.ok) return read;
  const question = readFilter(book.source, read.value.about);
  if (!question.ok) return question;
  const { customer, device } = question.value;
  const filters = customer === undefined ? [{ status: 'open' }, { status: 'delivered' }] : [{ customer }];
  const found: LedgerLine[] = [];
  for (const each of filters) {
    const filter = { ...each, limit: EVERY_OPEN };
    found.push(...(await parts.list(turn.tx, filter)), ...(await loaners.list(turn.tx, filter)));
  }
  const lines = found.filter(({ state }) => maySee(asker, state) && (device === undefined || state.device === device));
  return answerCard(ledgerCard(lines, book.source, asker.language));
}

function cardOf({ asker: { language }, book: { source } }: Ask, { id, state, at }: LockedPart) {
  return partCard(id, state, { source, ticket: at.stored.ticket, language });
}

/** The answer to a step: typed commands get a sentence; after a press the updated card is the answer. */
async function done(
  ask: Ask,
  facts: readonly Fact[],
  key: TextKey,
  params: Record<string, string>,
): Promise<Result<Answer>> {
  return ask.by === 'words' ? tell(ask, key, params, facts) : accept({ replies: [], facts });
}
