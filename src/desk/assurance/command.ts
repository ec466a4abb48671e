import { z } from 'zod';
import type { Result } from '../../lib/refusal.ts';
import { readDay } from '../date-input.ts';
import type { Answer, Ask } from '../desk.ts';
import { OptionalText, readInput, Text } from '../input.ts';
import { isBlank, readForCustomer, readPerson } from '../matter/input.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { defineSubCommands } from '../matter/sub-command.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { maySee } from '../ticket/flow.ts';
import { ASSURANCE_ITEMS, type AssuranceStep } from './assurance.ts';
import { listCard } from './card.ts';
import { assurances, enterAssurance, stepAssurance } from './flow.ts';
import { checkForm, planForm } from './form.ts';

/** Commands: `/desk assurance plan|roster|check|done|cancel|show`; without a second word the list. */
export const assuranceCommands = defineSubCommands({
  feature: 'assurance',
  for: 'staff',
  zh: ['保障', '重要保障'],
  en: ['assurance'],
  list,
  verbs: {
    plan: { words: ['plan', '计划', '安排'], readInput: () => ({}), run: plan },
    roster: { words: ['roster', '值班表'], readInput: readItem, run: (ask) => step(ask, { verb: 'roster' }) },
    check: { words: ['check', '检查', '清单'], readInput: readItem, run: check },
    done: { words: ['done', '完成'], readInput: readItem, run: (ask) => step(ask, { verb: 'done' }) },
    cancel: { words: ['cancel', '取消'], readInput: readItem, run: (ask) => step(ask, { verb: 'cancel' }) },
    show: { words: ['show', '查看'], readInput: readItem, run: assurances.show },
  },
});

/** Reads `A-3 rehearsal it went well` as number, checklist item and note; only `check` uses the last two. */
function readItem(rest: string) {
  const [assurance = '', item = '', ...note] = rest.split(/\s+/);
  return { assurance, item, note: note.join(' ') };
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
  if (isBlank(ask)) return answerForm(planForm(ask));
  const read = readForCustomer(ask, PlanInput);
  if (!read.ok) return read;
  const { customer, name, engineer, second } = read.value;
  const engineers: string[] = [];
  for (const word of [engineer, second].filter((each) => each !== '')) {
    const person = readPerson(ask, word);
    if (!person.ok) return person;
    engineers.push(person.value);
  }
  const today = book.always.dateOf(turn.now);
  const from = readDay(ask, 'from', read.value.from, today);
  if (!from.ok) return from;
  const until = read.value.until === '' ? from : readDay(ask, 'until', read.value.until, today);
  if (!until.ok) return until;
  const wanted = { customer, name, from: from.value, until: until.value, engineers };
  const entered = await enterAssurance(turn, book, wanted, asker.key);
  if (!entered.ok) return entered;
  return tell(ask, 'assurance.planned', { assurance: entered.value.number, name: wanted.name });
}

const CheckInput = z.object({ item: z.enum(['', ...ASSURANCE_ITEMS]).default(''), note: OptionalText });

async function check(ask: Ask): Promise<Result<Answer>> {
  const read = readInput(CheckInput, ask.input);
  if (!read.ok) return read;
  const { item, note } = read.value;
  if (item !== '') return step(ask, { verb: 'check', item, note });
  const found = await assurances.find(ask);
  if (!found.ok) return found;
  return answerForm(checkForm(found.value.number, ask.asker.language));
}

async function step(ask: Ask, wanted: AssuranceStep): Promise<Result<Answer>> {
  const found = await assurances.lock(ask);
  if (!found.ok) return found;
  const stepped = await stepAssurance(ask.turn, found.value, wanted, ask.asker.key, ask.asker.language);
  if (!stepped.ok) return stepped;
  return tell(ask, `assurance.told.${wanted.verb}`, { assurance: found.value.number, name: stepped.value.name });
}

async function list({ turn, book, asker }: Ask): Promise<Result<Answer>> {
  const listed = await assurances.store.list(turn.tx, {
    ...(asker.customer === undefined ? {} : { customer: asker.customer }),
    limit: EVERY_OPEN,
  });
  const year = book.always.dateOf(turn.now).slice(0, 4);
  const seen = listed.filter(({ state }) => maySee(asker, state));
  const ofYear = seen.filter(({ state }) => state.from.startsWith(year) || state.status === 'open');
  return answerCard(listCard(ofYear.map(assurances.named), book.source, year, asker.language));
}
