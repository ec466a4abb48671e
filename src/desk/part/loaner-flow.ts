import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { numberOf } from '../address/number.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { DeskTurn } from '../desk.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { subjectOf } from '../ticket/case/names.ts';
import { type Lending, type Loaner, lend, takeBack } from './loaner.ts';
import { loanerCard } from './loaner-card.ts';
import { loanerSubject } from './names.ts';
import type { PartProgress } from './part.ts';
import { loaners } from './store.ts';

/** A loaner, locked until the turn ends, with its ticket. */
export interface LockedLoaner {
  readonly at: LoadedTicket;
  readonly id: number;
  readonly state: Loaner;
}

/** Lends something in place of a device. Gives the number of the loaner. */
export async function loanerOut(turn: DeskTurn, at: LoadedTicket, lending: Lending): Promise<Result<number>> {
  const lent = lend(lending, at.stored.ticket);
  if (!lent.ok) return lent;
  const id = await loaners.insert(turn.tx, at.book.version, lent.value, turn.now);
  await tellTeam(turn, at, id, lent.value);
  return accept(id);
}

/** Takes a loaner back and tells the team. Refused if it is back already. */
export async function loanerBack(
  turn: DeskTurn,
  { at, id, state }: LockedLoaner,
  by: string,
): Promise<Result<PartProgress<Loaner>>> {
  const back = takeBack(state, by, turn.now);
  if (!back.ok) return back;
  await loaners.save(turn.tx, id, back.value);
  await tellTeam(turn, at, id, back.value);
  return back;
}

/** Tells the team, with a card. The notices carry no `about`, so `simulate` does not print them. */
async function tellTeam(
  turn: DeskTurn,
  { book, stored }: LoadedTicket,
  id: number,
  { state, added }: PartProgress<Loaner>,
) {
  const house = directoryOf(turn, book);
  const subject = subjectOf(stored.id);
  const notices = added.flatMap(({ kind, at }) => {
    if (kind !== 'loaner.out' && kind !== 'loaner.back') return [];
    const key = `${loanerSubject(state, id)}|${kind}`;
    const announcement = { key, kind, subject, at, to: ['team'], customer: state.customer, fields: {} };
    return announce(house, announcement, (_: string, language: Language) => ({
      card: loanerCard(id, state, { source: book.source, ticket: stored.ticket, language }),
      line: t(language, `line.${kind}`, { loaner: numberOf('loaner', id), ticket: `T-${stored.id}` }),
      pings: [],
    }));
  });
  await enqueue(
    turn,
    notices.map((each) => ({ ...each, post: { ...each.post, about: undefined } })),
    [],
  );
}
