import type { Form, FormField } from '../../../chat/form.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Instant } from '../../../lib/instant.ts';
import { type Language, named } from '../../../lib/language.ts';
import type { BookCustomer, BookPolicy, BookSource } from '../../book/schema.ts';
import { fieldMaker } from '../../card/form-field.ts';
import type { Ask } from '../../desk.ts';
import { personName } from '../../person/person.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import type { Verb } from '../verb/step-type.ts';
import { consentFields } from './consent-card.ts';
import { deviceChoice } from './device.ts';
import { incidentFields } from './incident-card.ts';

/** The form a customer fills in, beginning with `text`: plain words, no level codes. The policy's own plain words say how bad it is. */
export function reportForm(
  ask: Ask,
  customer: BookCustomer | undefined,
  policy: BookPolicy | undefined,
  text: string,
): Form {
  const { language } = ask.asker;
  const field = fieldMaker(language);
  const customers = Object.entries(ask.book.source.customers);
  const today = ask.book.always.dateOf(ask.turn.now);
  return {
    command: 'ticket.report',
    args: {},
    title: t(language, 'form.report.title'),
    submit: t(language, 'form.report.submit'),
    intro: '',
    fields: [
      ...(customer
        ? []
        : [
            field.choice(
              'customer',
              true,
              customers.map(([value, { name }]) => ({ value, label: named(name, language) })),
            ),
          ]),
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
        ? [
            field.choice(
              'device',
              false,
              customer.devices.map((device) => deviceChoice(device, today, language)),
            ),
          ]
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
      ...(policy && policy.outage.length === 0
        ? [
            field.choice(
              'level',
              false,
              policy.levels.map(({ key, name, says }) => ({ value: key, label: named(says ?? name, language) })),
            ),
          ]
        : []),
      ...(policy && policy.outage.length > 0 ? [field.datetime('outageSince'), field.line('affectedPercent', 3)] : []),
      field.line('contact', 200),
    ],
  };
}

/** The form that asks for what a button's verb still needs, below `intro`; undefined: it needs nothing, or there is nothing to choose. */
export function stepForm(
  verb: Verb,
  id: TicketId,
  ticket: Ticket,
  ask: Ask,
  policy: BookPolicy,
  intro: string,
): Form | undefined {
  const { language } = ask.asker;
  const fields = fieldsOf(verb, ticket, ask.book.source, language, policy);
  const isUnanswerable = fields.some((each) => each.kind === 'choice' && each.required && each.options.length === 0);
  if (fields.length === 0 || isUnanswerable) return undefined;
  return {
    command: `ticket.${verb}`,
    args: { ticket: `T-${id}`, sure: 'yes', ...lookedAt(ask) },
    title: `T-${id} · ${t(language, `button.${verb}`)}`,
    submit: t(language, `button.${verb}`),
    intro,
    fields,
  };
}

/** Which plan, or which question, the press was about. */
function lookedAt({ input: { plan, consent } }: Ask): Record<string, string> {
  return { ...(plan ? { plan } : {}), ...(consent ? { consent } : {}) };
}

function fieldsOf(verb: Verb, ticket: Ticket, source: BookSource, language: Language, policy: BookPolicy): FormField[] {
  const field = fieldMaker(language);
  switch (verb) {
    case 'update':
    case 'tell-customer':
    case 'ask-customer':
    case 'answer':
    case 'propose-workaround':
    case 'customer-answered':
      return [field.text('text', true)];
    case 'submit-plan':
      return [{ ...field.text('text', true), label: t(language, 'form.field.plan'), hint: '' }];
    case 'declare-incident':
    case 'report-incident':
      return incidentFields(verb, source, language);
    case 'ask-consent':
    case 'record-consent':
    case 'log-commands':
      return consentFields(verb, language);
    case 'resolve':
      return [field.text('text', false)];
    case 'reject-fix':
    case 'reject-plan':
    case 'refuse-consent':
      return [{ ...field.text('text', false), label: t(language, 'form.field.reason'), hint: '' }];
    case 'assign':
      return [
        field.choice(
          'to',
          true,
          Object.keys(source.people)
            .filter((key) => key !== ticket.assignee)
            .map((key) => ({ value: key, label: personName(source.people, key, language) })),
        ),
      ];
    case 'set-level':
      return [
        {
          ...field.choice(
            'level',
            true,
            policy.levels
              .filter(({ key }) => key !== ticket.level)
              .map(({ key, name }) => ({ value: key, label: named(name, language) })),
          ),
          label: t(language, 'form.field.new-level'),
          hint: '',
        },
      ];
    case 'raise-tier':
      return [
        field.choice(
          'tier',
          true,
          policy.tiers
            .filter(({ tier }) => tier > ticket.tier)
            .map(({ tier, name }) => ({ value: String(tier), label: `${tier} · ${named(name, language)}` })),
        ),
      ];
    case 'deliver':
      return ticket.facts.kind === 'requirement' ? replyFields(ticket, language) : [];
    case 'callback':
      return [
        field.line('phone', 80, true, ticket.callback?.phone),
        field.line('contact', 200, false, ticket.callback?.contact ?? ticket.facts.contact),
        field.line('company', 200, false, ticket.callback?.company ?? companyOf(ticket, source, language)),
      ];
    case 'set-outage':
      return [field.datetime('since', outageSince(ticket)), field.line('affectedPercent', 3)];
    default:
      return [];
  }
}

/** Of the outage that goes on. */
function outageSince({ outage }: Ticket): Instant | undefined {
  return outage?.endedAt === undefined ? outage?.sinceAt : undefined;
}

function companyOf({ facts }: Ticket, { customers }: BookSource, language: Language): string {
  const customer = customers[facts.customer];
  return customer ? named(customer.name, language) : '';
}

/** The written reply of A5; one that was sent back comes filled in with what it said. */
function replyFields({ reply }: Ticket, language: Language): FormField[] {
  const field = fieldMaker(language);
  return [
    field.text('solution', true, reply?.solution),
    field.text('impact', false, reply?.impact),
    field.line('effort', 200, false, reply?.effort),
    field.text('plan', false, reply?.plan),
    field.line('goLive', 20, false, reply?.goLive),
  ];
}
