import { t } from '../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOf } from '../address/number.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readInput } from '../input.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { formsCard, sheetCard } from './card.ts';
import { draftValues } from './draft.ts';
import { keepWithCase, listOffered, printSheet, saveSheet, tellUrgent } from './flow.ts';
import { reasonForm, sheetForm } from './form.ts';
import { type LockedSheet, lockCase, lockSheet } from './gather.ts';
import { ReasonInput, readForm, readValues } from './input.ts';
import {
  askForSignature,
  beginSheet,
  countersignSheet,
  fillSheet,
  isEnded,
  leaveUnsigned,
  type Sheet,
  type SheetProgress,
  signSheet,
} from './sheet.ts';
import { subjectOfSource } from './source.ts';

/** The commands of sheets, the filled forms of C7. */
export const sheetCommands: readonly Command[] = [
  {
    name: 'sheet.open',
    for: 'staff',
    typed: { slash: 'desk', zh: ['服务表单', '表单'], en: ['forms', 'form'], takes: ['ticket', 'form'] },
    run: open,
  },
  { name: 'sheet.save', for: 'staff', typed: undefined, run: save },
  button('fill', 'staff', fill),
  button('ask-signature', 'staff', (ask, at) => step(ask, at, askForSignature(at.state, ask.asker.key, ask.turn.now))),
  button('sign', 'everyone', sign),
  button('no-signature', 'staff', noSignature),
  button('countersign', 'staff', countersign),
  button('print', 'everyone', print),
];

type Run = (ask: Ask, at: LockedSheet) => Promise<Result<Answer>>;

function button(verb: string, who: Command['for'], run: Run): Command {
  return {
    name: `sheet.${verb}`,
    for: who,
    typed: undefined,
    async run(ask) {
      const found = await lockSheet(ask);
      return found.ok ? run(ask, found.value) : found;
    },
  };
}

/** Answers with the forms of a case, or with one of them to fill in. A signed one is shown. */
async function open(ask: Ask): Promise<Result<Answer>> {
  const found = await lockCase(ask, 'read');
  if (!found.ok) return found;
  const source = found.value;
  const { language } = ask.asker;
  const offered = await listOffered(ask.turn, source);
  if ((ask.input.form ?? '').trim() === '') return answerCard(formsCard(source, offered, language));
  const form = readForm(
    ask,
    offered.map((each) => each.form),
  );
  if (!form.ok) return form;
  const sheet = offered.find((each) => each.form === form.value)?.sheet;
  if (sheet && isEnded(sheet.state)) return answerCard(sheetCard(sheet.id, sheet.state, { source, language }, 'ours'));
  const values = draftValues(form.value, source, sheet?.state.values, language);
  return answerForm(sheetForm(form.value, source, values, language));
}

function fill({ asker: { language } }: Ask, { source, state }: LockedSheet): Promise<Result<Answer>> {
  if (isEnded(state)) return Promise.resolve(refuse('sheet.already-signed'));
  const values = draftValues(state.form, source, state.values, language);
  return Promise.resolve(answerForm(sheetForm(state.form, state.about, values, language)));
}

/** Stores what was filled in: a new sheet, or the case's latest one. */
async function save(ask: Ask): Promise<Result<Answer>> {
  const found = await lockCase(ask, 'read');
  if (!found.ok) return found;
  const source = found.value;
  const { turn, asker } = ask;
  const offered = await listOffered(turn, source);
  const form = readForm(
    ask,
    offered.map((each) => each.form),
  );
  if (!form.ok) return form;
  const values = readValues(ask, form.value);
  if (!values.ok) return values;
  const before = offered.find((each) => each.form === form.value)?.sheet;
  const about = { customer: source.customer, form: form.value, values: values.value, ...subjectOfSource(source) };
  const progress = before
    ? fillSheet(before.state, values.value, asker.key, turn.now)
    : accept(beginSheet(about, asker.key, turn.now));
  if (!progress.ok) return progress;
  const { state } = progress.value;
  await keepWithCase(turn, source, state, asker.key);
  const id = await saveSheet(turn, before?.id, progress.value, source);
  if (isNewlyUrgent(before?.state, state)) await tellUrgent(turn, id, state, source);
  return tell(ask, 'reply.sheet.open', { sheet: numberOf('sheet', id) });
}

function isNewlyUrgent(before: Sheet | undefined, { values }: Sheet): boolean {
  return values.urgency === 'very-urgent' && before?.values.urgency !== 'very-urgent';
}

async function step(ask: Ask, { id, source }: LockedSheet, progress: Result<SheetProgress>): Promise<Result<Answer>> {
  if (!progress.ok) return progress;
  await saveSheet(ask.turn, id, progress.value, source);
  if (ask.by === 'button') return accept({ replies: [], facts: [] });
  return tell(ask, `reply.sheet.${progress.value.state.status}`, { sheet: numberOf('sheet', id) });
}

/** The customer signs by a tap: their name and the instant stand on the paper. */
async function sign(ask: Ask, at: LockedSheet): Promise<Result<Answer>> {
  if (ask.asker.staff) return refuse('ticket.customer-only');
  return step(ask, at, signSheet(at.state, ask.asker.name, ask.turn.now));
}

async function noSignature(ask: Ask, at: LockedSheet): Promise<Result<Answer>> {
  const read = readInput(ReasonInput, ask.input);
  if (read.ok) return step(ask, at, leaveUnsigned(at.state, read.value.reason, ask.asker.key, ask.turn.now));
  const isBlank = read.code === 'input.missing' && ask.input.sure !== 'yes';
  return isBlank ? answerForm(reasonForm(at.id, ask.asker.language)) : read;
}

async function countersign(ask: Ask, at: LockedSheet): Promise<Result<Answer>> {
  const { roles, key } = ask.asker;
  if (!roles.includes('manager') && !roles.includes('director')) return refuse('sheet.manager-only');
  return step(ask, at, countersignSheet(at.state, key, ask.turn.now));
}

/** Sends the Word file to the person who asks: staff in private, the customer where they are answered. */
async function print(ask: Ask, { id, state, source }: LockedSheet): Promise<Result<Answer>> {
  const { asker, turn } = ask;
  await printSheet(turn, id, state, source, asker.staff ? asker.key : 'customer');
  return tell(ask, 'reply.sheet-printed', { form: t(asker.language, `sheet.form.${state.form}`) });
}
