import { BOARD_PAGES, type BoardBlock, type BoardPage, type BoardTarget, type BoardView } from '../../chat/board.ts';
import { blankCard, type Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { customerName } from '../card/customer.ts';
import { recordAccess } from '../confidential/gate.ts';
import type { Ask } from '../desk.ts';
import { readCalendar } from './calendar.ts';
import { readCase } from './case.ts';
import { readComplaint, readComplaints } from './complaints.ts';
import type { BoardContent, ReadBoardPage } from './content.ts';
import { readDuty } from './duty.ts';
import { readFind } from './find.ts';
import { mayImport, readImport } from './import/page.ts';
import { readMonth } from './month.ts';
import { readOpen } from './open.ts';
import { readPapers } from './papers.ts';
import { readQueue } from './queue.ts';

/** How each page is read. */
const PAGES: Readonly<Record<BoardPage, ReadBoardPage>> = {
  open: readOpen,
  month: readMonth,
  calendar: readCalendar,
  complaints: readComplaints,
  papers: readPapers,
  duty: readDuty,
  find: readFind,
  queue: readQueue,
  import: readImport,
  case: readCase,
  complaint: readComplaint,
};

/** The pages that change while they are looked at. */
const LIVE: readonly BoardPage[] = ['open'];

/** Pages of the navigation, in order. The others are reached from these. */
const NAV: readonly BoardPage[] = ['open', 'month', 'calendar', 'complaints', 'papers', 'duty', 'queue', 'import'];
/** What only our people see. */
const OURS: readonly BoardPage[] = ['papers', 'queue'];

/**
 * The board as a reader sees it. An unknown page, or one that is not theirs, is the first one. What they see of confidential
 * customers is written down, except where the page only looks again by itself.
 */
export async function readBoard(ask: Ask, wanted: string, isAgain: boolean): Promise<BoardView> {
  const page = pageFor(ask, wanted);
  return viewOf(ask, page, await PAGES[page](ask), isAgain);
}

/** A page with its content, as the reader sees it. */
export async function viewOf(ask: Ask, page: BoardPage, content: BoardContent, isAgain: boolean): Promise<BoardView> {
  const { asker, turn, book } = ask;
  const { language } = asker;
  const { title, blocks, opened = {} } = content;
  if (!isAgain)
    await recordAccess({ ...ask, input: opened }, `board.${page}`, [{ kind: 'card', card: seenCard(blocks) }]);
  const { timeZone } = book.source.provider;
  return {
    language,
    title: title ?? t(language, `board.page.${page}`),
    reader: asker.name,
    scope: scopeOf(ask),
    asOf: t(language, 'board.as-of', { at: when(language, turn.now, timeZone), zone: timeZone }),
    nav: NAV.filter((each) => maySee(ask, each)).map((each) => ({
      label: t(language, `board.page.${each}`),
      to: targetOf(each),
      isHere: each === page,
    })),
    blocks,
    isLive: LIVE.includes(page),
    words: wordsIn(language),
  };
}

/** What a page names, as a card: the record of access reads cards. */
function seenCard(blocks: readonly BoardBlock[]): Card {
  const numbers = blocks.flatMap((block) => {
    if (block.block === 'table') return block.rows.map(({ key }) => key);
    if (block.block === 'card') return [block.card.title];
    if (block.block !== 'calendar') return [];
    return block.weeks.flat().flatMap(({ entries }) => entries.map(({ small }) => small));
  });
  const fields = numbers.map((label) => ({ label, value: '' }));
  return { ...blankCard('board'), title: '', parts: [{ part: 'fields', fields }] };
}

function pageFor(ask: Ask, wanted: string): BoardPage {
  const page = BOARD_PAGES.find((each) => each === wanted);
  return page !== undefined && maySee(ask, page) ? page : 'open';
}

function maySee(ask: Ask, page: BoardPage): boolean {
  return page === 'import' ? mayImport(ask) : ask.asker.staff || !OURS.includes(page);
}

/** Whose cases are shown. Customers that are closed to the reader are not named. */
function scopeOf({ asker, book }: Ask): string {
  const { staff, customer = '', closed = [], language } = asker;
  if (!staff) return customerName(book.source, customer, language);
  return t(language, closed.length > 0 ? 'board.scope.open-to-you' : 'board.scope.all');
}

function targetOf(page: BoardPage): BoardTarget {
  return { page, params: {} };
}

function wordsIn(language: Language): BoardView['words'] {
  return {
    board: t(language, 'board.title'),
    skip: t(language, 'board.skip'),
    search: t(language, 'board.page.find'),
    otherLanguage: t(language, 'board.other-language'),
    leave: t(language, 'board.leave'),
    refresh: t(language, 'board.refresh'),
    live: t(language, 'board.live'),
    lost: t(language, 'board.lost'),
    ended: t(language, 'board.ended'),
  };
}
