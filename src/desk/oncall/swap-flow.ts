import type { Button } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Language, named, namesIn } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { personName } from '../person/person.ts';
import { changeOfDuty } from './flow.ts';
import { settleGapCards } from './gap-flow.ts';
import { touchGroups } from './group/store.ts';
import { listSegments, type Override, onDutyAt, type Roster, withOverride } from './oncall.ts';
import { keepKnown } from './shift-flow.ts';
import { findRoster, lockRotation, saveNextDue } from './store.ts';
import { mayRing, refuseSpan, refuseSwap } from './swap-rule.ts';
import { endOverride, findOverride, insertOverride } from './swap-store.ts';
import { nextDutyAt } from './timetable.ts';

/** A request that another person is on duty for a while. */
export interface Swap {
  readonly rotation: string;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  /** A key of the book's people. */
  readonly person: string;
  /** Who hands the time on; undefined: no one was asked. */
  readonly giver: string | undefined;
}

/**
 * Puts another person on duty between two instants; those whose shifts change are told. Refuses a rotation that does
 * not run, and what `refuseSpan` and `refuseSwap` refuse. `giver`: who hands the time on; left out: no one was asked.
 */
export async function swapDuty(
  turn: DeskTurn,
  source: BookSource,
  swap: Swap,
  by: string,
  language: Language,
): Promise<Result<readonly Fact[]>> {
  const { rotation: key, fromAt, untilAt, person, giver } = swap;
  const running = await lockRotation(turn.tx, key);
  const before = running && (await findRoster(turn.tx, key, source, turn.now));
  const badSpan = refuseSpan(swap, turn.now);
  if (badSpan) return badSpan;
  if (!before) return refuse('oncall.unknown-rotation', { rotation: key, allowed: namesIn(source.rotations) });
  const override = { fromAt: Math.max(fromAt, turn.now), untilAt, person };
  const bad = refuseSwap(override, { source, rotation: key, roster: before, giver, language });
  if (bad) return bad;
  const id = await insertOverride(turn.tx, key, override, by, turn.now);
  const after = withOverride(before, override);
  await tellMoved(turn, source, { key, id, before, override, by, why: 'swapped' });
  return accept(await settle(turn, source, key, before, after, running?.dueAt));
}

/**
 * Takes a swap back: one that has not begun never counts, one that has begun ends now. Those whose shifts change are
 * told. Refused: a swap that is over or was cancelled, and people who may not have the bell.
 */
export async function cancelSwap(
  turn: DeskTurn,
  source: BookSource,
  id: number,
  by: string,
): Promise<Result<{ facts: readonly Fact[]; override: Override }>> {
  const found = await findOverride(turn.tx, id);
  const running = found && (await lockRotation(turn.tx, found.rotation));
  // Another turn may have cancelled it before the lock was there.
  const swap = running && (await findOverride(turn.tx, id));
  const before = swap && (await findRoster(turn.tx, swap.rotation, source, turn.now));
  if (!swap || !before || swap.isCancelled || swap.untilAt <= turn.now) return refuse('oncall.no-such-swap');
  const { rotation: key, ...override } = swap;
  if (!mayRing(source, key, by) && by !== swap.by) return refuse('oncall.members-only');
  await endOverride(turn.tx, id, override.fromAt < turn.now ? 'ends now' : 'never counted', by, turn.now);
  const after = await findRoster(turn.tx, key, source, turn.now);
  if (!after) throw new Error(`rotation ${key} was never started`);
  const cut = { ...override, fromAt: Math.max(override.fromAt, turn.now) };
  await tellMoved(turn, source, { key, id, before: after, override: cut, by, why: 'cancelled' });
  return accept({ facts: await settle(turn, source, key, before, after, running?.dueAt), override: cut });
}

/** Sets what is due next, keeps what people know now, and gives the facts of the change. */
async function settle(
  turn: DeskTurn,
  source: BookSource,
  key: string,
  before: Roster,
  after: Roster,
  dueAt: Instant | undefined,
): Promise<readonly Fact[]> {
  const moved: Fact = { kind: 'duty.moved', rotation: key };
  await settleGapCards(turn, key, before, after, source);
  // A handoff that is due already is left to the tick: it uses the schedule of now, and goes from the person who was on
  // duty until then.
  const isDue = dueAt !== undefined && dueAt <= turn.now;
  await keepKnown(turn, key, after, source, isDue ? 'left to the tick' : 'done');
  if (isDue) return [moved];
  await saveNextDue(turn.tx, key, nextDutyAt(after, turn.now, 'as known now'));
  await touchGroups(turn.tx, source, key, turn.now);
  return [moved, ...changeOfDuty(key, onDutyAt(before, turn.now), onDutyAt(after, turn.now))];
}

/** A swap that was made or taken back. `before`: the schedule without it. */
interface ToldSwap {
  readonly key: string;
  readonly id: number;
  readonly before: Roster;
  readonly override: Override;
  readonly by: string;
  readonly why: 'swapped' | 'cancelled';
}

/** Tells everyone whose duty a swap changes, except the person who made or cancelled it. */
async function tellMoved(turn: DeskTurn, source: BookSource, told: ToldSwap): Promise<void> {
  const { key, id, before, override, by, why } = told;
  const { fromAt, untilAt, person } = override;
  const others = listSegments(before, fromAt, untilAt).flatMap((each) => each.person ?? []);
  const whose = new Set([person, ...others]);
  whose.delete(by);
  const { timeZone, name } = before.rotation;
  const subject = `duty/${key}`;
  const announcement = {
    key: `${subject}|duty.moved|${id}|${why}`,
    kind: 'duty.moved',
    subject,
    at: turn.now,
    to: [...whose],
    customer: undefined,
    fields: {},
    unlisted: true,
  } as const;
  const said = (language: Language) => ({
    person: personName(source.people, person, language),
    others: [...new Set(others)]
      .map((each) => personName(source.people, each, language))
      .join(t(language, 'list.separator')),
    by: personName(source.people, by, language),
    from: when(language, fromAt, timeZone, turn.now),
    until: when(language, untilAt, timeZone, turn.now),
  });
  const swapped = by === person ? 'duty.moved.text-self' : 'duty.moved.text';
  const textKey = why === 'swapped' ? swapped : 'duty.moved.cancelled';
  const notices = announce(directoryOf(turn, { source }), announcement, (audience, language) => ({
    card: {
      subject: `${subject}/moved/${id}/${why}`,
      tone: 'neutral',
      title: t(language, 'duty.moved.title', { rotation: named(name, language) }),
      badges: [],
      parts: [
        {
          part: 'text',
          style: 'plain',
          text: t(language, textKey, said(language)),
        },
        ...(why === 'swapped' ? [{ part: 'actions', main: [cancelSwapButton(id, language)], more: [] } as const] : []),
      ],
    },
    line: '',
    pings: [audience],
  }));
  await enqueue(turn, notices, []);
}

/** The button that takes a swap back. */
export function cancelSwapButton(id: number, language: Language): Button {
  return makeButton({
    label: t(language, 'button.oncall.swap-cancel'),
    command: 'oncall.swap-cancel',
    args: { swap: String(id) },
    confirm: t(language, 'button.oncall.swap-cancel.confirm'),
  });
}
