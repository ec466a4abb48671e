import type { FormField, FormOption } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { MAX_TEXT } from '../input.ts';

/** A field that has a label and a hint. */
export type FieldName = KeyAfter<'form.field.'> & KeyAfter<'form.hint.'>;

/** Makes form fields in one language, with the label `form.field.<name>` and the hint `form.hint.<name>`. */
export function fieldMaker(language: Language) {
  const base = (name: FieldName, required: boolean, initial: string) => ({
    name,
    required,
    initial,
    label: t(language, `form.field.${name}`),
    hint: t(language, `form.hint.${name}`),
  });
  return {
    text: (name: FieldName, required: boolean, initial = ''): FormField => ({
      ...base(name, required, initial),
      kind: 'text',
      maxLength: MAX_TEXT,
    }),
    line: (name: FieldName, maxLength: number, required = false, initial = ''): FormField => ({
      ...base(name, required, initial),
      kind: 'line',
      maxLength,
    }),
    datetime: (name: FieldName, at?: Instant): FormField => ({
      ...base(name, false, at === undefined ? '' : new Date(at).toISOString()),
      kind: 'datetime',
    }),
    choice: (name: FieldName, required: boolean, options: readonly FormOption[], initial = ''): FormField => ({
      ...base(name, required, initial),
      kind: 'choice',
      options,
    }),
  };
}
