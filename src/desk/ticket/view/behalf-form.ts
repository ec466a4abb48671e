import type { Form, FormField, FormOption } from '../../../chat/form.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { named } from '../../../lib/language.ts';
import { asksForReach } from '../../book/book.ts';
import type { BookCustomer, BookPolicy } from '../../book/schema.ts';
import { customerOptions } from '../../card/customer.ts';
import { fieldMaker } from '../../card/form-field.ts';
import { readMoment } from '../../date-input.ts';
import type { Ask } from '../../desk.ts';
import { shorten } from '../../input.ts';
import { levelLabel } from '../case/names.ts';
import { WAYS } from '../case/record.ts';
import { TICKET_KINDS } from '../case/ticket.ts';
import { CALLBACK_CHOICES } from '../verb/told.ts';
import { deviceChoices } from './device.ts';

/** The two forms of a report on a customer's behalf. What was typed already stands in their fields. */

/** Staff's answers to these forms come back under the command of every report; `stage` tells them apart. */
const COMMAND = 'ticket.report';

/** The first form: who told us, if neither the channel nor the words say which customer it is about. */
export function callerForm(ask: Ask, intro: string): Form {
  const { language } = ask.asker;
  const field = fieldMaker(language);
  const { caller = '', text = '' } = ask.input;
  return {
    command: COMMAND,
    args: { stage: 'caller' },
    title: t(language, 'form.behalf.title'),
    submit: t(language, 'form.behalf.next'),
    intro,
    fields: [
      field.line('caller', 200, false, shorten(caller, 200)),
      field.choice('customer', false, customerOptions(ask.book.source, language)),
      ...(text === '' ? [] : [{ ...field.text('text', true, text), hint: t(language, 'form.hint.words') }]),
    ],
  };
}

/** The customer of a report, by key, with their contract. */
export interface ReportOf {
  readonly key: string;
  readonly customer: BookCustomer;
  readonly policy: BookPolicy;
}

/**
 * The second form: all about the report, with the customer's own sites, devices and levels. `seen`: the draft whose
 * deadlines stand in `intro`, so that sending the form unchanged reports it; empty: no deadlines were shown yet.
 */
export function behalfForm(ask: Ask, about: ReportOf, intro: string, seen: string): Form {
  const { language } = ask.asker;
  return {
    command: COMMAND,
    args: { stage: 'report', customer: about.key, seen },
    title: t(language, 'form.behalf.title'),
    submit: t(language, seen === '' ? 'form.behalf.preview' : 'form.report.submit'),
    intro,
    fields: [...callerFields(ask), ...faultFields(ask, about), ...timeFields(ask)],
  };
}

function callerFields({ input, asker: { language } }: Ask): FormField[] {
  const field = fieldMaker(language);
  const ways = WAYS.map((value) => ({ value, label: t(language, `way.${value}`) }));
  return [
    { ...field.line('contact', 200, false, input.contact), label: t(language, 'behalf.name'), hint: '' },
    { ...field.line('phone', 80, false, input.phone), hint: t(language, 'form.hint.caller') },
    field.choice('way', true, ways, input.way || 'phone'),
  ];
}

function faultFields(ask: Ask, { customer, policy }: ReportOf): FormField[] {
  const { input, book, turn } = ask;
  const { language } = ask.asker;
  const field = fieldMaker(language);
  const today = book.always.dateOf(turn.now);
  const choice = (name: 'device' | 'site' | 'level', options: FormOption[], fewest: number) =>
    options.length < fewest ? [] : [field.choice(name, false, options, input[name])];
  const kinds = TICKET_KINDS.map((value) => ({ value, label: t(language, `ticket-kind.${value}`) }));
  return [
    field.choice('kind', true, kinds, input.kind || 'fault'),
    { ...field.text('text', true, input.text), hint: t(language, 'form.hint.words') },
    ...choice('device', deviceChoices(customer.devices, today, language), 1),
    ...choice('site', optionsOf(customer.sites, language), 2),
    ...(policy.outage.length > 0
      ? [{ ...field.datetime('outageSince'), initial: pickedAt(ask, input.outageSince) }]
      : []),
    ...(asksForReach(policy) ? [field.line('affectedPercent', 3, false, input.affectedPercent)] : []),
    ...choice(
      'level',
      policy.levels.map((level) => ({ value: level.key, label: named(levelLabel(level), language) })),
      1,
    ),
  ];
}

function timeFields(ask: Ask): FormField[] {
  const { language } = ask.asker;
  const field = fieldMaker(language);
  const choices = CALLBACK_CHOICES.map((value) => ({ value, label: t(language, `callback.${value}`) }));
  return [
    { ...field.datetime('calledAt'), initial: pickedAt(ask, ask.input.calledAt) },
    field.choice('callback', false, choices, ask.input.callback),
  ];
}

function optionsOf(items: readonly { key: string; name: BookCustomer['name'] }[], language: Language): FormOption[] {
  return items.map(({ key, name }) => ({ value: key, label: named(name, language) }));
}

/** A time as it was typed, in the form that a picker begins with; empty if it is none. */
function pickedAt(ask: Ask, said = ''): string {
  const at = readMoment(ask, 'calledAt', said, { looks: 'back' });
  return at.ok ? new Date(at.value).toISOString() : '';
}
