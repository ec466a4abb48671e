import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { customerOptions } from '../card/customer.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Ask } from '../desk.ts';
import { deviceChoices } from '../ticket/view/device.ts';
import { RECORD_KINDS } from './file.ts';

/** The form that asks whose service file it is, where the ask does not say so. */
export function whoseForm({ book, asker: { language } }: Ask): Form {
  const title = t(language, 'button.file.add');
  const whose = fieldMaker(language).choice('customer', true, customerOptions(book.source, language));
  return { command: 'file.add', args: {}, title, submit: title, intro: '', fields: [{ ...whose, hint: '' }] };
}

/** The form for a new record in a customer's service file. It stays with our people unless chosen otherwise. */
export function recordForm({ book, turn, asker: { language } }: Ask, customer: string): Form {
  const field = fieldMaker(language);
  const today = book.always.dateOf(turn.now);
  const kinds = RECORD_KINDS.map((value) => ({ value, label: t(language, `file.kind.${value}`) }));
  const devices = deviceChoices(book.source.customers[customer]?.devices ?? [], today, language, 'all-units');
  const readers = (['inside', 'customer'] as const).map((value) => ({
    value,
    label: t(language, `file.readers.${value}`),
  }));
  const title = t(language, 'button.file.add');
  return {
    command: 'file.add',
    args: { customer, sure: 'yes' },
    title,
    submit: title,
    intro: '',
    fields: [
      { ...field.choice('kind', true, kinds), hint: '' },
      field.line('file-title', 120, true),
      ...(devices.length > 0
        ? [{ ...field.choice('device', false, devices), hint: t(language, 'file.hint.device') }]
        : []),
      field.line('file-version', 80),
      { ...field.line('date', 40, true, today), hint: t(language, 'file.hint.date') },
      field.text('file-text', false),
      field.choice('file-readers', true, readers, 'inside'),
    ],
  };
}
