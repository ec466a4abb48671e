import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOf } from '../address/number.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import type { Asker, DeskTurn } from '../desk.ts';
import { personName } from '../person/person.ts';
import { findTicket } from '../ticket/store.ts';
import { redrawSignCards } from './ask-to-sign.ts';
import { refusalOfSignature, signPaper } from './check.ts';
import { sendFiles } from './file.ts';
import { paperLanguage } from './gather.ts';
import { reviewersOf } from './hand-in.ts';
import { type PaperView, tellPaper } from './notice.ts';
import type { Paper } from './paper.ts';
import { reprint } from './reprint.ts';
import { isForCustomer } from './rule.ts';
import { lineOf } from './signature.ts';
import { papers } from './store.ts';

/**
 * Signs a paper that was handed in with the name and the time of the tap, prints it again and sends it to the team; if
 * it is archived already, to the customer as well. Refused to people who have no line on it, and once it is signed.
 */
export async function signHandedIn(turn: DeskTurn, id: number, asker: Asker): Promise<Result<Paper>> {
  const notFound = refuse('paper.not-found', { paper: numberOf('paper', id) });
  const matter = await papers.lock(turn.tx, id);
  if (!matter) return notFound;
  const { state } = matter;
  const book = await bookOf(turn, matter.book);
  const isTheirs = asker.customer === state.customer && isForCustomer(book, state);
  if (!asker.staff && !isTheirs) return notFound;
  const who = lineOf(state.paper, asker);
  const refusal = refusalOfSignature(state, who);
  if (refusal || !who) return refusal ?? notFound;
  const language = paperLanguage(book, state.customer, isForCustomer(book, state) ? 'customer' : 'team');
  const name = asker.staff ? personName(book.source.people, asker.key, language) : asker.name;
  const signed = signPaper(state, { who, by: asker.key, name, at: turn.now });
  const stored = state.ticketId === undefined ? undefined : await findTicket(turn.tx, state.ticketId);
  const after = await reprint(turn, stored, id, signed.state);
  const progress = { state: after, added: signed.added };
  await papers.save(turn.tx, id, progress);
  const view: PaperView = { ...directoryOf(turn, book), ticket: stored?.ticket };
  await tellPaper(turn, view, id, progress, reviewersOf(book, after, view, turn.now));
  await redrawSignCards(turn, book, view, id, after);
  const readers = after.status === 'archived' && isForCustomer(book, after) ? ['team', 'customer'] : ['team'];
  for (const to of readers)
    await sendFiles(turn, view, after, after.handedIn?.files ?? [], { key: `signed|${id}|${who}`, to, line: 'signed' });
  return accept(after);
}
