import type { Form, FormField } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { numberOf } from '../address/number.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { serialsOf } from '../ticket/case/unit.ts';
import type { SparePart } from './part.ts';

const MAX_LINE_LENGTH = 80;

/** Form for the request of a part, filled in with what the book knows of the device. */
export function requestForm({ stored, book }: LoadedTicket, language: Language): Form {
  const { customer, device, unit } = stored.ticket.facts;
  const known = book.source.customers[customer]?.devices.find(({ key }) => key === device);
  const serials = known ? serialsOf(known) : [];
  // Of several units the part is for the one that the ticket names.
  const serial = unit ?? (serials.length === 1 ? serials[0] : undefined) ?? '';
  const field = fieldMaker(language);
  return {
    command: 'part.request',
    args: { ticket: `T-${stored.id}`, sure: 'yes' },
    title: `T-${stored.id} · ${t(language, 'button.request-part')}`,
    submit: t(language, 'button.request-part'),
    intro: '',
    fields: [
      { ...field.text('text', true), label: t(language, 'form.field.part'), hint: t(language, 'form.hint.part') },
      ...deviceFields(language, { model: known?.model ?? '', serial, quantity: 1 }),
      field.text('symptom', false),
    ],
  };
}

/** Form of the repair request (C7), filled in with what is on record. */
export function recordForm(id: number, { record }: SparePart, language: Language): Form {
  const field = fieldMaker(language);
  return {
    command: 'part.record',
    args: { part: numberOf('part', id), sure: 'yes' },
    title: `${numberOf('part', id)} · ${t(language, 'button.part-record')}`,
    submit: t(language, 'form.record.submit'),
    intro: '',
    fields: [
      field.line('rma', MAX_LINE_LENGTH, false, record.rma),
      ...deviceFields(language, record),
      field.text('symptom', false, record.symptom),
      field.text('cause', false, record.cause),
      field.text('measures', false, record.measures),
      field.text('replaced', false, record.replaced),
    ],
  };
}

function deviceFields(
  language: Language,
  { model, serial, quantity }: Pick<SparePart['record'], 'model' | 'serial' | 'quantity'>,
): FormField[] {
  const field = fieldMaker(language);
  return [
    field.line('model', MAX_LINE_LENGTH, false, model),
    field.line('serial', MAX_LINE_LENGTH, false, serial),
    field.line('quantity', 4, false, String(quantity)),
  ];
}
