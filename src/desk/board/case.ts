import type { BoardBlock } from '../../chat/board.ts';
import { t } from '../../i18n/i18n.ts';
import { whenInYear } from '../../i18n/when.ts';
import type { Ask } from '../desk.ts';
import { caseRecordCard, recordOf } from '../dossier/case-papers.ts';
import { shorten } from '../input.ts';
import { findAskedTicket } from '../ticket/asked-ticket.ts';
import { foldTicket } from '../ticket/case/fold.ts';
import { shownTicket } from '../ticket/show.ts';
import { listEntries } from '../ticket/store.ts';
import { lineOf } from '../ticket/view/line.ts';
import { toldEntries } from '../ticket/view/log-card.ts';
import { whyCard } from '../ticket/view/why-card.ts';
import type { BoardContent } from './content.ts';

/**
 * One case: its card, how each deadline came about, its papers and ratings, and all that happened. Customers read what
 * they were told. A case that is not the reader's does not exist for them.
 */
export async function readCase(ask: Ask): Promise<BoardContent> {
  const { turn, asker, book } = ask;
  const { language, staff } = asker;
  const found = await findAskedTicket(ask);
  if (!found.ok) {
    const ticket = shorten(ask.input.ticket ?? '', 12);
    return { blocks: [{ block: 'text', title: '', text: t(language, 'ticket.not-found', { ticket }) }] };
  }
  const { stored, terms } = found.value;
  const { id } = stored;
  const entries = await listEntries(turn.tx, id);
  const { source } = book;
  const view = { source, terms, language, now: turn.now, privately: true } as const;
  const record = caseRecordCard(id, await recordOf(turn, id), source, language);
  const told = staff ? entries : toldEntries(entries);
  const { timeZone } = source.provider;
  const blocks: BoardBlock[] = [
    { block: 'card', card: { ...shownTicket(found.value, ask), title: t(language, 'board.case.now') } },
    { block: 'card', card: whyCard(id, foldTicket(entries), stored.book.version, view) },
    ...(record ? [{ block: 'card', card: record } as const] : []),
    {
      block: 'timeline',
      title: t(language, 'board.timeline'),
      entries: told.map((entry) => ({
        at: whenInYear(language, entry.at, timeZone),
        text: lineOf(entry, { source, terms, language }),
      })),
    },
  ];
  return { title: `T-${id} · ${stored.ticket.facts.title}`, blocks, opened: { ticket: `T-${id}` } };
}
