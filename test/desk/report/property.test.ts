import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prepareBook } from '../../../src/desk/book/book.ts';
import type { CaseGroup } from '../../../src/desk/report/figure/case.ts';
import { restatementsOf } from '../../../src/desk/report/figure/restated.ts';
import { type Standing, standingOf } from '../../../src/desk/report/figure/standing.ts';
import { replayTicket } from '../../../src/desk/report/replay/replay.ts';
import { OUTCOMES, type TicketFigures } from '../../../src/desk/ticket/case/figures.ts';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import { figuresOf } from '../../../src/desk/ticket/clock/figures.ts';
import type { VerbName } from '../../../src/desk/ticket/verb/table.ts';
import { type Story, storiesOf } from '../../support/story.ts';
import { sayInstant } from '../../support/story-time.ts';
import { groupOf, withRoundClocks } from './story-month.ts';

const begin = await storiesOf('telecom-province', withRoundClocks);
const START = Date.parse('2026-11-23T08:00:00+08:00');

/** Steps that people may try at any time; what is refused changes nothing. */
const VERBS = [
  'acknowledge',
  'undo-acknowledge',
  'ask-customer',
  'customer-answered',
  'dispatch',
  'arrive',
  'resolve',
  'undo-resolve',
  'reject-fix',
  'confirm',
  'reopen',
  'withdraw',
  'set-level',
  'answer',
  'deliver',
] as const satisfies readonly VerbName[];

const steps = fc.array(
  fc.record({
    verb: fc.constantFrom(...VERBS),
    minutes: fc.integer({ min: 1, max: 300 }),
    level: fc.constantFrom('major', 'minor'),
  }),
  { maxLength: 14 },
);
const kinds = fc.constantFrom('fault', 'question', 'requirement');

/** Tells a random story; `look` sees it after every step. */
function tell(
  kind: 'fault' | 'question' | 'requirement',
  taken: readonly Taken[],
  look: (story: Story) => void,
): Story {
  const story = begin().report('08:00', { kind, ...(kind === 'fault' ? { level: 'minor' } : {}) });
  look(story);
  let at = START;
  for (const { verb, minutes, level } of taken) {
    at += minutes * 60_000;
    const by = verb === 'reopen' || verb === 'withdraw' ? { by: 'engineer1' } : {};
    story.step(sayInstant(at, '2026-11-23'), verb, { text: 'words', level, to: 'engineer1', ...by });
    look(story);
  }
  return story;
}
type Taken = { readonly verb: VerbName; readonly minutes: number; readonly level: string };

function sumOf(standing: Standing): number {
  return OUTCOMES.reduce((sum, outcome) => sum + standing[outcome].count, 0);
}

it('in every course of a case kept, kept late, broken, withdrawn and open add up to what was promised', () => {
  fc.assert(
    fc.property(kinds, steps, (kind, taken) => {
      tell(kind, taken, ({ ticket, terms }) => {
        const counted = figuresOf(ticket, terms);
        const standing = standingOf([groupOf(1, counted)]);
        expect(sumOf(standing)).toBe(standing.promised.count);
        expect(standing.promised.count).toBe(counted.figures.promises.length);
      });
    }),
  );
});

it('a promise that was broken is never counted as kept or open again', () => {
  fc.assert(
    fc.property(kinds, steps, (kind, taken) => {
      let before: TicketFigures | undefined;
      tell(kind, taken, ({ ticket, terms }) => {
        const { figures } = figuresOf(ticket, terms);
        for (const { what, outcome } of before?.promises ?? []) {
          const now = figures.promises.find((each) => each.what === what);
          const wasBroken = outcome === 'broken' || outcome === 'keptLate';
          if (wasBroken) expect(['broken', 'keptLate', 'withdrawn']).toContain(now?.outcome);
        }
        before = figures;
      });
    }),
  );
});

it('the log alone gives the figures that are stored', () => {
  fc.assert(
    fc.property(kinds, steps, (kind, taken) => {
      const { ticket, terms, log } = tell(kind, taken, () => {});
      const stored = JSON.parse(JSON.stringify(figuresOf(ticket, terms)));
      expect(JSON.parse(JSON.stringify(figuresOf(foldTicket(log), terms)))).toEqual(stored);
    }),
  );
});

it("a replay under the ticket's own book gives what its log says, in every course of a case", () => {
  fc.assert(
    fc.property(kinds, steps, fc.integer({ min: 0, max: 600 }), (kind, taken, later) => {
      const { ticket, source, log } = tell(kind, taken, () => {});
      const book = prepareBook(1, source);
      const replayed = replayTicket({ id: 1, log, book }, book, '2026-11', ticket.asOfAt + later * 60_000);
      if ('missing' in replayed) throw new Error('left out');
      expect(replayed.changes).toEqual([]);
      expect(replayed.isUnsure).toBe(false);
      expect(replayed.after).toEqual(replayed.before);
    }),
  );
});

const outcome = fc.constantFrom(...OUTCOMES);
/** Groups of one to three cases, each case in one of them. */
const groups = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.option(outcome)), { selector: ([id]) => id })
  .map((cases): CaseGroup[] =>
    [...Map.groupBy(cases, ([, made]) => made)].map(([made, list]) => ({
      kind: 'fault',
      customer: 'sample',
      month: '2026-11',
      promises: made === null ? [] : [{ clause: 'D2', what: 'respond', outcome: made }],
      cases: list.map(([id]) => [id, null, null, null] as const),
    })),
  );

it('a restated month names every case that is counted otherwise, once, and no other', () => {
  fc.assert(
    fc.property(groups, groups, (closed, today) => {
      const outcomes = (list: readonly CaseGroup[]) =>
        new Map(
          list
            .filter(({ promises }) => promises.length > 0)
            .flatMap(({ promises, cases }) => cases.map(([id]) => [id, promises[0]?.outcome] as const)),
        );
      const [was, is] = [outcomes(closed), outcomes(today)];
      const differs = [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id));
      const named = restatementsOf(closed, today).flatMap(({ of }) =>
        of.groups.flatMap(({ cases }) => cases.map(([id]) => id)),
      );
      expect(named.sort()).toEqual(differs.sort());
    }),
  );
});
