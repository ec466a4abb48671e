import type { Form, FormField } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { KeyBetween } from '../../lib/text-key.ts';
import type { Numbered } from '../address/number.ts';
import { customerOptions } from '../card/customer.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Ask } from '../desk.ts';

/**
 * Form for a new matter, sent to the command `<kind>.plan`: the customer, unless the channel belongs to one or the ask names
 * one, then `fields`.
 */
export function newMatterForm(
  kind: Numbered & KeyBetween<'button.', '.plan'>,
  { asker, book, input }: Ask,
  fields: readonly FormField[],
): Form {
  const { language } = asker;
  const customer =
    asker.customer ?? (Object.hasOwn(book.source.customers, input.customer ?? '') ? input.customer : undefined);
  const title = t(language, `button.${kind}.plan`);
  const whose = fieldMaker(language).choice('customer', true, customerOptions(book.source, language));
  return {
    command: `${kind}.plan`,
    args: customer === undefined ? { sure: 'yes' } : { sure: 'yes', customer },
    title,
    submit: title,
    intro: '',
    fields: [...(customer === undefined ? [{ ...whose, hint: '' }] : []), ...fields],
  };
}
