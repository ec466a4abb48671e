import type { Language } from '../../lib/language.ts';
import { namesIn } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce, redraw } from '../address/announce.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { membersOf } from '../book/rotation-rule.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import type { DueMatter, MatterChange, StoredMatter } from '../matter/store.ts';
import { listSegments, type Roster } from '../oncall/oncall.ts';
import { isGap } from '../oncall/schedule/schedule.ts';
import { findRoster } from '../oncall/store.ts';
import { type Swap, swapDuty } from '../oncall/swap-flow.ts';
import { mayArrange, mayRing, refuseSpan, refuseSwap } from '../oncall/swap-rule.ts';
import { coverCard, coverSubject } from './card.ts';
import {
  beginCover,
  type Cover,
  type CoverEntry,
  type CoverProgress,
  declineCover,
  lapseCover,
  takeCover,
  withdrawCover,
} from './cover.ts';
import { covers } from './store.ts';

/** What is asked: a time of a rotation, and of whom; `asked` undefined: of everyone who takes turns. */
export type CoverWish = Pick<Cover, 'rotation' | 'fromAt' | 'untilAt' | 'asked'>;

/**
 * Asks who covers a time. Refused: people who may not arrange duty (`mayArrange`), what no swap may be (`refuseSpan`,
 * `refuseSwap`), and asking everyone for a time that the asker does not have and that is no gap.
 */
export async function askForCover(
  turn: DeskTurn,
  source: BookSource,
  wish: CoverWish,
  by: string,
  language: Language,
): Promise<Result<Cover>> {
  const { rotation, asked } = wish;
  const roster = await findRoster(turn.tx, rotation, source, turn.now);
  const bad = refuseSpan(wish, turn.now);
  if (bad) return bad;
  if (!roster) return refuse('oncall.unknown-rotation', { rotation, allowed: namesIn(source.rotations) });
  if (!mayArrange(source, rotation, by)) return refuse('cover.not-yours-to-ask');
  const span = { fromAt: Math.max(wish.fromAt, turn.now), untilAt: wish.untilAt };
  const segments = listSegments(roster, span.fromAt, span.untilAt);
  const giver = segments.some((each) => each.scheduled === by) ? by : undefined;
  if (asked !== undefined) {
    const never = refuseSwap({ ...span, person: asked }, { source, rotation, roster, giver, language });
    if (never) return never;
  } else if (giver === undefined && !segments.some(isGap)) return refuse('cover.nothing-of-yours');
  const progress = beginCover({ rotation, ...span, by, giver, asked }, turn.now);
  const id = await covers.insert(turn.tx, turn.book.version, progress, turn.now);
  await tellAsked(turn, source, id, progress.state, roster);
  return accept(progress.state);
}

/** Someone says yes: they have the bell in that time. The first one wins; refused as `swapDuty` refuses, too. */
export async function takeAskedCover(
  turn: DeskTurn,
  source: BookSource,
  { id, state }: StoredMatter<Cover>,
  by: string,
  language: Language,
): Promise<Result<{ cover: Cover; facts: readonly Fact[] }>> {
  const taken = takeCover(state, by, turn.now);
  if (!taken.ok) return taken;
  const { rotation, fromAt, untilAt, giver } = state;
  const swap: Swap = { rotation, fromAt: Math.max(fromAt, turn.now), untilAt, person: by, giver };
  const swapped = await swapDuty(turn, source, swap, by, language);
  if (!swapped.ok) return swapped;
  await saveAnswer(turn, source, id, taken.value);
  return accept({ cover: taken.value.state, facts: swapped.value });
}

/** The one who is asked says no, or the one who asked takes it back. */
export async function closeCover(
  turn: DeskTurn,
  source: BookSource,
  { id, state }: StoredMatter<Cover>,
  by: string,
  how: 'decline' | 'withdraw',
): Promise<Result<Cover>> {
  const closed = (how === 'decline' ? declineCover : withdrawCover)(state, by, turn.now);
  if (!closed.ok) return closed;
  await saveAnswer(turn, source, id, closed.value);
  return accept(closed.value.state);
}

/** No one said yes in time: the one who asked is told that the bell stays where it is. */
export async function lapseCoverMatter(
  turn: DeskTurn,
  { id, state }: DueMatter<Cover>,
): Promise<MatterChange<Cover, CoverEntry>> {
  const { source } = await bookOf(turn, turn.book);
  const lapsed = lapseCover(state, turn.now);
  await redrawCards(turn, source, id, lapsed.state);
  await tellAsker(turn, source, id, lapsed.state);
  return covers.changeOf(lapsed);
}

async function saveAnswer(turn: DeskTurn, source: BookSource, id: number, progress: CoverProgress): Promise<void> {
  await covers.save(turn.tx, id, progress);
  await redrawCards(turn, source, id, progress.state);
  const { status, giver, by } = progress.state;
  // The one who gives a shift away is told of the swap itself.
  if (status === 'declined' || (status === 'taken' && giver !== by)) await tellAsker(turn, source, id, progress.state);
}

/** Everyone who takes turns, but the one who asks; or the one who is asked. */
function audienceOf({ asked, rotation, by, giver }: Cover, source: BookSource): string[] {
  if (asked !== undefined) return [asked];
  const rule = source.rotations[rotation];
  const members = rule ? membersOf(rule) : [];
  const able = members.filter((each) => each !== by && each !== giver && mayRing(source, rotation, each));
  return ['team', ...able];
}

async function tellAsked(turn: DeskTurn, source: BookSource, id: number, cover: Cover, roster: Roster): Promise<void> {
  const subject = coverSubject(id);
  const announcement = {
    key: `${subject}|cover.asked`,
    kind: 'cover.asked',
    subject,
    at: turn.now,
    to: audienceOf(cover, source),
    customer: undefined,
    fields: {},
    unlisted: true,
  } as const;
  const notices = announce(directoryOf(turn, { source }), announcement, (audience, language) => ({
    card: coverCard(id, cover, roster, source, language),
    line: '',
    pings: audience === 'team' ? [] : [audience],
  }));
  await enqueue(turn, notices, []);
}

async function redrawCards(turn: DeskTurn, source: BookSource, id: number, cover: Cover): Promise<void> {
  const subject = coverSubject(id);
  const redrawing = {
    key: `${subject}|card|${cover.status}`,
    subject,
    at: turn.now,
    to: audienceOf(cover, source),
    customer: undefined,
  };
  const draw = (_: string, language: Language) => coverCard(id, cover, undefined, source, language);
  await enqueue(turn, redraw(directoryOf(turn, { source }), redrawing, draw), [
    { subject, keyPrefix: `${subject}|cover.asked` },
  ]);
}

/** The one who asked reads the answer in their direct messages. */
async function tellAsker(turn: DeskTurn, source: BookSource, id: number, cover: Cover): Promise<void> {
  const subject = coverSubject(id);
  const announcement = {
    key: `${subject}|cover.answered`,
    kind: 'cover.answered',
    subject,
    at: turn.now,
    to: [cover.by],
    customer: undefined,
    fields: {},
    unlisted: true,
  } as const;
  const notices = announce(directoryOf(turn, { source }), announcement, (_, language) => ({
    card: coverCard(id, cover, undefined, source, language),
    line: '',
    pings: [cover.by],
  }));
  await enqueue(turn, notices, []);
}
