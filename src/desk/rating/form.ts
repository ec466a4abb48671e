import type { Form, FormField } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { fieldMaker } from '../card/form-field.ts';
import { serviceText } from './card.ts';
import { type Rating, SCORES } from './rating.ts';
import { itemsOf } from './survey.ts';

/** Form for a remark and for each item of the survey (C7); every field is optional. */
export function sayMoreForm(id: number, rating: Rating, language: Language): Form {
  const { given, about } = rating;
  const options = SCORES.toReversed().map((score) => ({ value: String(score), label: t(language, `score.${score}`) }));
  const items = itemsOf(about.of).map(
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
    title: t(language, 'button.rating.say-more'),
    submit: t(language, 'form.rating.submit'),
    intro: serviceText(rating, language),
    fields: [{ ...fieldMaker(language).text('remark', false), initial: given?.remark ?? '' }, ...items],
  };
}
