import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { customerOptions } from '../card/customer.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Ask } from '../desk.ts';
import { personName } from '../person/person.ts';
import { APPOINTMENT_KINDS, REPEATS } from './appointment.ts';

/** What is agreed: with whom, what, for which day, who does it, and how often. */
export function planForm({ asker: { key, language, customer }, book: { source } }: Ask): Form {
  const field = fieldMaker(language);
  const { people } = source;
  const owners = customerOptions(source, language);
  const kinds = APPOINTMENT_KINDS.map((value) => ({ value, label: t(language, `appointment.kind.${value}`) }));
  const doers = Object.keys(people).map((value) => ({ value, label: personName(people, value, language) }));
  const repeats = REPEATS.map((value) => ({ value, label: t(language, `appointment.repeat.${value}`) }));
  return {
    command: 'appointment.plan',
    args: customer === undefined ? { sure: 'yes' } : { sure: 'yes', customer },
    title: t(language, 'button.appointment.plan'),
    submit: t(language, 'button.appointment.plan'),
    intro: '',
    fields: [
      ...(customer === undefined ? [{ ...field.choice('customer', true, owners), hint: '' }] : []),
      field.choice('kind', true, kinds),
      field.line('what', 120, true),
      { ...field.line('date', 40, true), hint: t(language, 'form.hint.from') },
      field.choice('person', true, doers, key in people ? key : ''),
      field.choice('repeat', true, repeats, 'none'),
    ],
  };
}
