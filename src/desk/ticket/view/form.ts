import type { Form, FormField } from '../../../chat/form.ts';
import { hasText, t } from '../../../i18n/i18n.ts';
import { type Language, named } from '../../../lib/language.ts';
import { asksForReach, isLevelByOutageAlone } from '../../book/book.ts';
import type { BookCustomer, BookPolicy } from '../../book/schema.ts';
import { customerOptions } from '../../card/customer.ts';
import { fieldMaker } from '../../card/form-field.ts';
import type { Ask } from '../../desk.ts';
import type { StoredTicket } from '../case/loaded.ts';
import { levelLabel } from '../case/names.ts';
import { type AskedVerb, verbOf } from '../verb/table.ts';
import type { AskedField, FormAbout } from '../verb/verb.ts';
import { deviceChoices } from './device.ts';
import { levelPromises } from './level-words.ts';

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
    intro: policy && customer && !isLevelByOutageAlone(policy) ? levelPromises(policy, customer, language) : '',
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
      {
        ...field.text('text', true, text),
        label: t(language, 'form.field.report'),
        hint: t(language, 'form.hint.words'),
      },
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
              policy.levels.map((level) => ({ value: level.key, label: named(levelLabel(level), language) })),
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
    args: {
      ticket: `T-${id}`,
      ...(verbOf(verb).preview === 'changes' ? {} : { sure: 'yes' }),
      ...answeredArgs(ask),
      ...verbOf(verb).form?.args?.(ticket),
    },
    title: `T-${id} · ${t(language, `button.${verb}`)}`,
    submit: submitWord(verb, language),
    intro: [verbOf(verb).form?.answers?.(ticket), intro].filter(Boolean).join('\n\n'),
    fields: asked.map((each) => fieldOf(each, language)),
  };
}

/** The word on the button that sends a verb's form: what happens then, where the verb's own button says something else. */
function submitWord(verb: AskedVerb, language: Language): string {
  const own = `form.submit.${verb}`;
  return t(language, hasText(language, own) ? own : `button.${verb}`);
}

/** The number of the plan or question on the pressed card, so that the answer counts for it. */
function answeredArgs({ input: { plan, consent } }: Ask): Record<string, string> {
  return { ...(plan ? { plan } : {}), ...(consent ? { consent } : {}) };
}

/** Draws a field of a verb's form in the asker's language. */
function fieldOf(asked: AskedField, language: Language): FormField {
  const field = drawField(asked, initialOf(asked, language), language);
  if (asked.label === undefined) return field;
  const hint = `form.hint.${asked.label}`;
  return {
    ...field,
    label: t(language, `form.field.${asked.label}`),
    hint: hasText(language, hint) ? t(language, hint) : '',
  };
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
      return { ...field.datetime(name), required, initial };
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
