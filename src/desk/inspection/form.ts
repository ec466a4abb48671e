import type { Form, FormField } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { dateName } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import type { BookPolicy, BookSource } from '../contract/schema.ts';
import { fieldMaker } from '../form-field.ts';
import type { CivilDate } from '../sla/calendar.ts';
import type { InspectionAtHand } from './flow.ts';
import type { Place } from './input.ts';
import { numberOf } from './names.ts';

/** Items on one page of the checklist: with more, no platform shows the form whole. */
export const PAGE = 7;

/** Asks for a date: the coming working days to choose from, or any other in words. */
function dateFields(days: readonly CivilDate[], language: Language): FormField[] {
  const field = fieldMaker(language);
  const options = days.map((date) => ({ value: date, label: dateName(language, date) }));
  return [field.choice('date', false, options), field.line('otherDate', 40)];
}

export function planForm(
  source: BookSource,
  place: Place | undefined,
  days: readonly CivilDate[],
  language: Language,
): Form {
  const field = fieldMaker(language);
  const customers = Object.entries(source.customers).map(([value, { name }]) => ({
    value,
    label: named(name, language),
  }));
  const sites = (place?.found.sites ?? []).map(({ key, name }) => ({ value: key, label: named(name, language) }));
  return {
    command: 'inspection.plan',
    args: { sure: 'yes', ...(place ? { customer: place.customer } : {}) },
    title: t(language, 'form.inspection.plan'),
    submit: t(language, 'form.inspection.plan-submit'),
    intro: '',
    fields: [
      ...(place ? [] : [field.choice('customer', true, customers)]),
      ...(sites.length > 1 ? [field.choice('site', true, sites, place?.site)] : []),
      ...dateFields(days, language),
    ],
  };
}

export function moveForm({ id, state }: InspectionAtHand, days: readonly CivilDate[], language: Language): Form {
  const others = days.filter((date) => date !== state.date);
  return {
    ...inspectionForm('move', id, language),
    args: { inspection: numberOf(id), was: state.date, sure: 'yes' },
    intro: t(language, 'form.inspection.move-intro', { date: dateName(language, state.date) }),
    fields: dateFields(others, language),
  };
}

export function findingForm({ id }: InspectionAtHand, policy: BookPolicy, language: Language): Form {
  const field = fieldMaker(language);
  const levels = policy.levels.map(({ key, name }) => ({ value: key, label: named(name, language) }));
  return {
    ...inspectionForm('record-finding', id, language),
    fields: [field.text('text', true), field.choice('level', false, levels)],
  };
}

export function reasonForm(verb: 'no-signature' | 'refuse-report', { id }: InspectionAtHand, language: Language): Form {
  return { ...inspectionForm(verb, id, language), fields: [fieldMaker(language).text('reason', true)] };
}

/** One page of the checklist of D12: every item ok, n.a., or found, by its level; on the last page a note. */
export function checklistForm(at: InspectionAtHand, policy: BookPolicy, page: number, language: Language): Form {
  const { checklist: items } = at.terms.rule;
  const { checklist } = at.state;
  const pages = Math.ceil(items.length / PAGE);
  const options = [
    { value: 'ok', label: t(language, 'inspection.mark.ok') },
    ...policy.levels.map(({ key, name }) => ({
      value: key,
      label: t(language, 'inspection.mark.found', { level: named(name, language) }),
    })),
    { value: 'na', label: t(language, 'inspection.mark.na') },
  ];
  const base = inspectionForm('check', at.id, language);
  return {
    ...base,
    args: { ...base.args, page: String(page) },
    title: t(language, 'form.inspection.check', { page: page + 1, pages }),
    submit: t(language, page + 1 < pages ? 'form.inspection.next' : 'form.inspection.check-submit'),
    fields: [
      ...items.slice(page * PAGE, (page + 1) * PAGE).map(
        ({ key, name }): FormField => ({
          kind: 'choice',
          name: `item-${key}`,
          label: named(name, language),
          hint: '',
          required: false,
          initial: checklist?.marks[key] ?? '',
          options,
        }),
      ),
      ...(page + 1 < pages ? [] : [fieldMaker(language).text('note', false, checklist?.note)]),
    ],
  };
}

function inspectionForm(verb: string, id: number, language: Language): Form {
  const label = t(language, `button.inspection.${verb}`, { item: '' });
  return {
    command: `inspection.${verb}`,
    args: { inspection: numberOf(id), sure: 'yes' },
    title: `${numberOf(id)} · ${label}`,
    submit: label,
    intro: '',
    fields: [],
  };
}
