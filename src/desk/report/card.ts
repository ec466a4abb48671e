import type { Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { distanceText } from '../../i18n/span.ts';
import { whenInYear } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { makeButton, showTicketButton } from '../card/button.ts';
import { customerName } from '../card/customer.ts';
import { moreParts } from '../card/list.ts';
import type { Asker } from '../desk.ts';
import { fieldsOf } from './fields.ts';
import { type StandingRow, standingBy } from './figure/by.ts';
import type { Restatement } from './figure/restated.ts';
import { casesBehind, keptPercent } from './figure/standing.ts';
import { zoneOfMonths } from './flow.ts';
import { closeAtOf, monthAt, nextMonth, previousMonth } from './month.ts';
import { monthName, promiseName } from './names.ts';
import { clauseAndPromise, headlineOf, isEmpty, keptText, rowText } from './text.ts';
import type { MonthView, NamedWorst } from './view.ts';

/** The figures of a month as a card, for the person who asked. */
export function monthCard(view: MonthView, { staff, language }: Pick<Asker, 'staff' | 'language'>): Card {
  const { figure, month, source, customer } = view;
  const who = customer === undefined ? t(language, 'report.all-customers') : customerName(source, customer, language);
  return {
    subject: `month/${month.month}`,
    tone: 'neutral',
    title: t(language, 'report.title', { month: monthName(month.month, language), customer: who }),
    badges: [],
    parts: [
      ...text('plain', headlineOf(figure, language)),
      ...text('small', stateOf(view, language)),
      ...(isEmpty(figure) ? [] : bodyOf(view, staff, language)),
      { part: 'actions', main: otherMonths(view, language), more: [] },
    ],
  };
}

function bodyOf(view: MonthView, staff: boolean, language: Language): CardPart[] {
  const { customer, month, source } = view;
  const rows = standingBy(month.groups, customer === undefined ? 'customer' : 'promise');
  const nameOf = (key: string) =>
    customer === undefined ? customerName(source, key, language) : clauseAndPromise(key, language);
  return [
    ...restatedParts(view, language),
    { part: 'fields', fields: fieldsOf(view, staff, language) },
    { part: 'divider' },
    ...tableParts(
      rows.filter(({ standing }) => standing.promised.count > 0),
      customer === undefined ? t(language, 'report.by-customer') : t(language, 'report.by-promise'),
      nameOf,
      language,
    ),
    ...worstParts(view, language),
    ...(view.leavesOut ? text('small', t(language, 'report.leaves-out')) : []),
  ];
}

/** Whether these figures still change. */
function stateOf({ month: { month, closedAt }, source }: MonthView, language: Language): string {
  const { timeZone } = source.provider;
  return closedAt === undefined
    ? t(language, 'report.running', { at: whenInYear(language, closeAtOf(month, zoneOfMonths(source)), timeZone) })
    : t(language, 'report.closed', { at: whenInYear(language, closedAt, timeZone) });
}

/** How many numbers of cases one line names. */
const NAMED = 8;

/** What would be counted otherwise today, beside the figures that stay. */
function restatedParts({ month: { restated }, today }: MonthView, language: Language): CardPart[] {
  if (!today || restated.length === 0) return [];
  const why = restated.map((each) => restatementText(each, language)).join('\n');
  return text('plain', `${t(language, 'report.restated', { kept: keptText(today.promises, language) })}\n${why}`);
}

function restatementText({ why, of }: Restatement, language: Language): string {
  const numbers = casesBehind(of);
  const more = numbers.length - NAMED;
  const named = numbers.slice(0, NAMED).join(t(language, 'list.separator'));
  return t(language, `report.why.${why}`, {
    cases: more > 0 ? `${named} ${t(language, 'list.more', { more })}` : named,
  });
}

/** How many rows of the table a card shows; the picture has more. */
const MOST_ROWS = 10;

function tableParts(
  rows: readonly StandingRow[],
  heading: string,
  nameOf: (key: string) => string,
  language: Language,
): CardPart[] {
  const worstFirst = [...rows].sort(
    (one, other) => (keptPercent(one.standing) ?? 100) - (keptPercent(other.standing) ?? 100),
  );
  const lines = worstFirst
    .slice(0, MOST_ROWS)
    .map(({ key, standing }) => `${nameOf(key)}${t(language, 'report.colon')}${rowText(standing, language)}`);
  if (lines.length === 0) return [];
  return [...text('plain', [heading, ...lines].join('\n')), ...moreParts(rows.length - lines.length, language)];
}

function worstParts({ worst, customer, source }: MonthView, language: Language): CardPart[] {
  if (worst.length === 0) return text('plain', t(language, 'report.none-broken'));
  return [
    ...text('plain', t(language, 'report.worst')),
    ...worst.map((each): CardPart => {
      const whose = customer === undefined ? customerName(source, each.customer, language) : '';
      const head = [`T-${each.id}`, each.title, whose].filter(Boolean).join(' · ');
      return {
        part: 'item',
        text: `${head}\n${missedText(each, language)}`,
        settled: '',
        button: showTicketButton(each.id, language),
      };
    }),
  ];
}

/** `Resolve not met · longest delay 3 h`. */
function missedText({ unmet, late, lateMs }: NamedWorst, language: Language): string {
  const names = (promises: readonly string[]) =>
    promises.map((what) => promiseName(what, language)).join(t(language, 'list.separator'));
  return [
    unmet.length > 0 ? t(language, 'report.unmet', { promises: names(unmet) }) : '',
    late.length > 0 ? t(language, 'report.met-late', { promises: names(late) }) : '',
    t(language, 'report.delay', { span: distanceText(language, lateMs) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function otherMonths({ month: { month }, customer, source, now }: MonthView, language: Language) {
  const isLast = month >= monthAt(now, zoneOfMonths(source));
  return [previousMonth(month), ...(isLast ? [] : [nextMonth(month)])].map((each) =>
    makeButton({
      label: monthName(each, language),
      command: 'report.month',
      args: { customerMonth: `${customer ?? 'all'} ${each}` },
    }),
  );
}

function text(style: 'plain' | 'small', words: string): CardPart[] {
  return [{ part: 'text', style, text: words }];
}
