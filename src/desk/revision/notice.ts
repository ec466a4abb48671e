import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { directoryOf } from '../address/turn-book.ts';
import { listApplied } from '../book/store.ts';
import type { DeskTurn } from '../desk.ts';
import type { Applied } from './apply.ts';
import { newVersionCard } from './card.ts';

/** Tells team and managers, as the new book names them, that it is in force. Who has other shifts is told by the clock. */
export async function tellApplied(turn: DeskTurn, { version, book, compared }: Applied): Promise<void> {
  const [applied] = await listApplied(turn.tx, 1, version);
  if (!applied) return;
  const subject = `book/${version}`;
  const announcement = {
    ...{ key: `${subject}|book.applied`, kind: 'book.applied', subject, at: turn.now },
    ...{ customer: undefined, fields: {}, unlisted: true as const },
    to: ['team', 'managers'],
  };
  const notices = announce(directoryOf(turn, book), announcement, (_, language) => ({
    card: newVersionCard(version, applied, compared.revision, { language, source: book.source, inForce: version }),
    line: '',
    pings: [],
  }));
  await enqueue(turn, notices, []);
}
