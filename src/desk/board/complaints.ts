import type { BoardRow } from '../../chat/board.ts';
import { t } from '../../i18n/i18n.ts';
import { relativeWords } from '../../i18n/span.ts';
import { when } from '../../i18n/when.ts';
import { customerName } from '../card/customer.ts';
import { findShownComplaint, listShownComplaints, type ShownComplaint } from '../complaint/shown.ts';
import type { Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import type { BoardContent } from './content.ts';
import { takeForm } from './take.ts';

/** The complaints for whom they are: the most urgent first. */
export async function readComplaints(ask: Ask): Promise<BoardContent> {
  const { language, staff } = ask.asker;
  const dueAt = ({ next }: ShownComplaint) => next?.dueAt ?? Number.POSITIVE_INFINITY;
  const listed = (await listShownComplaints(ask)).sort((one, other) => dueAt(one) - dueAt(other));
  return {
    blocks: [
      {
        block: 'table',
        key: 'complaints',
        title: t(language, 'board.page.complaints'),
        note: t(language, staff ? 'board.complaints.ours' : 'board.complaints.own'),
        columns: [
          { label: t(language, 'board.page.complaint'), kind: 'words' },
          ...(staff ? [{ label: t(language, 'card.field.customer'), kind: 'short' } as const] : []),
          { label: t(language, 'board.column.state'), kind: 'short' },
          { label: t(language, 'board.column.promise'), kind: 'short' },
          { label: t(language, 'board.column.left'), kind: 'numbers' },
        ],
        rows: listed.map((each) => rowOf(each, ask)),
        empty: t(language, 'board.complaints.empty'),
      },
      ...takeForm(ask, 'complaints'),
    ],
  };
}

function rowOf({ number, title, customer, state, next }: ShownComplaint, { asker, book, turn }: Ask): BoardRow {
  const { language, staff } = asker;
  const { source } = book;
  return {
    key: number,
    tone: next?.isBroken ? 'bad' : 'neutral',
    cells: [
      { text: title, to: { page: 'complaint', params: { complaint: number } } },
      ...(staff ? [{ text: customerName(source, customer, language) }] : []),
      { text: state },
      next
        ? { text: t(language, `metric.${next.metric}`), small: when(language, next.dueAt, source.provider.timeZone) }
        : { text: '–' },
      { text: next ? relativeWords(language, next.dueAt, turn.now) : '–' },
    ],
  };
}

/** One complaint. One that is not for the reader does not exist for them. */
export async function readComplaint(ask: Ask): Promise<BoardContent> {
  const card = await findShownComplaint(ask);
  const { language } = ask.asker;
  const complaint = shorten(ask.input.complaint ?? '', 12);
  if (!card) return { blocks: [{ block: 'text', title: '', text: t(language, 'complaint.not-found', { complaint }) }] };
  return { title: card.title, blocks: [{ block: 'card', card }] };
}
