import type { Form, FormField } from '../../../chat/form.ts';
import type { Language } from '../../../lib/language.ts';
import { LIMITS } from '../limits.ts';
import { say } from './text.ts';

/** Adds fields for name and contact to the form, because the link does not tell who its holder is. */
export function addPersonFields(form: Form, language: Language): Form {
  const line = (name: string, label: string, maxLength: number): FormField => ({
    kind: 'line',
    name,
    label,
    hint: '',
    required: true,
    initial: '',
    maxLength,
  });
  return {
    ...form,
    fields: [
      ...form.fields.filter(({ name }) => name !== 'contact'),
      line('person', say(language, 'report.person'), LIMITS.personChars),
      line('contact', say(language, 'report.contact'), LIMITS.contactChars),
    ],
  };
}
