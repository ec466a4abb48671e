import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { Book } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { personName } from '../person/person.ts';

/** Tells a person that another one, `by`, ended their links to calendars. */
export async function tellFeedsEnded(turn: DeskTurn, book: Book, owner: string, by: string): Promise<void> {
  const subject = `rota-feed/${owner}`;
  const announcement = {
    key: `${subject}|rota.feed-ended|${turn.now}`,
    kind: 'rota.feed-ended',
    subject,
    at: turn.now,
    to: [owner],
    customer: undefined,
    fields: {},
    unlisted: true as const,
  };
  const said = (_: string, language: Language) => ({
    card: undefined,
    line: t(language, 'rota.feed.ended', { by: personName(book.source.people, by, language) }),
    pings: [owner],
  });
  await enqueue(turn, announce(directoryOf(turn, book), announcement, said), []);
}
