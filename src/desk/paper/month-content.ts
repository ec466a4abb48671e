import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Language, named } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import type { InspectionRule } from '../book/inspection-rule.ts';
import type { BookSource } from '../book/schema.ts';
import { siteName } from '../card/customer.ts';
import { levelFound, noteOf } from '../inspection/checklist.ts';
import type { Inspection } from '../inspection/inspection.ts';
import { itemsOfSite, type SiteRule } from '../inspection/site-list.ts';
import { marksText } from '../inspection/text.ts';
import { isCounted } from '../rating/rating.ts';
import { type CaseGroup, isTickets, numbersIn } from '../report/figure/case.ts';
import { columnsOf, durationText, printedTime, type TableContent } from './columns.ts';
import type { DocumentSection } from './document/document.ts';
import type { PaperTable } from './layout.ts';
import { figureTable } from './month-figures.ts';
import { complaintTable, plannedTable, promiseTable } from './month-promises.ts';
import type { MonthSource, NumberedTicket } from './source.ts';

/** One table of the month's summary (D19). */
export function monthTable(table: PaperTable, source: MonthSource): DocumentSection {
  const { language } = source.view;
  const { columns, rows } = contentOf(table, source);
  return {
    heading: t(language, `paper.table.${table}`),
    part: 'table',
    columns: columnsOf(columns, language),
    rows,
    none: t(language, 'paper.document.none'),
  };
}

const FAULT_COLUMNS = [
  ['number', 9],
  ['at', 21],
  ['level', 14],
  ['what', 34],
  ['state', 22],
] as const;

function contentOf(table: PaperTable, source: MonthSource): TableContent {
  const { reported, open, levels } = source;
  const faults = reported.filter(({ ticket }) => ticket.facts.kind === 'fault');
  const [top] = levels;
  switch (table) {
    case 'commands':
    case 'course':
    case 'visits':
    case 'faults':
      return { columns: FAULT_COLUMNS, rows: faults.map((each) => faultRow(each, source)) };
    case 'serious': {
      // Severe: the top two levels of a policy with more than two levels, or else the top one.
      const severe = levels.length > 2 ? levels.slice(0, 2) : top ? [top] : [];
      const major = faults.filter(({ ticket }) => severe.some(({ key }) => key === ticket.level));
      return { columns: FAULT_COLUMNS, rows: major.map((each) => faultRow(each, source)) };
    }
    case 'open':
      return { columns: FAULT_COLUMNS, rows: open.map((each) => faultRow(each, source)) };
    case 'inspections':
      return inspectionTable(source);
    case 'spares':
      return spareTable(source);
    case 'trend':
      return trendTable(source);
    case 'ratings':
      return ratingTable(source);
    case 'causes':
      return causeTable(faults);
    case 'figures':
      return figureTable(source);
    case 'promises':
      return promiseTable(source);
    case 'complaints':
      return complaintTable(source);
    case 'planned':
      return plannedTable(source);
  }
}

function faultRow({ id, ticket }: NumberedTicket, { view: { language, source }, levels }: MonthSource): string[] {
  const resolvedAt = ticket.status === 'open' ? undefined : ticket.resolvedAts.at(-1);
  const state =
    resolvedAt === undefined
      ? t(language, `card.${ticket.status}`)
      : t(language, 'paper.document.resolved-in', { time: durationText(resolvedAt - ticket.reportedAt) });
  return [
    `T-${id}`,
    printedTime(ticket.reportedAt, source.provider.timeZone),
    levels.find(({ key }) => key === ticket.level)?.name ?? '–',
    ticket.facts.title,
    state,
  ];
}

/** Why faults were there and what was done, of those for which it was said. */
function causeTable(faults: readonly NumberedTicket[]): TableContent {
  return {
    columns: [
      ['number', 10],
      ['what', 30],
      ['cause', 30],
      ['measure', 30],
    ],
    rows: faults.flatMap(({ id, ticket: { facts, fix } }) =>
      fix?.cause || fix?.done ? [[`T-${id}`, facts.title, fix.cause || '–', fix.done || '–']] : [],
    ),
  };
}

