import type { Form, FormField, FormOption } from '../../chat/form.ts';
import { WEB } from '../../chat/page.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import { isSamePlace } from '../address/route.ts';
import { customerOptions } from '../card/customer.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Ask } from '../desk.ts';
import { personName } from '../person/person.ts';
import { CATEGORIES, type Complaint, DEGREES, URGENCIES } from './complaint.ts';
import type { ComplaintStep } from './step.ts';

/**
 * The form for a new complaint. It asks staff which customer complained if that is not known, and customers in their
 * own channel where they want the answer: in private unless they choose the channel.
 */
export function complaintForm(ask: Ask, customer: string | undefined, ticket: string): Form {
  const { asker } = ask;
  const { language } = asker;
  const field = fieldMaker(language);
  return {
    command: 'complaint.open',
    args: { ...(ticket === '' ? {} : { ticket }) },
    title: t(language, 'form.complaint.title'),
    submit: t(language, 'form.complaint.submit'),
    intro: t(language, introOf(ask)),
    fields: [
      ...(asker.staff && customer === undefined
        ? [field.choice('customer', true, customerOptions(ask.book.source, language))]
        : []),
      {
        ...field.text('text', true, ask.input.text ?? ''),
        label: t(language, 'form.complaint.text'),
        hint: t(language, 'form.hint.words'),
      },
      field.choice(
        'category',
        true,
        optionsOf(CATEGORIES, (each) => `complaint.category.${each}`, language),
        'quality',
      ),
      field.choice(
        'urgency',
        true,
        optionsOf(URGENCIES, (each) => `complaint.urgency.${each}`, language),
        'normal',
      ),
      field.choice('about', false, peopleOf(ask)),
      ...(ticket === '' ? [field.line('ticket', 20)] : []),
      field.datetime('expectedAt'),
      field.line('contact', 200),
      ...(!asker.staff && isCustomersChannel(ask)
        ? [
            field.choice(
              'answerIn',
              true,
              optionsOf(['privately', 'channel'], (each) => `complaint.way.${each}`, language),
              'privately',
            ),
          ]
        : []),
    ],
  };
}

function introOf({ asker, place }: Ask): TextKey {
  if (asker.staff) return 'form.complaint.intro-staff';
  return place.platform === WEB ? 'form.complaint.intro-page' : 'form.complaint.intro';
}

function peopleOf({ asker: { language }, book: { source } }: Ask): FormOption[] {
  const keys = Object.keys(source.people).sort();
  return keys.map((value) => ({ value, label: personName(source.people, value, language) }));
}

function isCustomersChannel({ place, book: { source } }: Ask): boolean {
  return Object.values(source.channels).some(
    ({ platform, id, purpose }) => isSamePlace(place, { platform, channelId: id }) && purpose === 'customer',
  );
}

/** The form for the input that a step needs; undefined if it needs none. */
export function stepForm(
  verb: ComplaintStep['verb'],
  id: number,
  complaint: Complaint,
  language: Language,
): Form | undefined {
  const fields = fieldsOf(verb, complaint, language);
  if (fields.length === 0) return undefined;
  return {
    command: `complaint.${verb}`,
    args: { complaint: numberOf('complaint', id), sure: 'yes' },
    title: `${numberOf('complaint', id)} · ${t(language, `button.complaint.${verb}`)}`,
    submit: t(language, `button.complaint.${verb}`),
    intro: '',
    fields,
  };
}

function fieldsOf(verb: ComplaintStep['verb'], { record }: Complaint, language: Language): FormField[] {
  const field = fieldMaker(language);
  const text = (step: 'answer' | 'progress' | 'propose-closing' | 'not-satisfied', required: boolean): FormField => ({
    ...field.text('text', required),
    label: t(language, `form.complaint.${step}`),
  });
  switch (verb) {
    case 'close':
      return [];
    case 'answer':
    case 'propose-closing':
      return [text(verb, true)];
    case 'not-satisfied':
      return [text(verb, false)];
    case 'progress':
      return [
        text(verb, true),
        field.choice(
          'tells',
          true,
          optionsOf(['no', 'yes'], (each) => `answer.${each}`, language),
          'no',
        ),
      ];
    case 'record':
      return [
        field.text('result', true, record.result),
        field.line('responsible', 200, false, record.responsible),
        field.text('headOpinion', false, record.headOpinion),
        field.datetime('solvedAt'),
        field.text('customerOpinion', false, record.customerOpinion),
        field.choice(
          'degree',
          false,
          optionsOf(DEGREES, (each) => `complaint.degree.${each}`, language),
          record.degree,
        ),
      ];
  }
}

function optionsOf<V extends string>(
  values: readonly V[],
  keyOf: (value: V) => TextKey,
  language: Language,
): FormOption[] {
  return values.map((value) => ({ value, label: t(language, keyOf(value)) }));
}
