import type { Form, FormField } from '../../../chat/form.ts';
import { t } from '../../../i18n/i18n.ts';
import { type Language, named } from '../../../lib/language.ts';
import { asksForReach, isLevelByOutageAlone } from '../../book/book.ts';
import type { BookCustomer, BookPolicy } from '../../book/schema.ts';
import { customerOptions } from '../../card/customer.ts';
import { fieldMaker } from '../../card/form-field.ts';
import type { Ask } from '../../desk.ts';
import type { StoredTicket } from '../case/loaded.ts';
import { type AskedVerb, verbOf } from '../verb/table.ts';
import type { AskedField, FormAbout } from '../verb/verb.ts';
import { deviceChoices } from './device.ts';

/**
 * The form in which a customer reports a fault, beginning with `text`. It asks for the level in the policy's plain
 * words, not by level codes.
 */
export function reportForm(
  ask: Ask,
  customer: BookCustomer | undefined,
  policy: BookPolicy | undefined,
  text: string,
): Form {
  const { language } = ask.asker;
  const field = fieldMaker(language);
  const today = ask.book.always.dateOf(ask.turn.now);
  return {
    command: 'ticket.report',
    args: {},
    title: t(language, 'form.report.title'),
    submit: t(language, 'form.report.submit'),
    intro: '',
    fields: [
      ...(customer ? [] : [field.choice('customer', true, customerOptions(ask.book.source, language))]),
      field.choice(
        'kind',
        true,
        (['fault', 'question', 'requirement'] as const).map((value) => ({
          value,
          label: t(language, `ticket-kind.${value}`),
        })),
        'fault',
      ),
      { ...field.text('text', true), initial: text, hint: t(language, 'form.hint.words') },
      ...(customer && customer.devices.length > 0
        ? [field.choice('device', false, deviceChoices(customer.devices, today, language))]
        : []),
      ...(customer && customer.sites.length > 1
        ? [
            field.choice(
              'site',
              false,
              customer.sites.map(({ key, name }) => ({ value: key, label: named(name, language) })),
            ),
          ]
        : []),
      ...(policy && !isLevelByOutageAlone(policy)
        ? [
            field.choice(
              'level',
              false,
              policy.levels.map(({ key, name, says }) => ({ value: key, label: named(says ?? name, language) })),
            ),
          ]
        : []),
      ...(policy && policy.outage.length > 0 ? [field.datetime('outageSince')] : []),
      ...(policy && asksForReach(policy) ? [field.line('affectedPercent', 20)] : []),
      field.line('contact', 200),
    ],
  };
}

/**
 * The form for the missing details of a verb, below the text `intro`; undefined if the verb has no fields, or a
 * required choice has no options.
 */
export function stepForm(
  verb: AskedVerb,
  { id, ticket }: StoredTicket,
  ask: Ask,
  policy: BookPolicy,
  intro: string,
  others: FormAbout['others'],
): Form | undefined {
  const { language, staff } = ask.asker;
  const { source } = ask.book;
  const asked = verbOf(verb).form?.fields({ ticket, source, policy, isStaff: staff, others }) ?? [];
  const isUnanswerable = asked.some((each) => each.kind === 'choice' && each.required && each.options.length === 0);
  if (asked.length === 0 || isUnanswerable) return undefined;
  return {
    command: `ticket.${verb}`,
    args: { ticket: `T-${id}`, ...(verbOf(verb).preview === 'changes' ? {} : { sure: 'yes' }), ...answeredArgs(ask) },
    title: `T-${id} · ${t(language, `button.${verb}`)}`,
    submit: t(language, `button.${verb}`),
    intro,
    fields: asked.map((each) => fieldOf(each, language)),
  };
}

/** The number of the plan or question on the pressed card, so that the answer counts for it. */
function answeredArgs({ input: { plan, consent } }: Ask): Record<string, string> {
  return { ...(plan ? { plan } : {}), ...(consent ? { consent } : {}) };
}

/** Draws a field of a verb's form in the asker's language. */
function fieldOf(asked: AskedField, language: Language): FormField {
  const field = drawField(asked, initialOf(asked, language), language);
  return asked.label === undefined ? field : { ...field, label: t(language, `form.field.${asked.label}`), hint: '' };
}

function drawField(asked: AskedField, initial: string, language: Language): FormField {
  const { name, required = false } = asked;
  const field = fieldMaker(language);
  switch (asked.kind) {
    case 'text':
      return field.text(name, required, initial);
    case 'line':
      return field.line(name, asked.max, required, initial);
    case 'datetime':
      return { ...field.datetime(name), initial };
    case 'choice': {
      const options = asked.options.map(({ value, label }) => ({
        value,
        label: typeof label === 'string' ? t(language, label) : named(label, language),
      }));
      return field.choice(name, required, options, initial);
    }
  }
}

function initialOf({ initial = '' }: AskedField, language: Language): string {
  return typeof initial === 'string' ? initial : named(initial, language);
}
