import type { Form, FormOption } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { fieldMaker } from '../card/form-field.ts';

/** The commands that first ask which contact or which device. */
export type WhichCommand = 'contact.change' | 'contact.remove' | 'device.change' | 'device.retire';

/** Asks which contact or device of a customer is meant. Where it is taken away the answer is the last word on it. */
export function whichForm(
  language: Language,
  { command, customer }: { readonly command: WhichCommand; readonly customer: string },
  field: 'contact' | 'device',
  options: readonly FormOption[],
): Form {
  const isLast = command === 'contact.remove' || command === 'device.retire';
  return {
    ...{ command, args: { customer, ...(isLast ? { sure: 'yes' } : {}) }, intro: '' },
    fields: [{ ...fieldMaker(language).choice(field, true, options), hint: '' }],
    title: t(language, `button.${command}`),
    submit: t(language, isLast ? `button.${command}` : 'form.edit.next'),
  };
}
