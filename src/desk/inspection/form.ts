import type { Form, FormField } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { dateInYear } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import type { BookPolicy, BookSource } from '../book/schema.ts';
import { customerOptions } from '../card/customer.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { levelLabel } from '../ticket/case/names.ts';
import type { LoadedInspection } from './flow.ts';
import type { NamedSite } from './input.ts';

/** Fields for a date: a choice of the next working days, and a text field for any other date. */
function dateFields(days: readonly CivilDate[], language: Language): FormField[] {
  const field = fieldMaker(language);
  const options = days.map((date) => ({ value: date, label: dateInYear(language, date) }));
  return [field.choice('date', false, options), field.line('otherDate', 40)];
}

/** The form for a new inspection: customer and site as far as they are not known, and the date. */
export function planForm(
  source: BookSource,
  place: NamedSite | undefined,
  days: readonly CivilDate[],
  language: Language,
): Form {
  const field = fieldMaker(language);
  const sites = (place?.found.sites ?? []).map(({ key, name }) => ({ value: key, label: named(name, language) }));
  return {
    command: 'inspection.plan',
    args: { sure: 'yes', ...(place ? { customer: place.customer } : {}) },
    title: t(language, 'form.inspection.plan'),
    submit: t(language, 'form.inspection.plan-submit'),
    intro: '',
    fields: [
      ...(place ? [] : [field.choice('customer', true, customerOptions(source, language))]),
      ...(sites.length > 1 ? [field.choice('site', true, sites, place?.site)] : []),
      ...dateFields(days, language),
    ],
  };
}

/** The form for another date. */
export function moveForm({ id, state }: LoadedInspection, days: readonly CivilDate[], language: Language): Form {
  const others = days.filter((date) => date !== state.date);
  return {
    ...inspectionForm('move', id, language),
    args: { inspection: numberOf('inspection', id), was: state.date, sure: 'yes' },
    intro: t(language, 'form.inspection.move-intro', { date: dateInYear(language, state.date) }),
    fields: dateFields(others, language),
  };
}

/** The form for a finding that becomes a ticket: a text and a fault level. */
export function findingForm({ id }: LoadedInspection, policy: BookPolicy, language: Language): Form {
  const field = fieldMaker(language);
  const levels = policy.levels.map((level) => ({ value: level.key, label: named(levelLabel(level), language) }));
  return {
    ...inspectionForm('record-finding', id, language),
    fields: [
      {
        ...field.text('text', true),
        label: t(language, 'form.field.finding'),
        hint: t(language, 'form.hint.words'),
      },
      field.choice('level', false, levels),
    ],
  };
}

/** The form for why the customer did not sign, or why the report is refused. */
export function reasonForm(verb: 'no-signature' | 'refuse-report', { id }: LoadedInspection, language: Language): Form {
  return { ...inspectionForm(verb, id, language), fields: [fieldMaker(language).text('reason', true)] };
}

/** What all forms about one inspection have in common, without fields. */
export function inspectionForm(verb: KeyAfter<'button.inspection.'>, id: number, language: Language): Form {
  const label = t(language, `button.inspection.${verb}`, { item: '' });
  return {
    command: `inspection.${verb}`,
    args: { inspection: numberOf('inspection', id), sure: 'yes' },
    title: `${numberOf('inspection', id)} · ${label}`,
    submit: label,
    intro: '',
    fields: [],
  };
}
