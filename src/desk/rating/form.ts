import type { Form, FormField } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { fieldMaker } from '../card/form-field.ts';
import { serviceText } from './card.ts';
import { type ItemAnswer, type Rating, SCORES } from './rating.ts';
import { itemsOf, NOT_APPLICABLE } from './survey.ts';

/** Form for a remark and for each item of the survey (C7). Every field is optional; a full survey offers n/a, too. */
export function sayMoreForm(id: number, rating: Rating, language: Language): Form {
  const { given, survey } = rating;
  const extra: ItemAnswer[] = survey === 'full' ? [NOT_APPLICABLE] : [];
  const answers = [...SCORES.toReversed(), ...extra];
  const options = answers.map((answer) => ({ value: String(answer), label: t(language, `score.${answer}`) }));
  const items = itemsOf(rating).map(
    (name): FormField => ({
      kind: 'choice',
      name,
      required: false,
      label: t(language, `survey.${name}`),
      hint: '',
      initial: String(given?.items[name] ?? ''),
      options,
    }),
  );
  return {
    command: 'rating.say-more',
    args: { rating: String(id), sure: 'yes' },
    title: t(language, survey === 'full' ? 'button.rating.survey' : 'button.rating.say-more'),
    submit: t(language, 'form.rating.submit'),
    intro: serviceText(rating, language),
    fields: [{ ...fieldMaker(language).text('remark', false), initial: given?.remark ?? '' }, ...items],
  };
}
