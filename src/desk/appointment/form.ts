import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Ask } from '../desk.ts';
import { newMatterForm } from '../matter/form.ts';
import { personName } from '../person/person.ts';
import { APPOINTMENT_KINDS, REPEATS } from './appointment.ts';

/** Form for a new appointment: customer, subject, date, person and repetition. */
export function planForm(ask: Ask): Form {
  const { key, language } = ask.asker;
  const { people } = ask.book.source;
  const field = fieldMaker(language);
  const kinds = APPOINTMENT_KINDS.map((value) => ({ value, label: t(language, `appointment.kind.${value}`) }));
  const doers = Object.keys(people).map((value) => ({ value, label: personName(people, value, language) }));
  const repeats = REPEATS.map((value) => ({ value, label: t(language, `appointment.repeat.${value}`) }));
  return newMatterForm('appointment', ask, [
    field.choice('kind', true, kinds),
    field.line('what', 120, true),
    { ...field.line('date', 40, true), hint: t(language, 'form.hint.from') },
    field.choice('person', true, doers, key in people ? key : ''),
    field.choice('repeat', true, repeats, 'none'),
  ]);
}