/** Findings are shown beside the number of checked items. */
function inspectionTable({ inspections, inspectionRule: rule, view: { language, source } }: MonthSource): TableContent {
  return {
    columns: [
      ['number', 10],
      ['date', 16],
      ['site', 26],
      ['state', 18],
      ['marks', 30],
    ],
    rows: inspections.map(({ id, state }) => [
      numberOf('inspection', id),
      state.date,
      siteName(source, state, language),
      t(language, state.finished ? 'paper.document.carried-out' : 'paper.document.not-carried-out'),
      checklistText(state, siteRule(state, rule, source), language),
    ]),
  };
}

/** The rules for the site of an inspection: its checklist names the site's devices. */
function siteRule({ customer, site }: Inspection, rule: InspectionRule, { customers }: BookSource): SiteRule {
  return { ...rule, checklist: itemsOfSite(rule.checklist, customers[customer], site) };
}

function checklistText(state: Inspection, rule: SiteRule, language: Language): string {
  const found = rule.checklist
    .filter(({ key }) => levelFound(state.checklist?.marks[key]) !== undefined)
    .map(({ key, name }) => [named(name, language), noteOf(state.checklist, key)].filter(Boolean).join(': '));
  return [marksText(state, { rule, language }), ...found].filter(Boolean).join('\n') || '–';
}

function spareTable({ spares, view: { source } }: MonthSource): TableContent {
  const at = (instant: Instant) => printedTime(instant, source.provider.timeZone);
  return {
    columns: [
      ['ticket', 10],
      ['part', 38],
      ['asked', 26],
      ['delivered', 26],
    ],
    rows: spares.map(({ ticketId, record, requestedAt, deliveredAt }) => [
      `T-${ticketId}`,
      [record.wanted, record.model].filter(Boolean).join(' · ') || '–',
      at(requestedAt),
      deliveredAt === undefined ? '–' : at(deliveredAt),
    ]),
  };
}

/** Number of faults in this month and those before, and by device if the book lists devices. */
function trendTable({ trend, figure: { devices }, month: own, view: { language } }: MonthSource): TableContent {
  const rate = (count: number) => (devices === 0 ? '–' : (count / devices).toFixed(2));
  const nameOf = (month: string) => (month === own ? t(language, 'paper.trend.month', { month }) : month);
  return {
    columns: [
      ['period', 40],
      ['faults', 30],
      ['rate', 30],
    ],
    rows: trend.map(({ month, faults }) => [nameOf(month), String(faults), rate(faults)]),
  };
}

/** How often the customer was asked and answered, the average score, and what was rated low. */
function ratingTable({ figure, ratings, view: { language } }: MonthSource): TableContent {
  const { asked, answered, average, low } = figure.ratings;
  const ofSummary = ratings.flatMap(({ about, given }) => (about.of === 'summary' && given ? [given.score] : []));
  const row = (key: KeyAfter<'paper.rating.'>, value: string) => [t(language, `paper.rating.${key}`), value];
  const rows = [
    row('asked', String(asked.count)),
    row('answered', String(answered.count)),
    row('average', average === undefined ? '–' : average.toFixed(1)),
    row('low', low.groups.flatMap(lowRatings).join(t(language, 'list.separator')) || '–'),
    ...ofSummary.slice(-1).map((score) => row('summary', String(score))),
  ];
  return {
    columns: [
      ['rating', 40],
      ['result', 60],
    ],
    rows: ratings.some(isCounted) ? rows : [],
  };
}

/** Low ratings in words: `T-12: 2`. */
function lowRatings(group: CaseGroup): string[] {
  const score = isTickets(group) ? undefined : group.rated;
  return numbersIn(group).map((number) => `${number}: ${score}`);
}
