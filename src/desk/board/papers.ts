import type { BoardRow, BoardTable } from '../../chat/board.ts';
import { t } from '../../i18n/i18n.ts';
import { relativeWords } from '../../i18n/span.ts';
import { when } from '../../i18n/when.ts';
import { numberOf } from '../address/number.ts';
import { customerName } from '../card/customer.ts';
import type { Ask } from '../desk.ts';
import { EVERY_OPEN, type StoredMatter } from '../matter/store.ts';
import type { Paper, PaperStatus } from '../paper/paper.ts';
import { papers } from '../paper/store.ts';
import { personName } from '../person/person.ts';
import { maySee } from '../ticket/flow.ts';
import { paperTitle } from '../ticket/view/line.ts';
import type { BoardContent } from './content.ts';
import { takeForm } from './take.ts';

/** Most papers that one table lists. */
const MOST = 500;

/** The papers that are owed, by remaining time, and those that wait for a check or an approval. */
export async function readPapers(ask: Ask): Promise<BoardContent> {
  const { language } = ask.asker;
  const listed = async (status: PaperStatus) =>
    (await papers.list(ask.turn.tx, { status, limit: EVERY_OPEN })).filter(({ state }) => maySee(ask.asker, state));
  const owed = (await listed('open')).sort((one, other) => dueOf(one.state) - dueOf(other.state));
  const handedIn = [...(await listed('delivered')), ...(await listed('accepted'))];
  const table = (key: 'owed' | 'handed-in', found: readonly StoredMatter<Paper>[]): BoardTable => ({
    block: 'table',
    key: `papers-${key}`,
    title: t(language, `board.papers.${key}`, { count: found.length }),
    note: '',
    columns: [
      { label: t(language, 'board.column.paper'), kind: 'words' },
      { label: t(language, 'card.field.customer'), kind: 'short' },
      { label: t(language, 'board.column.state'), kind: 'short' },
      { label: t(language, 'board.column.left'), kind: 'numbers' },
      { label: t(language, 'card.field.owner'), kind: 'short' },
    ],
    rows: found.slice(0, MOST).map((each) => rowOf(each, ask)),
    empty: t(language, `board.papers.${key}-empty`),
  });
  return { blocks: [table('owed', owed), table('handed-in', handedIn), ...takeForm(ask, 'papers')] };
}

/** Papers without a limit stand last. */
function dueOf({ at: { overdue = Number.POSITIVE_INFINITY } }: Paper): number {
  return overdue;
}

function rowOf({ id, state }: StoredMatter<Paper>, { asker, book, turn }: Ask): BoardRow {
  const { language } = asker;
  const { source } = book;
  const { paper, ticketId, month, customer, status, at, owner, handedIn } = state;
  const dueAt = status === 'open' ? at.overdue : undefined;
  const isLate = dueAt !== undefined && dueAt <= turn.now;
  const whose = status === 'open' ? owner : handedIn?.by;
  const about = ticketId === undefined ? month : `T-${ticketId}`;
  return {
    key: numberOf('paper', id),
    tone: isLate ? 'bad' : 'neutral',
    cells: [
      {
        text: paperTitle(paper, language),
        small: [numberOf('paper', id), about].filter(Boolean).join(' · '),
        ...(ticketId === undefined ? {} : { to: { page: 'case', params: { ticket: `T-${ticketId}` } } }),
      },
      { text: customerName(source, customer, language) },
      dueAt === undefined
        ? { text: status === 'open' ? t(language, 'paper.list.no-limit') : t(language, `paper.status.${status}`) }
        : { text: when(language, dueAt, source.provider.timeZone) },
      { text: dueAt === undefined ? '–' : relativeWords(language, dueAt, turn.now) },
      { text: whose === undefined ? '' : personName(source.people, whose, language) },
    ],
  };
}
