import type { Form, FormField } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { customerOptions } from '../card/customer.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Ask } from '../desk.ts';
import type { NamedMatter } from '../matter/matter.ts';
import { personName } from '../person/person.ts';
import { deviceChoices } from '../ticket/view/device.ts';
import { patchedDevice } from './card.ts';
import { openDevices, PATCH_TEXTS, type Patch, type PatchPlan } from './patch.ts';

/** The choice of a form that means every device of the customer. No device has this key. */
export const ALL_DEVICES = '*';

/** The form that asks whose devices are patched, where the ask does not say so. */
export function whoseForm({ book, asker: { language } }: Ask): Form {
  const title = t(language, 'button.patch.plan');
  const whose = fieldMaker(language).choice('customer', true, customerOptions(book.source, language));
  return { command: 'patch.plan', args: {}, title, submit: title, intro: '', fields: [{ ...whose, hint: '' }] };
}

/** The form of a new patch for a customer; `known`: the plan that is revised. */
export function planForm(ask: Ask, customer: string, known?: NamedMatter<Patch>): Form {
  const { language, key } = ask.asker;
  const title = t(language, known ? 'button.patch.revise' : 'button.patch.plan');
  return {
    command: known ? 'patch.revise' : 'patch.plan',
    args: known ? { patch: known.number, sure: 'yes' } : { customer, sure: 'yes' },
    title: known ? `${known.number} · ${title}` : title,
    submit: title,
    intro: t(language, 'patch.form-intro'),
    fields: planFields(ask, customer, known?.state ?? { person: key }),
  };
}

function planFields(ask: Ask, customer: string, known: Partial<PatchPlan>): FormField[] {
  const { book, turn } = ask;
  const { language } = ask.asker;
  const field = fieldMaker(language);
  const { people, customers } = book.source;
  const devices = deviceChoices(
    customers[customer]?.devices ?? [],
    book.always.dateOf(turn.now),
    language,
    'all-units',
  );
  const options = [{ value: ALL_DEVICES, label: t(language, 'patch.all-devices') }, ...devices];
  const doers = Object.keys(people).map((value) => ({ value, label: personName(people, value, language) }));
  const [first = '', second = '', third = ''] = known.devices ?? [];
  const isAll = (known.devices ?? []).length > 3;
  return [
    field.line('patch-title', 120, true, known.title),
    field.choice('patch-device', true, options, isAll ? ALL_DEVICES : first),
    ...(devices.length > 1 ? [field.choice('patch-second', false, devices, isAll ? '' : second)] : []),
    ...(devices.length > 2 ? [field.choice('patch-third', false, devices, isAll ? '' : third)] : []),
    ...PATCH_TEXTS.map((text) => field.text(`patch-${text}`, text !== 'preparation', known[text])),
    { ...field.line('date', 40, true, known.date), hint: t(language, 'form.hint.from') },
    field.choice('person', true, doers, known.person !== undefined && known.person in people ? known.person : ''),
  ];
}

/** A form with one text: why it is declined, what is asked, what is answered. */
export function textForm(
  { number, state }: NamedMatter<Patch>,
  verb: 'decline' | 'ask' | 'answer',
  language: Language,
): Form {
  const command = verb === 'ask' ? 'patch.ask-question' : (`patch.${verb}` as const);
  const label = t(language, `button.${command}`);
  const question = state.questions.findLast(({ answer }) => !answer);
  const name: KeyAfter<'form.field.patch-'> = verb;
  return {
    command,
    args: { patch: number, revision: String(state.revision), sure: 'yes' },
    title: `${number} · ${label}`,
    submit: label,
    intro: verb === 'answer' ? (question?.text ?? '') : '',
    fields: [{ ...fieldMaker(language).text(`patch-${name}`, true), name: 'text' }],
  };
}

/** The form for the result of one device. */
export function resultForm(
  { number, state }: NamedMatter<Patch>,
  { book: { source }, asker: { language } }: Ask,
): Form {
  const field = fieldMaker(language);
  const devices = openDevices(state).map((value) => ({
    value,
    label: patchedDevice(source, state.customer, value, language),
  }));
  const results = (['done', 'failed'] as const).map((value) => ({
    value,
    label: t(language, `patch.result.${value}`),
  }));
  const title = t(language, 'button.patch.result');
  return {
    command: 'patch.result',
    args: { patch: number, sure: 'yes' },
    title: `${number} · ${title}`,
    submit: title,
    intro: '',
    fields: [
      { ...field.choice('device', true, devices, devices[0]?.value), hint: '' },
      field.choice('patch-result', true, results, 'done'),
      field.text('patch-note', false),
    ],
  };
}
