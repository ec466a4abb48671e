import { z } from 'zod';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer } from '../book/book.ts';
import { findSubWord, refuseSubWord, type SubWords } from '../book/sub-word.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readDay, readInput, shorten, Text } from '../input.ts';
import type { StoredMatter } from '../matter/store.ts';
import { resolvePerson } from '../person/person.ts';
import { tell } from '../tell.ts';
import { ASSURANCE_ITEMS, type Assurance, type AssuranceStep } from './assurance.ts';
import { assuranceCard, listCard } from './card.ts';
import { enterAssurance, takeAssuranceStep } from './flow.ts';
import { checkForm, planForm } from './form.ts';
import { numberOf, parseAssuranceNumber } from './names.ts';
import { assurances } from './store.ts';

const pressed: readonly Command[] = [
  { name: 'assurance.plan', for: 'staff', typed: undefined, run: plan },
  {
    name: 'assurance.roster',
    for: 'staff',
    typed: undefined,
    run: (ask) => step(ask, () => accept({ verb: 'roster' })),
  },
  { name: 'assurance.check', for: 'staff', typed: undefined, run: check },
  { name: 'assurance.done', for: 'staff', typed: undefined, run: (ask) => step(ask, () => accept({ verb: 'done' })) },
  {
    name: 'assurance.cancel',
    for: 'staff',
    typed: undefined,
    run: (ask) => step(ask, () => accept({ verb: 'cancel' })),
  },
  { name: 'assurance.show', for: 'staff', typed: undefined, run: show },
];

/** What can be asked about assurances: `/desk assurance plan|roster|check|done|cancel|show`; without a word the list. */
export const assuranceCommands: readonly Command[] = [
  {
    name: 'assurance.ask',
    for: 'staff',
    typed: { slash: 'desk', zh: ['保障', '重要保障'], en: ['assurance'], takes: ['assuranceStep', 'assuranceRest'] },
    run: hear,
  },
  ...pressed,
];

const WORDS: SubWords = {
  plan: ['plan', '计划', '安排'],
  roster: ['roster', '值班表'],
  check: ['check', '检查', '清单'],
  done: ['done', '完成'],
  cancel: ['cancel', '取消'],
  show: ['show', '查看'],
};

async function hear(ask: Ask): Promise<Result<Answer>> {
  const { assuranceStep: word = '', assuranceRest: rest = '' } = ask.input;
  const said = word.trim().toLowerCase();
  if (said === '') return list(ask);
  if (parseAssuranceNumber(said) !== undefined) return show({ ...ask, input: { assurance: said } });
  const verb = findSubWord(WORDS, word);
  const command = pressed.find(({ name }) => name === `assurance.${verb}`);
  if (!command) return refuseSubWord('assurance.unknown-word', WORDS, word);
  const [assurance = '', item = '', ...note] = rest.trim().split(/\s+/);
  return command.run({ ...ask, input: verb === 'plan' ? {} : { assurance, item, note: note.join(' ') } });
}

const PlanInput = z.object({
  customer: z.string().min(1),
  name: Text.pipe(z.string().max(120)),
  from: z.string().min(1),
  until: z.string().default(''),
  engineer: z.string().min(1),
  second: z.string().default(''),
});

async function plan(ask: Ask): Promise<Result<Answer>> {
  const { asker, book, turn } = ask;
  const read = readInput(PlanInput, { ...ask.input, customer: ask.input.customer || (asker.customer ?? '') });
  const isBlank = Object.values(ask.input).every((value) => value === '');
  if (isBlank && ask.input.sure !== 'yes')
    return accept({ replies: [{ kind: 'form', form: planForm(ask) }], facts: [] });
  if (!read.ok) return read;
  const { customer, name, engineer, second } = read.value;
  if (!findCustomer(book, customer))
    return refuse('input.not-understood', { field: 'customer', value: shorten(customer, 40) });
  const engineers: string[] = [];
  for (const word of [engineer, second].filter((each) => each !== '')) {
    const key = resolvePerson(book.source.people, word, { ...ask.place, mentions: ask.mentions });
    const allowed = Object.keys(book.source.people).join(', ');
    if (key === undefined) return refuse('ticket.unknown-person', { to: shorten(word, 40), allowed });
    engineers.push(key);
  }
  const today = book.always.dateOf(turn.now);
  const from = readDay('from', read.value.from, today);
  if (!from.ok) return from;
  const until = read.value.until === '' ? from : readDay('until', read.value.until, today);
  if (!until.ok) return until;
  const wanted = { customer, name, from: from.value, until: until.value, engineers };
  const entered = await enterAssurance(turn, book, wanted, asker.key);
  if (!entered.ok) return entered;
  return tell(ask, 'assurance.planned', { assurance: numberOf(entered.value), name: wanted.name });
}

const CheckInput = z.object({ item: z.enum(['', ...ASSURANCE_ITEMS]).default(''), note: OptionalText });

async function check(ask: Ask): Promise<Result<Answer>> {
  const read = readInput(CheckInput, ask.input);
  if (!read.ok) return read;
  const { item, note } = read.value;
  if (item !== '') return step(ask, () => accept({ verb: 'check', item, note }));
  const found = await takeAsked(ask);
  if (!found.ok) return found;
  const form = checkForm(numberOf(found.value.id), ask.asker.language);
  return accept({ replies: [{ kind: 'form', form }], facts: [] });
}

async function step(ask: Ask, read: () => Result<AssuranceStep>): Promise<Result<Answer>> {
  const found = await takeAsked(ask);
  if (!found.ok) return found;
  const wanted = read();
  if (!wanted.ok) return wanted;
  const taken = await takeAssuranceStep(ask.turn, found.value, wanted.value, ask.asker.key, ask.asker.language);
  if (!taken.ok) return taken;
  const said = { assurance: numberOf(found.value.id), name: taken.value.name };
  return tell(ask, `assurance.told.${wanted.value.verb}`, said);
}

async function show(ask: Ask): Promise<Result<Answer>> {
  const found = await takeAsked(ask);
  if (!found.ok) return found;
  const { id, state } = found.value;
  const card = assuranceCard(id, state, ask.book.source, ask.asker.language);
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}

async function list({ turn, book, asker }: Ask): Promise<Result<Answer>> {
  const listed = await assurances.list(turn.tx, asker.customer === undefined ? {} : { customer: asker.customer });
  const year = book.always.dateOf(turn.now).slice(0, 4);
  const ofYear = listed.filter(({ state }) => state.from.startsWith(year) || state.status === 'open');
  const card = listCard(ofYear, book.source, year, asker.language);
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}

async function takeAsked({ turn, input }: Ask): Promise<Result<StoredMatter<Assurance>>> {
  const said = (input.assurance ?? '').trim();
  if (said === '') return refuse('input.missing', { field: 'assurance' });
  const id = parseAssuranceNumber(said);
  const found = id === undefined ? undefined : await assurances.lock(turn.tx, id);
  return found ? accept(found) : refuse('assurance.not-found', { assurance: shorten(said, 20) });
}
