import type { BoardBars, BoardBlock, BoardTable, BoardTarget, BoardTile, BoardTrend } from '../../chat/board.ts';
import type { Tone } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { distanceText } from '../../i18n/span.ts';
import type { Language } from '../../lib/language.ts';
import { customerName } from '../card/customer.ts';
import type { Ask } from '../desk.ts';
import { personName } from '../person/person.ts';
import { fieldsOf } from '../report/fields.ts';
import { type Dimension, type StandingRow, standingBy } from '../report/figure/by.ts';
import { keptPercent, owedCount, type Standing } from '../report/figure/standing.ts';
import { monthName, promiseName } from '../report/names.ts';
import { clauseAndPromise, headlineOf, isEmpty, restOf, shortText } from '../report/text.ts';
import type { MonthView, NamedWorst } from '../report/view.ts';
import type { BoardContent } from './content.ts';
import { monthAsked } from './month-asked.ts';
import { monthChooser } from './month-chooser.ts';
import { loadMonthPage, type MonthTrend } from './month-view.ts';
import { takeForm } from './take.ts';

/** How many months the trend shows. */
const TREND = 6;

/** Whether promises were kept: one month, of all customers that the reader may see, or of one. */
export async function readMonth(ask: Ask): Promise<BoardContent> {
  const { book } = ask;
  const { language } = ask.asker;
  const { month, now, customer } = monthAsked(ask);
  const { view, trend } = await loadMonthPage(ask, month, customer, TREND);
  const whose =
    customer === undefined ? t(language, 'report.all-customers') : customerName(book.source, customer, language);
  const blocks: BoardBlock[] = [
    monthChooser({ month, now, customer }, ask),
    ...(isEmpty(view.figure) ? [textOf(t(language, 'report.nothing'))] : figureBlocks(view, ask)),
    trendOf(trend, language),
    ...takeForm(ask, 'month', { month, ...(customer === undefined ? {} : { customer }) }),
  ];
  return { title: t(language, 'report.title', { month: monthName(month, language), customer: whose }), blocks };
}

function figureBlocks(view: MonthView, ask: Ask): BoardBlock[] {
  const { asker } = ask;
  const { language, staff } = asker;
  const { customer, month } = view;
  const bars = (
    dimension: Dimension,
    title: string,
    nameOf: (key: string) => string,
    to?: (key: string) => BoardTarget,
  ) => barsOf(title, standingBy(month.groups, dimension), language, nameOf, to);
  return [
    { block: 'tiles', tiles: tilesOf(view, language) },
    customer === undefined
      ? bars(
          'customer',
          t(language, 'report.by-customer'),
          (key) => customerName(view.source, key, language),
          (key) => ({ page: 'month', params: { month: month.month, customer: key } }),
        )
      : bars('promise', t(language, 'report.by-promise'), (key) => clauseAndPromise(key, language)),
    ...(customer === undefined ? [bars('clause', t(language, 'board.month.by-clause'), (key) => key || '–')] : []),
    ...(staff
      ? [bars('engineer', t(language, 'board.month.by-engineer'), (key) => engineerName(key, view, language))]
      : []),
    {
      block: 'card',
      card: {
        subject: `month/${month.month}`,
        tone: 'neutral',
        title: t(language, 'board.month.figures'),
        badges: [],
        parts: [
          { part: 'fields', fields: fieldsOf(view, staff, language) },
          ...(view.leavesOut
            ? [{ part: 'text', style: 'small', text: t(language, 'report.leaves-out') } as const]
            : []),
        ],
      },
    },
    worstOf(view, ask),
  ];
}

function engineerName(key: string, { source }: MonthView, language: Language): string {
  return key === '' ? t(language, 'nobody') : personName(source.people, key, language);
}

/** What became of promises, as the parts of a bar. */
const PARTS = [
  ['kept', 'good'],
  ['keptLate', 'warn'],
  ['broken', 'bad'],
  ['open', 'neutral'],
] as const satisfies readonly (readonly [keyof Standing, Tone])[];

