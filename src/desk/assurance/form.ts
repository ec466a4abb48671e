import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Ask } from '../desk.ts';
import { newMatterForm } from '../matter/form.ts';
import { listByRole, personName } from '../person/person.ts';
import { ASSURANCE_ITEMS } from './assurance.ts';

/** Form for a new assurance: customer, event, dates, and one or two engineers, seniors listed first. */
export function planForm(ask: Ask): Form {
  const { language } = ask.asker;
  const { people } = ask.book.source;
  const field = fieldMaker(language);
  const able = new Set((['senior', 'expert', 'engineer'] as const).flatMap((role) => listByRole(people, role)));
  const engineers = [...able].map((value) => ({ value, label: personName(people, value, language) }));
  return newMatterForm('assurance', ask, [
    field.line('name', 120, true),
    field.line('from', 40, true),
    field.line('until', 40),
    field.choice('engineer', true, engineers),
    field.choice('second', false, engineers),
  ]);
}

/** Form for one item of the checklist: which one, and a note. */
export function checkForm(assurance: string, language: Language): Form {
  const field = fieldMaker(language);
  const items = ASSURANCE_ITEMS.map((value) => ({ value, label: t(language, `assurance.item.${value}`) }));
  return {
    command: 'assurance.check',
    args: { assurance, sure: 'yes' },
    title: `${assurance} · ${t(language, 'button.assurance.check')}`,
    submit: t(language, 'button.assurance.check'),
    intro: '',
    fields: [field.choice('item', true, items), field.text('note', false)],
  };
}
