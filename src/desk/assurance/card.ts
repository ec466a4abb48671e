import type { Badge, Button, Card, CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateInYear, when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton, numberedButton } from '../card/button.ts';
import { customerName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import type { NamedMatter } from '../matter/matter.ts';
import { personName } from '../person/person.ts';
import { ASSURANCE_ITEMS, type Assurance, countInYear, openItems } from './assurance.ts';

/** Card for the engineers and the project manager: dates, people, what is done and what is still to do. */
export function assuranceCard(matter: NamedMatter<Assurance>, source: BookSource, language: Language): Card {
  const { number, subject, state } = matter;
  const badge = badgeOf(state, language);
  return {
    subject,
    tone: badge.tone,
    title: t(language, 'assurance.title', { assurance: number, name: state.name }),
    badges: [badge],
    parts: [
      { part: 'fields', fields: fieldsOf(state, source, language) },
      { part: 'divider' },
      { part: 'fields', fields: checklistOf(state, source, language) },
      ...actionsOf(matter, language),
    ],
  };
}

function badgeOf(assurance: Assurance, language: Language): Badge {
  const { status } = assurance;
  if (status !== 'open')
    return { text: t(language, `assurance.${status}`), tone: status === 'done' ? 'good' : 'neutral' };
  const count = openItems(assurance).length;
  return count === 0
    ? { text: t(language, 'assurance.ready'), tone: 'good' }
    : { text: t(language, 'assurance.to-do', { count }), tone: 'warn' };
}

function fieldsOf(
  { customer, from, until, engineers }: Assurance,
  source: BookSource,
  language: Language,
): CardField[] {
  const field = fieldIn(language);
  return [
    ...field('customer', customerName(source, customer, language)),
    ...field('dates', datesOf(from, until, language)),
    ...field('engineers', namesOf(engineers, source, language)),
  ];
}

function datesOf(from: string, until: string, language: Language): string {
  const [first, last] = [dateInYear(language, from), dateInYear(language, until)];
  return from === until ? first : t(language, 'assurance.dates', { from: first, until: last });
}

function namesOf(people: readonly string[], source: BookSource, language: Language): string {
  return people.map((key) => personName(source.people, key, language)).join(t(language, 'list.separator'));
}

/** The roster and each item of the checklist: who did it, when, with their note. */
function checklistOf({ rosterAt, checked }: Assurance, source: BookSource, language: Language): CardField[] {
  const zone = source.provider.timeZone;
  const open = t(language, 'assurance.open-item');
  const roster = rosterAt === undefined ? open : when(language, rosterAt, zone);
  return [
    { label: t(language, 'assurance.item.roster'), value: roster },
    ...ASSURANCE_ITEMS.map((item) => {
      const done = checked[item];
      const name = done && personName(source.people, done.by, language);
      const signed = done && t(language, 'card.signed', { name: name ?? '', at: when(language, done.at, zone) });
      const value = signed && done?.note ? `${signed}: ${done.note}` : (signed ?? open);
      return { label: t(language, `assurance.item.${item}`), value };
    }),
  ];
}

function actionsOf({ id, state }: NamedMatter<Assurance>, language: Language): CardPart[] {
  if (state.status !== 'open') return [];
  const button = (verb: KeyAfter<'button.assurance.'>, style: Button['style'], confirm = '') =>
    numberedButton('assurance', id, `assurance.${verb}`, language, { style, confirm });
  const roster = (style: Button['style']) => button('roster', style, t(language, 'button.assurance.roster.confirm'));
  const isRosterSent = state.rosterAt !== undefined;
  return [
    {
      part: 'actions',
      main: isRosterSent
        ? [button('check', 'primary'), button('done', 'plain')]
        : [roster('primary'), button('check', 'plain')],
      more: [
        isRosterSent ? roster('plain') : button('done', 'plain'),
        button('cancel', 'plain', t(language, 'button.assurance.cancel.confirm')),
      ],
    },
  ];
}

/** Card for the customer before the event (D21): who is on duty, with phone numbers. */
export function rosterCard(matter: NamedMatter<Assurance>, source: BookSource, language: Language): Card {
  const { name, from, until, engineers } = matter.state;
  const people = [
    ...engineers,
    ...Object.keys(source.people).filter((key) => source.people[key]?.roles.includes('desk')),
  ];
  return {
    subject: `${matter.subject}|roster`,
    tone: 'neutral',
    title: t(language, 'assurance.roster-title', { name }),
    badges: [{ text: datesOf(from, until, language), tone: 'neutral' }],
    parts: [
      { part: 'text', style: 'plain', text: t(language, 'assurance.roster-intro') },
      {
        part: 'fields',
        fields: people.flatMap((key) => {
          const phone = source.people[key]?.phone;
          return phone ? [{ label: personName(source.people, key, language), value: phone }] : [];
        }),
      },
    ],
  };
}

/** Card of all assurances, and for each customer how many of the promised number of the year there are. */
export function listCard(
  listed: readonly NamedMatter<Assurance>[],
  source: BookSource,
  year: string,
  language: Language,
): Card {
  const customers = [...new Set([...listed.map(({ state }) => state.customer), ...promised(source)])].sort();
  return {
    subject: 'assurance/list',
    tone: 'neutral',
    title: t(language, 'assurance.list', { year }),
    badges: [],
    parts: [
      { part: 'fields', fields: customers.map((key) => countOf(key, listed, source, year, language)) },
      ...(listed.length === 0
        ? [{ part: 'text', style: 'plain', text: t(language, 'assurance.none') } as const]
        : [
            {
              part: 'fields',
              fields: listed.map(({ number, state }) => ({
                label: `${number} · ${state.name}`,
                value: `${datesOf(state.from, state.until, language)} · ${badgeOf(state, language).text}`,
              })),
            } as const,
          ]),
      {
        part: 'actions',
        main: [
          makeButton({
            label: t(language, 'button.assurance.plan'),
            command: 'assurance.plan',
            style: 'primary',
          }),
        ],
        more: [],
      },
    ],
  };
}

/** Customers whose policy promises a number of assurances a year. */
function promised({ customers, policies }: BookSource): string[] {
  return Object.keys(customers).filter(
    (key) => policies[customers[key]?.policy ?? '']?.assurance?.perYear !== undefined,
  );
}

function countOf(
  key: string,
  listed: readonly { readonly state: Assurance }[],
  source: BookSource,
  year: string,
  language: Language,
): CardField {
  const rule = source.policies[source.customers[key]?.policy ?? '']?.assurance;
  const theirs = listed.map(({ state }) => state).filter((state) => state.customer === key);
  const count = countInYear(theirs, year);
  const value =
    rule?.perYear === undefined
      ? t(language, 'assurance.count', { count })
      : t(language, 'assurance.of-promised', { count, promised: rule.perYear, clause: rule.clause });
  return { label: customerName(source, key, language), value };
}
