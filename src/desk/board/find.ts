import { z } from 'zod';
import type { BoardFilter, BoardRow } from '../../chat/board.ts';
import { t } from '../../i18n/i18n.ts';
import type { Ask } from '../desk.ts';
import { search } from '../find/flow.ts';
import { namesFor } from '../find/names.ts';
import { readSearch } from '../find/reading.ts';
import { foundRow } from '../find/row.ts';
import type { FoundTicket } from '../find/store.ts';
import type { BoardContent } from './content.ts';
import { pagingOf } from './paging.ts';

const PAGE_LENGTH = 25;
/** Further down one narrows the search. */
const LAST_PAGE = 40;
const MOST_CHARS = 200;

const Params = z.object({
  search: z.string().trim().max(MOST_CHARS).catch(''),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).catch(1),
});

/** What `/desk find` finds, on a page: customers find their own cases by what they may read. */
export async function readFind(ask: Ask): Promise<BoardContent> {
  const { search: words, page } = Params.parse(ask.input);
  const { turn, asker, book, place, mentions } = ask;
  const { staff, language, customer, closed } = asker;
  const field: BoardFilter = {
    block: 'filter',
    to: { page: 'find', params: {} },
    submit: t(language, 'board.page.find'),
    fields: [
      {
        kind: 'text',
        name: 'search',
        label: t(language, 'form.field.search'),
        value: words,
        hint: t(language, 'form.hint.search'),
      },
    ],
  };
  const names = namesFor(book.source, { asker, platform: place.platform, mentions });
  const clauses = words === '' ? [] : readSearch(words, { today: book.always.dateOf(turn.now), names });
  if (clauses.length === 0) return { blocks: [field] };
  const scope = { side: staff ? 'team' : 'told', customer: staff ? undefined : customer, closed } as const;
  const skip = (page - 1) * PAGE_LENGTH;
  const found = await search(turn, book, clauses, scope, { skip, count: PAGE_LENGTH + 1 });
  const shown = found.slice(0, PAGE_LENGTH);
  const hasNext = found.length > PAGE_LENGTH && page < LAST_PAGE;
  const paging = pagingOf(
    { page, length: PAGE_LENGTH, count: skip + found.length, shown: shown.length },
    language,
    (number) => ({ page: 'find', params: { search: words, page: `${number}` } }),
  );
  return {
    blocks: [
      field,
      {
        block: 'table',
        key: 'found',
        title: t(language, 'board.found'),
        note: t(language, 'board.found.order'),
        columns: [
          { label: t(language, 'board.column.case'), kind: 'words' },
          { label: t(language, 'board.column.known'), kind: 'words' },
        ],
        rows: shown.map((each) => rowOf(each, ask)),
        empty: t(language, 'find.title.none'),
        // How many there are in all is not counted.
        pages: { words: '', previous: paging.previous, next: hasNext ? paging.next : undefined },
      },
    ],
  };
}

function rowOf(found: FoundTicket, { asker, book }: Ask): BoardRow {
  const { label, value } = foundRow(found, book, asker);
  const number = `T-${found.id}`;
  return {
    key: number,
    tone: 'neutral',
    cells: [{ text: label, to: { page: 'case', params: { ticket: number } } }, { text: value }],
  };
}
