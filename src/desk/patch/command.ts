import { z } from 'zod';
import { named } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer } from '../book/book.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput, Text } from '../input.ts';
import { isBlank } from '../matter/input.ts';
import type { FoundMatter } from '../matter/matter.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { defineSubCommands, readNumber } from '../matter/sub-command.ts';
import { isSame } from '../person/person.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { patchCard } from './card.ts';
import { enterPatch, patches, stepPatch } from './flow.ts';
import { planForm, resultForm, textForm, whoseForm } from './form.ts';
import { readPlan } from './input.ts';
import { listCard } from './list.ts';
import type { Patch, PatchStep } from './patch.ts';

/** Commands: `/desk patch plan|answer|revise|result|cancel|show`; without a second word the list. */
const staffCommands = defineSubCommands({
  feature: 'patch',
  for: 'staff',
  zh: ['补丁', '补丁通告'],
  en: ['patch'],
  list,
  verbs: {
    plan: { words: ['plan', '计划', '安排'], readInput: () => ({}), run: plan },
    answer: { words: ['answer', '答复'], readInput: readNumber('patch'), run: (ask) => write(ask, 'answer') },
    revise: { words: ['revise', '修改'], readInput: readNumber('patch'), run: revise },
    result: { words: ['result', '结果'], readInput: readNumber('patch'), run: result },
    cancel: { words: ['cancel', '取消'], readInput: readNumber('patch'), run: (ask) => step(ask, { verb: 'cancel' }) },
    show: { words: ['show', '查看'], readInput: readNumber('patch'), run: show },
  },
});

/** What the customer does, by the buttons of their card. */
const customerCommands: readonly Command[] = [
  { name: 'patch.agree', for: 'everyone', typed: undefined, run: agree },
  { name: 'patch.decline', for: 'everyone', typed: undefined, run: (ask) => write(ask, 'decline') },
  { name: 'patch.ask-question', for: 'everyone', typed: undefined, run: (ask) => write(ask, 'ask') },
  { name: 'patch.sign', for: 'everyone', typed: undefined, run: (ask) => step(ask, { verb: 'sign' }) },
  { name: 'patch.open', for: 'everyone', typed: undefined, run: show },
];

export const patchCommands: readonly Command[] = [...staffCommands, ...customerCommands];

async function plan(ask: Ask): Promise<Result<Answer>> {
  const keys = Object.keys(ask.book.source.customers);
  const customer = ask.asker.customer || ask.input.customer || (keys.length === 1 ? keys[0] : '') || '';
  if (isBlank(ask)) return answerForm(findCustomer(ask.book, customer) ? planForm(ask, customer) : whoseForm(ask));
  const read = readPlan(ask);
  if (!read.ok) return read;
  const entered = await enterPatch(ask.turn, ask.book, read.value, ask.asker.key);
  if (!entered.ok) return entered;
  return tell(ask, 'patch.planned', { patch: entered.value.number, title: entered.value.state.title });
}

async function revise(ask: Ask): Promise<Result<Answer>> {
  const found = await lock(ask);
  if (!found.ok) return found;
  const { state } = found.value;
  if (ask.input.sure !== 'yes') return answerForm(planForm(ask, state.customer, found.value));
  const read = readPlan({ ...ask, input: { ...ask.input, customer: state.customer } });
  return read.ok ? take(ask, found.value, { verb: 'revise', plan: read.value }) : read;
}

const ResultInput = z.object({
  device: z.string().min(1),
  'patch-result': z.enum(['done', 'failed']),
  'patch-note': OptionalText,
});

async function result(ask: Ask): Promise<Result<Answer>> {
  const found = await lock(ask);
  if (!found.ok) return found;
  if (ask.input.sure !== 'yes') return answerForm(resultForm(found.value, ask));
  const read = readInput(ResultInput, ask.input);
  if (!read.ok) return read;
  const { device, 'patch-result': said, 'patch-note': note } = read.value;
  return take(ask, found.value, { verb: 'result', device, done: said === 'done', note });
}

/** The plan that the pressed card showed. */
const Revision = z.coerce.number().int().default(0);

async function agree(ask: Ask): Promise<Result<Answer>> {
  const read = readInput(z.object({ revision: Revision }), ask.input);
  return read.ok ? step(ask, { verb: 'agree', revision: read.value.revision }) : read;
}

const WriteInput = z.object({ text: Text, revision: Revision });

/** A step with a text; without it, its form. */
async function write(ask: Ask, verb: 'decline' | 'ask' | 'answer'): Promise<Result<Answer>> {
  const found = await lock(ask);
  if (!found.ok) return found;
  if (ask.input.sure !== 'yes') return answerForm(textForm(found.value, verb, ask.asker.language));
  const read = readInput(WriteInput, ask.input);
  if (!read.ok) return read;
  const { text, revision } = read.value;
  return take(ask, found.value, verb === 'decline' ? { verb, revision, reason: text } : { verb, text });
}

async function step(ask: Ask, wanted: PatchStep): Promise<Result<Answer>> {
  const found = await lock(ask);
  return found.ok ? take(ask, found.value, wanted) : found;
}

const BY_CUSTOMER: readonly PatchStep['verb'][] = ['agree', 'decline', 'ask', 'sign'];

/** Takes a step. Customers answer and sign for themselves, by name; staff do not do it for them. */
async function take(ask: Ask, found: FoundMatter<Patch>, wanted: PatchStep): Promise<Result<Answer>> {
  const { staff, key } = ask.asker;
  if (staff && BY_CUSTOMER.includes(wanted.verb)) return refuse('patch.customer-only');
  const stepped = await stepPatch(ask.turn, found, wanted, staff ? key : customerPersonName(ask) || key);
  if (!stepped.ok) return stepped;
  return tell(ask, `patch.told.${wanted.verb}`, { patch: found.number, title: stepped.value.title });
}

/** The name of the customer's person who asks, from the book if it knows them, else from their platform. */
function customerPersonName({ asker, book, person }: Ask): string {
  const people = findCustomer(book, asker.customer ?? '')?.people ?? [];
  const known = people.find(({ ids }) => isSame(ids, person));
  return known ? named(known.name, book.source.provider.language) : asker.name;
}

/** Finds the patch and locks it. Customers find their own only. */
async function lock(ask: Ask): Promise<Result<FoundMatter<Patch>>> {
  return ownOf(ask, await patches.lock(ask));
}

function ownOf({ asker, input }: Ask, found: Result<FoundMatter<Patch>>): Result<FoundMatter<Patch>> {
  if (!found.ok || asker.staff || found.value.state.customer === asker.customer) return found;
  return refuse('patch.not-found', { patch: input.patch ?? '' });
}

async function show(ask: Ask): Promise<Result<Answer>> {
  const found = ownOf(ask, await patches.find(ask));
  if (!found.ok) return found;
  const { language, staff } = ask.asker;
  return answerCard(patchCard(found.value, { source: ask.book.source, language, isCustomer: !staff }));
}

async function list({ turn, book, asker, input }: Ask): Promise<Result<Answer>> {
  const customer = asker.customer ?? (input.customer || undefined);
  const theirs = customer === undefined ? {} : { customer };
  const all = await patches.store.list(turn.tx, { ...theirs, limit: EVERY_OPEN });
  return answerCard(listCard(all.map(patches.named), book.source, asker.language));
}
