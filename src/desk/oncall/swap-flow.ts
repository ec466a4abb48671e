import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { DAY, type Instant } from '../../lib/instant.ts';
import { named, namesIn } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { personName } from '../person/person.ts';
import { changeOfDuty } from './flow.ts';
import { nextHandoff, type Override, onDutyAt, type Roster, withOverride } from './oncall.ts';
import { keepKnown } from './shift-flow.ts';
import { findRoster, insertOverride, lockRotation, saveNextDue } from './store.ts';
import { nextDutyAt } from './timetable.ts';

/** A request that another person is on duty for a while. */
export interface Swap {
  readonly rotation: string;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  /** A key of the book's people. */
  readonly person: string;
}

/** A swap may begin this long ago, as a shift that runs already; it counts from now on. */
const MOST_BEGUN_MS = DAY;

/**
 * Puts another person on duty between two instants; those whose shifts change are told. Refuses a rotation that does
 * not run, a time that ends before it begins or is over, and one that began more than a day ago.
 */
export async function swapDuty(
  turn: DeskTurn,
  source: BookSource,
  swap: Swap,
  by: string,
): Promise<Result<readonly Fact[]>> {
  const { rotation: key, fromAt, untilAt, person } = swap;
  if (untilAt <= fromAt) return refuse('oncall.ends-before-it-begins', { field: 'until' });
  if (untilAt <= turn.now) return refuse('oncall.swap-is-over', { field: 'until' });
  if (fromAt < turn.now - MOST_BEGUN_MS) return refuse('oncall.swap-begins-past', { field: 'from' });
  const running = await lockRotation(turn.tx, key);
  const before = running && (await findRoster(turn.tx, key, source, turn.now));
  if (!before) return refuse('oncall.unknown-rotation', { rotation: key, allowed: namesIn(source.rotations) });
  const override = { fromAt: Math.max(fromAt, turn.now), untilAt, person };
  await insertOverride(turn.tx, key, override, by, turn.now);
  const after = withOverride(before, override);
  await tellMoved(turn, source, key, before, override, by);
  const moved: Fact = { kind: 'duty.moved', rotation: key };
  // A handoff that is due already is left to the tick: it uses the schedule of now, and goes from the person who was on
  // duty until then.
  const isDue = running?.dueAt !== undefined && running.dueAt <= turn.now;
  await keepKnown(turn, key, after, source, isDue ? 'left to the tick' : 'done');
  if (isDue) return accept([moved]);
  await saveNextDue(turn.tx, key, nextDutyAt(after, turn.now, 'as known now'));
  const [from, to] = [onDutyAt(before, turn.now), onDutyAt(after, turn.now)];
  return accept([moved, ...changeOfDuty(key, from, to)]);
}

/** Tells everyone whose duty the swap changes, except the person who made it. */
async function tellMoved(
  turn: DeskTurn,
  source: BookSource,
  key: string,
  before: Roster,
  { fromAt, untilAt, person }: Override,
  by: string,
): Promise<void> {
  const whose = new Set([person]);
  for (let at: Instant | undefined = fromAt; at !== undefined && at < untilAt; at = nextHandoff(before, at)?.at) {
    const member = onDutyAt(before, at);
    if (member !== undefined) whose.add(member);
  }
  whose.delete(by);
  const { timeZone, name } = before.rotation;
  const subject = `duty/${key}`;
  const notices = announce(
    directoryOf(turn, { source }),
    {
      key: `${subject}|duty.moved|${turn.now}|${fromAt}|${untilAt}|${person}`,
      kind: 'duty.moved',
      subject,
      at: turn.now,
      to: [...whose],
      customer: undefined,
      fields: {},
      unlisted: true,
    },
    (audience, language) => ({
      card: {
        subject: `${subject}/moved/${turn.now}/${fromAt}`,
        tone: 'neutral',
        title: t(language, 'duty.moved.title', { rotation: named(name, language) }),
        badges: [],
        parts: [
          {
            part: 'text',
            style: 'plain',
            text: t(language, 'duty.moved.text', {
              person: personName(source.people, person, language),
              by: personName(source.people, by, language),
              from: when(language, fromAt, timeZone, turn.now),
              until: when(language, untilAt, timeZone, turn.now),
            }),
          },
        ],
      },
      line: '',
      pings: [audience],
    }),
  );
  await enqueue(turn, notices, []);
}
