import type { Form, FormField } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { numberOf } from '../address/number.ts';
import { fieldMaker } from '../card/form-field.ts';
import { DEGREES, URGENCIES } from '../complaint/complaint.ts';
import { layoutOf, type SheetField } from './layout.ts';
import type { Sheet, SheetForm, SheetSubject } from './sheet.ts';

/** Fields whose hints in other forms ask whom to call; a sheet only records it. */
const ON_RECORD: readonly string[] = ['contact', 'phone'];

/** The longest line of a sheet. */
export const MAX_LINE = 200;

/** The form of a sheet, filled in with the drafted values. */
export function sheetForm(
  form: SheetForm,
  { of, id }: SheetSubject,
  values: Sheet['values'],
  language: Language,
): Form {
  return {
    command: 'sheet.save',
    args: { [of]: numberOf(of, id), form, sure: 'yes' },
    title: t(language, `sheet.form.${form}`),
    submit: t(language, 'form.sheet.submit'),
    intro: t(language, 'form.sheet.intro', { about: numberOf(of, id) }),
    fields: layoutOf(form).fields.map((field) => formField(field, values[field.name] ?? '', language)),
  };
}

function formField({ name, kind, required }: SheetField, value: string, language: Language): FormField {
  const field = fieldMaker(language);
  const label = t(language, `sheet.label.${name}`);
  const isRecord = ON_RECORD.includes(name);
  switch (kind) {
    case 'line':
      return {
        ...field.line(name, MAX_LINE, required, [...value].slice(0, MAX_LINE).join('')),
        label,
        ...(isRecord ? { hint: '' } : {}),
      };
    case 'text':
      return { ...field.text(name, required, value), label };
    case 'datetime':
      return { ...field.datetime(name, value === '' ? undefined : Date.parse(value)), label };
    case 'urgency': {
      const options = URGENCIES.map((each) => ({ value: each, label: t(language, `complaint.urgency.${each}`) }));
      return { ...field.choice(name, required, options, value), label };
    }
    case 'degree': {
      const options = DEGREES.map((each) => ({ value: each, label: t(language, `complaint.degree.${each}`) }));
      return { ...field.choice(name, required, options, value), label };
    }
  }
}

/** The form for why the customer does not sign. */
export function reasonForm(id: number, language: Language): Form {
  const label = t(language, 'button.sheet.no-signature');
  return {
    command: 'sheet.no-signature',
    args: { sheet: numberOf('sheet', id), sure: 'yes' },
    title: `${numberOf('sheet', id)} · ${label}`,
    submit: label,
    intro: '',
    fields: [fieldMaker(language).text('reason', true)],
  };
}
