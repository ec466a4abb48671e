import { BOARD_PAGES, type BoardPage, type BoardTarget, type BoardView } from '../../chat/board.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { customerName } from '../card/customer.ts';
import type { Ask, Asker } from '../desk.ts';
import type { ReadBoardPage } from './content.ts';
import { readOpen } from './open.ts';

/** How each page is read. */
const PAGES: Readonly<Partial<Record<BoardPage, ReadBoardPage>>> = {
  open: readOpen,
};

/** The pages that change while they are looked at. */
const LIVE: readonly BoardPage[] = ['open'];

/** Pages of the navigation, in order. The others are reached from these. */
const NAV: readonly BoardPage[] = ['open', 'month', 'calendar', 'complaints', 'papers', 'duty', 'queue'];
/** What only our people see. */
const OURS: readonly BoardPage[] = ['papers', 'queue'];

/** The board as a reader sees it. An unknown page, or one that is not theirs, is the first one. */
export async function readBoard(ask: Ask, wanted: string): Promise<BoardView> {
  const { asker, turn, book } = ask;
  const { language } = asker;
  const page = pageFor(asker, wanted);
  const read = PAGES[page] ?? readOpen;
  const { title, blocks } = await read(ask);
  const { timeZone } = book.source.provider;
  return {
    language,
    title: title ?? t(language, `board.page.${page}`),
    reader: asker.name,
    scope: scopeOf(ask),
    asOf: t(language, 'board.as-of', { at: when(language, turn.now, timeZone), zone: timeZone }),
    nav: NAV.filter((each) => each in PAGES && maySee(asker, each)).map((each) => ({
      label: t(language, `board.page.${each}`),
      to: targetOf(each),
      isHere: each === page,
    })),
    blocks,
    isLive: LIVE.includes(page),
    words: wordsIn(language),
  };
}

function pageFor(asker: Asker, wanted: string): BoardPage {
  const page = BOARD_PAGES.find((each) => each === wanted);
  return page !== undefined && maySee(asker, page) ? page : 'open';
}

function maySee({ staff }: Asker, page: BoardPage): boolean {
  return staff || !OURS.includes(page);
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
