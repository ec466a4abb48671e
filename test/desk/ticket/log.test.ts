import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import type { Ticket } from '../../../src/desk/ticket/case/ticket.ts';
import { catchUp, nextDueAt } from '../../../src/desk/ticket/clock/lapse.ts';
import { decideStep } from '../../../src/desk/ticket/verb/step.ts';
import type { VerbName as Verb } from '../../../src/desk/ticket/verb/table.ts';
import { previewLevels } from '../../../src/desk/ticket/view/preview.ts';
import { type ReportAbout, type StepAbout, type Story, storiesOf } from '../../support/story.ts';
import { sayInstant } from '../../support/story-time.ts';

/** What holds for any story, with any presses and any waits. */
const PRESETS = [
  await storiesOf('bureau-system'),
  await storiesOf('security-vendor'),
  await storiesOf('video-conference'),
  await storiesOf('telecom-province'),
  await storiesOf('network-security'),
];

interface Move {
  readonly afterMinutes: number;
  readonly verb: Verb;
  readonly about: StepAbout;
}

const MINUTE = 60_000;
const person = fc.constantFrom('engineer1', 'engineer2', 'director', 'customer');
const bare = fc.constantFrom<Verb>(
  'acknowledge',
  'undo-acknowledge',
  'update',
  'tell-customer',
  'ask-customer',
  'customer-answered',
  'submit-plan',
  'approve-plan',
  'reject-plan',
  'propose-workaround',
  'dispatch',
  'arrive',
  'leave-site',
  'end-outage',
  'answer',
  'resolve',
  'confirm',
  'reject-fix',
  'deliver',
);
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc
    .oneof(
      { weight: 8, arbitrary: fc.record({ verb: bare, about: fc.oneof(fc.constant({}), fc.record({ by: person })) }) },
      fc.record({
        verb: fc.constant<Verb>('assign'),
        about: fc.record({ to: fc.constantFrom('engineer2', 'engineer3') }),
      }),
      fc.record({ verb: fc.constant<Verb>('raise-tier'), about: fc.record({ tier: fc.integer({ min: 2, max: 4 }) }) }),
      fc.record({ verb: fc.constant<Verb>('set-level'), about: fc.record({ level: fc.nat(3).map(String) }) }),
      fc.record({
        verb: fc.constant<Verb>('set-outage'),
        about: fc.record({ since: fc.constantFrom('08:00', '09:59'), affectedPercent: fc.constantFrom(0, 29, 30) }),
      }),
    )
    .chain(({ verb, about }) =>
      fc.record({
        afterMinutes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 91, max: 4000 })),
        verb: fc.constant(verb),
        about: fc.constant<StepAbout>(about),
      }),
    ),
  { maxLength: 14 },
);
const reports: fc.Arbitrary<ReportAbout> = fc.oneof(
  fc.constant({}),
  fc.constant({ outageSince: '09:30', affectedPercent: 40 }),
  fc.record({ kind: fc.constantFrom('question' as const, 'requirement' as const) }),
);
const scenes = fc.record({ preset: fc.nat(PRESETS.length - 1), report: reports, moves });

interface Scene {
  readonly preset: number;
  readonly report: ReportAbout;
  readonly moves: readonly Move[];
}

/** Plays a scene. Levels are given by number, the most severe first. `look` is called after every step. */
function play(scene: Scene, look: (story: Story, at: number) => void = () => {}) {
  const story = beginScene(scene);
  const accepted: { at: number; verb: Verb; about: StepAbout }[] = [];
  let at = story.ticket.reportedAt;
  for (const { afterMinutes, verb, about } of scene.moves) {
    at += afterMinutes * MINUTE;
    const refusals = story.told('refused').length;
    story.step(say(at), verb, { ...about, ...levelOf(story, about) });
    if (story.told('refused').length === refusals) accepted.push({ at, verb, about });
    look(story, at);
  }
  return { story, at, accepted };
}

function beginScene({ preset, report }: Scene): Story {
  const begin = PRESETS[preset];
  if (!begin) throw new Error('no such preset');
  return begin().report('10:00', report);
}

function levelOf({ terms }: Story, { level }: StepAbout) {
  return level === undefined ? {} : { level: terms.policy.levels[Number(level)]?.key ?? 'no such level' };
}