function barsOf(
  title: string,
  rows: readonly StandingRow[],
  language: Language,
  nameOf: (key: string) => string,
  to?: (key: string) => BoardTarget,
): BoardBars {
  return {
    block: 'bars',
    title,
    parts: PARTS.map(([outcome, tone]) => ({ label: t(language, `report.legend.${outcome}`), tone })),
    bars: rows
      .filter(({ standing }) => owedCount(standing) > 0)
      .sort((one, other) => (keptPercent(one.standing) ?? 100) - (keptPercent(other.standing) ?? 100))
      .map(({ key, standing }) => ({
        label: nameOf(key),
        value: [shortText(standing, language), restOf(standing, language)].filter(Boolean).join(' · '),
        counts: PARTS.map(([outcome]) => standing[outcome].count),
        ...(to ? { to: to(key) } : {}),
      })),
  };
}

function tilesOf({ figure }: MonthView, language: Language): BoardTile[] {
  const { promises, tickets, complaints, ratings, respond } = figure;
  const percent = keptPercent(promises);
  const tile = (key: string, label: string, value: string, note = '', tone: Tone = 'neutral'): BoardTile => ({
    ...{ key, label, value, note, tone },
  });
  return [
    tile(
      'kept',
      t(language, 'board.month.kept'),
      percent === undefined ? '–' : `${percent} %`,
      headlineOf(figure, language).replaceAll('\n', ' · '),
      percent === undefined ? 'neutral' : promises.broken.count + promises.keptLate.count === 0 ? 'good' : 'warn',
    ),
    tile('tickets', t(language, 'board.month.tickets'), `${tickets.count}`),
    tile(
      'respond',
      t(language, 'board.month.respond'),
      respond.medianMs === undefined ? '–' : distanceText(language, respond.medianMs),
    ),
    tile(
      'complaints',
      t(language, 'report.field.complaints'),
      `${complaints.count}`,
      '',
      complaints.count > 0 ? 'warn' : 'neutral',
    ),
    tile(
      'ratings',
      t(language, 'report.field.ratings'),
      ratings.average === undefined ? '–' : ratings.average.toFixed(1),
    ),
  ];
}

function worstOf({ worst, source, customer }: MonthView, { asker: { language } }: Ask): BoardTable {
  const names = (promises: readonly string[]) =>
    promises.map((what) => promiseName(what, language)).join(t(language, 'list.separator'));
  const missed = ({ unmet, late }: NamedWorst) =>
    [
      unmet.length > 0 ? t(language, 'report.unmet', { promises: names(unmet) }) : '',
      late.length > 0 ? t(language, 'report.met-late', { promises: names(late) }) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  return {
    block: 'table',
    key: 'worst',
    title: t(language, 'report.worst'),
    note: '',
    columns: [
      { label: t(language, 'board.column.case'), kind: 'words' },
      ...(customer === undefined ? [{ label: t(language, 'card.field.customer'), kind: 'short' } as const] : []),
      { label: t(language, 'board.column.missed'), kind: 'words' },
      { label: t(language, 'board.column.delay'), kind: 'numbers' },
    ],
    rows: worst.map((each) => ({
      key: `T-${each.id}`,
      tone: each.unmet.length > 0 ? 'bad' : 'warn',
      cells: [
        { text: each.title, small: `T-${each.id}`, to: { page: 'case', params: { ticket: `T-${each.id}` } } },
        ...(customer === undefined ? [{ text: customerName(source, each.customer, language) }] : []),
        { text: missed(each) },
        { text: distanceText(language, each.lateMs) },
      ],
    })),
    empty: t(language, 'report.none-broken'),
  };
}

function trendOf(trend: readonly MonthTrend[], language: Language): BoardTrend {
  return {
    block: 'trend',
    title: t(language, 'board.month.trend'),
    points: trend.map(({ month, standing }) => ({
      label: monthName(month, language),
      value: shortText(standing, language),
      percent: keptPercent(standing),
    })),
  };
}

function textOf(text: string): BoardBlock {
  return { block: 'text', title: '', text };
}
