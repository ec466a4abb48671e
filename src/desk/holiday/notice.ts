import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import { directorsOf } from '../person/person.ts';
import { noticeCard, settledCard } from './card.ts';
import type { Settled, ShownNotice } from './flow.ts';

/** Who is told of a notice of public holidays. */

/** Puts a notice that another person gave before the directors, with the button that applies it. */
export async function askDirector(turn: DeskTurn, source: BookSource, shown: ShownNotice, id: number): Promise<void> {
  const { year } = shown.notice;
  const announcement = {
    ...announced(turn, year, 'holidays.shown', `${id}`),
    to: directorsOf(source.people),
    inPlace: inLine(source, undefined, ['director']),
  };
  const notices = announce(directoryOf(turn, { source }), announcement, (person, language) => ({
    card: noticeCard(shown, id, true, { source, language, now: turn.now }),
    line: '',
    pings: [person],
  }));
  await enqueue(turn, notices, []);
}

/** Tells team and managers what was applied or taken back, and what moved. */
export async function tellSettled(turn: DeskTurn, what: 'applied' | 'taken-back', settled: Settled): Promise<void> {
  const { year, moves, after } = settled;
  const { source } = await bookOf({ ...turn, overrides: after }, turn.book);
  const announcement = {
    ...announced(turn, year, `holidays.${what}`, `${turn.now}`),
    to: ['team', 'managers'],
  };
  const notices = announce(directoryOf(turn, { source }), announcement, (_, language) => ({
    card: settledCard(what, { year, moves, by: turn.actor }, { source, language, now: turn.now }),
    line: '',
    pings: [],
  }));
  await enqueue(turn, notices, []);
}

function announced({ now }: DeskTurn, year: number, kind: string, which: string) {
  const subject = `holidays/${year}`;
  const key = `${subject}|${kind}|${which}`;
  return { key, kind, subject, at: now, customer: undefined, fields: {}, unlisted: true as const };
}