const say = (at: number) => sayInstant(at, '');

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) deepFreeze(each);
  }
  return value;
}

/** A ticket as the database returns it: through JSON and back. */
function stored(ticket: Ticket): Ticket {
  return JSON.parse(JSON.stringify(ticket));
}

/** The review of a new ticket falls due while the ticket is resolved, and is owed again when the fix is rejected. */
const REVIEW_DUE_WHILE_RESOLVED: Scene = {
  preset: 0,
  report: {},
  moves: [
    { afterMinutes: 0, verb: 'resolve', about: {} },
    { afterMinutes: 91, verb: 'reject-fix', about: {} },
  ],
};

describe('any sequence of steps', () => {
  it('the log computes to the present ticket, also from its stored form', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { story } = play(scene);
        expect(foldTicket(story.log)).toEqual(story.ticket);
        expect(foldTicket(JSON.parse(JSON.stringify(story.log)))).toEqual(stored(story.ticket));
        expect(story.ticket.entries).toBe(story.log.length);
      }),
    );
  });

  it('the log is in time order', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const ats = play(scene).story.log.map(({ at }) => at);
        expect(ats).toEqual([...ats].sort((one, other) => one - other));
      }),
    );
  });

  it('no step leaves anything due in the past: after catching up, the next due instant lies ahead', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        play(scene, ({ ticket, terms }, at) => {
          expect(nextDueAt(ticket, terms) ?? at).toBeGreaterThanOrEqual(at);
          const settled = catchUp(ticket, terms, at, 'including');
          expect(nextDueAt(settled.ticket, terms) ?? at + 1).toBeGreaterThan(at);
        });
      }),
      { examples: [[REVIEW_DUE_WHILE_RESOLVED]] },
    );
  });

  it('a stored ticket falls due at the same instants and in the same way as the living one', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { story, at } = play(scene);
        const until = at + 3 * 24 * 60 * MINUTE;
        const living = catchUp(story.ticket, story.terms, until, 'including').added;
        expect(catchUp(stored(story.ticket), story.terms, until, 'including').added).toEqual(living);
      }),
    );
  });

  it('catching up often or seldom gives the same result', () => {
    fc.assert(
      fc.property(scenes, fc.integer({ min: 7, max: 300 }), (scene, everyMinutes) => {
        const { story, at } = play(scene);
        const until = at + 2 * 24 * 60 * MINUTE;
        const once = catchUp(story.ticket, story.terms, until, 'including');
        let { ticket } = story;
        const added = [];
        for (let now = at; now <= until; now += everyMinutes * MINUTE) {
          const settled = catchUp(ticket, story.terms, now, 'including');
          added.push(...settled.added);
          ticket = settled.ticket;
        }
        added.push(...catchUp(ticket, story.terms, until, 'including').added);
        expect(added).toEqual(once.added);
      }),
    );
  });

  it('each promise breaks at most once between two restarts, and no one on the ladder is told twice', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { story, at } = play(scene);
        const told = story
          .until(say(at + 5 * 24 * 60 * MINUTE))
          .log.flatMap(({ kind, data }) => (kind === 'sla.breached' || kind === 'sla.raised' ? [{ kind, data }] : []))
          .map(({ kind, data }) => `${kind} ${data.metric} ${data.due} ${data.raisedTo}`);
        expect(told).toEqual([...new Set(told)]);
      }),
    );
  });

  it('a refused step changes nothing: the story without it is the same', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { story, at, accepted } = play(scene);
        const without = beginScene(scene);
        for (const step of accepted)
          without.step(say(step.at), step.verb, { ...step.about, ...levelOf(without, step.about) });
        expect(without.until(say(at)).log).toEqual(story.until(say(at)).log);
      }),
    );
  });

  it('no decision mutates the ticket it was given', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { story, at } = play(scene);
        const frozen = deepFreeze(stored(story.ticket));
        catchUp(frozen, story.terms, at + 60 * MINUTE, 'including');
        decideStep(
          frozen,
          { verb: 'resolve', text: '' },
          story.terms,
          { key: 'engineer1', staff: true, director: false },
          at,
        );
        previewLevels(frozen, story.terms, 'en', 'Asia/Shanghai', at);
        expect(frozen).toEqual(stored(story.ticket));
      }),
    );
  });
});
