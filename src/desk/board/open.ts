import type { BoardBlock, BoardFilter, BoardRow, BoardTile } from '../../chat/board.ts';
import type { Tone } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { HOUR } from '../../lib/instant.ts';
import { customerOptions } from '../card/customer.ts';
import type { Ask } from '../desk.ts';
import { withTerms } from '../ticket/flow.ts';
import type { BoardContent } from './content.ts';
import { filterOf, OpenParams } from './open-filter.ts';
import { openRow } from './open-row.ts';
import { pagingOf } from './paging.ts';
import { countOpenCases, listOpenCases, type OpenCounts } from './store.ts';
import { takeForm } from './take.ts';

/** How many cases one page lists. */
const PAGE_LENGTH = 50;
/** A promise that falls due within this time is shown as due soon. */
const SOON_MS = 2 * HOUR;

/** The open cases, the promise that falls due first at the top. */
export async function readOpen(ask: Ask): Promise<BoardContent> {
  const params = OpenParams.parse(ask.input);
  const { turn, asker } = ask;
  const { language, staff } = asker;
  const filter = filterOf(ask, params);
  const { page } = params;
  const counts = await countOpenCases(turn.tx, filter, turn.now, turn.now + SOON_MS);
  const stored = await listOpenCases(turn.tx, filter, { skip: (page - 1) * PAGE_LENGTH, count: PAGE_LENGTH });
  const rows: BoardRow[] = [];
  for (const each of stored) rows.push(openRow(await withTerms(turn, each), ask));
  const blocks: BoardBlock[] = [
    { block: 'tiles', tiles: tilesOf(counts, ask) },
    ...(staff ? [chooserOf(params, ask)] : []),
    {
      block: 'table',
      key: 'open',
      title: t(language, 'board.page.open'),
      note: t(language, 'board.open.order'),
      columns: [
        { label: t(language, 'board.column.case'), kind: 'words' },
        ...(staff ? [{ label: t(language, 'card.field.customer'), kind: 'short' } as const] : []),
        { label: t(language, 'board.column.promise'), kind: 'short' },
        { label: t(language, 'board.column.left'), kind: 'numbers' },
        { label: t(language, 'card.field.owner'), kind: 'short' },
      ],
      rows,
      empty: t(language, 'board.open.empty'),
      pages: pagingOf({ page, length: PAGE_LENGTH, count: counts.all, shown: rows.length }, language, (number) => ({
        page: 'open',
        params: { ...chosen(params), page: `${number}` },
      })),
    },
    ...takeForm(ask, 'open', chosen(params)),
  ];
  return { blocks };
}

/** What was chosen, for links to other pages of the list. */
function chosen({ customer, whose }: OpenParams): Record<string, string> {
  return { ...(customer === '' ? {} : { customer }), ...(whose === 'all' ? {} : { whose }) };
}

function tilesOf({ all, late, soon, idle }: OpenCounts, { asker: { language } }: Ask): BoardTile[] {
  const tile = (key: 'all' | 'late' | 'soon' | 'idle', count: number, tone: Tone): BoardTile => ({
    key,
    label: t(language, `board.open.${key}`),
    value: `${count}`,
    note: '',
    tone: count === 0 ? 'neutral' : tone,
  });
  return [
    tile('late', late, 'bad'),
    tile('soon', soon, 'warn'),
    tile('all', all, 'neutral'),
    tile('idle', idle, 'neutral'),
  ];
}

function chooserOf({ customer, whose }: OpenParams, { asker, book }: Ask): BoardFilter {
  const { language, closed = [] } = asker;
  const customers = customerOptions(book.source, language).filter(({ value }) => !closed.includes(value));
  return {
    block: 'filter',
    to: { page: 'open', params: {} },
    submit: t(language, 'board.filter.show'),
    fields: [
      {
        kind: 'choice',
        name: 'customer',
        label: t(language, 'card.field.customer'),
        value: customer,
        options: [{ value: '', label: t(language, 'board.filter.every-customer') }, ...customers],
      },
      {
        kind: 'choice',
        name: 'whose',
        label: t(language, 'card.field.owner'),
        value: whose,
        options: [
          { value: 'all', label: t(language, 'board.filter.everyone') },
          { value: 'mine', label: t(language, 'board.filter.mine') },
        ],
      },
    ],
  };
}
