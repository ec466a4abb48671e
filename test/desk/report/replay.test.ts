import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { prepareBook } from '../../../src/desk/book/book.ts';
import type { BookPolicy, BookSource } from '../../../src/desk/book/schema.ts';
import { type JudgedPromise, replayTicket } from '../../../src/desk/report/replay/replay.ts';
import { isByTime } from '../../../src/desk/report/replay/replay-log.ts';
import { sortChanges } from '../../../src/desk/report/replay/sort.ts';
import type { Entry } from '../../../src/desk/ticket/case/entry.ts';
import { MINUTE } from '../../../src/lib/instant.ts';
import { must } from '../../support/must.ts';
import { type Story, storiesOf } from '../../support/story.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';
import { readMonth, tellMonth, withRoundClocks } from './story-month.ts';

const DAY = '2026-11-23';
const month = await tellMonth(await readMonth());
const begin = await storiesOf('telecom-province', withRoundClocks);

/** Replays a told ticket under its own book with a change. */
function replay(story: Story, change: (source: BookSource) => BookSource, until = '11-24 08:00') {
  const now = tellInstant(until, DAY);
  const logged = { id: 1, log: story.log, book: prepareBook(1, story.source) };
  return replayTicket(logged, prepareBook(2, change(story.source)), '2026-11', now);
}

/** `respond: kept 08:30 → keptLate 08:20 +11` of every promise that comes out otherwise: outcome, deadline, minutes missed. */
function changesIn(replayed: ReturnType<typeof replay>): string[] {
  if ('missing' in replayed) return [`no ${replayed.missing.what} ${replayed.missing.key}`];
  const said = (promise: JudgedPromise | undefined) => {
    if (!promise) return '-';
    const { outcome, dueAt, missedMs } = promise;
    const due = dueAt === undefined ? 'held' : sayInstant(dueAt, DAY);
    return [outcome, due, ...(missedMs === undefined ? [] : [`+${missedMs / MINUTE}`])].join(' ');
  };
  return replayed.changes.map(({ what, before, after }) => `${what}: ${said(before)} → ${said(after)}`);
}

const policy = (change: (policy: BookPolicy) => Partial<BookPolicy>) => (source: BookSource) => {
  const standard = must(source.policies.standard);
  return { ...source, policies: { ...source.policies, standard: { ...standard, ...change(standard) } } };
};
type Clocks = BookPolicy['clocks'];
type Metric = keyof Clocks;
const clock = (metric: Metric, change: Partial<NonNullable<Clocks[Metric]>>) =>
  policy(({ clocks }) => ({ clocks: { ...clocks, [metric]: { ...must(clocks[metric]), ...change } } }));
const within = (metric: Metric, ...limits: [within: string, level?: string][]) =>
  clock(metric, {
    limits: limits.map(([span, level]) => ({
      within: span,
      plusTravel: false,
      ...(level === undefined ? {} : { levels: [level] }),
    })),
  });
const sample = (change: object) => (source: BookSource) => {
  const customer = must(source.customers.sample);
  return { ...source, customers: { ...source.customers, sample: { ...customer, ...change } } };
};
const office = (change: object) => (source: BookSource) => {
  const calendar = must(source.calendars.office);
  return { ...source, calendars: { ...source.calendars, office: { ...calendar, ...change } } };
};

const fault = () => begin().report('08:00', { device: 'device1', level: 'minor' });
/** Acknowledged and fixed at these times. */
const handled = (ack: string, fix: string) => fault().step(ack, 'acknowledge').step(fix, 'resolve');

describe('the month of 60 tickets under the very same book', () => {
  it.each(month)('T-$told.no: nothing changes', ({ told, story, counted, group }) => {
    const book = prepareBook(1, story.source);
    const now = tellInstant(told.until, DAY);
    const replayed = replayTicket({ id: told.no, log: story.log, book }, book, '2026-11', now);
    if ('missing' in replayed) throw new Error('left out');
    expect(replayed.changes).toEqual([]);
    expect(replayed.isUnsure).toBe(false);
    expect(replayed.before).toEqual({ ...group, cases: [[told.no, ...counted.times]] });
    expect(replayed.after).toEqual(replayed.before);
  });
});

describe('a ticket under another book', () => {
  it.each<[string, Story, (source: BookSource) => BookSource, string[]]>([
    [
      'a shorter response is missed by what it is shorter',
      handled('08:25', '09:00'),
      within('respond', ['20m']),
      ['respond: kept 08:30 → keptLate 08:20 +5'],
    ],
    [
      'a deadline that was kept is that of then, also where the level rose later and left less time',
      fault().step('08:25', 'acknowledge').until('11-24 08:00'),
      within('respond', ['20m']),
      ['respond: kept 08:30 → keptLate 08:20 +5'],
    ],
    [
      'a longer one is kept',
      handled('08:45', '09:00'),
      within('respond', ['1h']),
      ['respond: keptLate 08:30 +15 → kept 09:00'],
    ],
    [
      'what was never met is missed until now',
      fault(),
      within('respond', ['2d']),
      ['respond: broken 08:30 +1410 → open 11-25 08:00'],
    ],
    [
      'office time instead of the clock: from nine on',
      handled('09:45', '10:00'),
      within('respond', ['1wh']),
      ['respond: keptLate 08:30 +75 → kept 10:00'],
    ],
    [
      'other office hours',
      handled('13:40', '13:50'),
      (source) => office({ week: { mon: [['13:00', '18:00']] } })(within('respond', ['1wh'])(source)),
      ['respond: keptLate 08:30 +310 → kept 14:00'],
    ],
    [
      'the office opens in another zone: nine in London is five in the afternoon in Shanghai',
      handled('17:30', '17:40'),
      (source) => office({ timeZone: 'Europe/London' })(within('respond', ['1wh'])(source)),
      ['respond: keptLate 08:30 +540 → kept 18:00'],
    ],
    [
      'tiers, ladder and silence decide no promise',
      handled('08:25', '09:00'),
      policy(() => ({ tiers: [], stale: [] })),
      [],
    ],
    [
      'no promise any more, and a new one',
      handled('08:25', '12:00'),
      policy(({ clocks: { respond, ...rest } }) => ({
        clocks: { ...rest, workaround: { ...must(respond), clause: 'D3' } },
      })),
      ['respond: kept 08:30 → -', 'workaround: - → keptLate 08:30 +210'],
    ],
    [
      'a level that a person set stays',
      fault().step('08:02', 'set-level', { level: 'major' }).step('08:09', 'acknowledge'),
      within('respond', ['5m', 'major'], ['30m']),
      ['respond: kept 08:10 → keptLate 08:05 +4'],
    ],
    [
      'a level that rose because a promise broke rises only if it breaks again (E2)',
      handled('08:05', '20:10'),
      within('resolve', ['13h']),
      ['resolve: keptLate 16:00 +250 → kept 21:00'],
    ],
    [
      'a level that rises now by a shorter promise gives less time for what comes after',
      handled('08:05', '13:00'),
      within('resolve', ['1h', 'major'], ['4h']),
      ['resolve: kept 16:00 → keptLate 12:00 +60'],
    ],
    [
      'a pause that does not count',
      fault()
        .step('08:05', 'acknowledge')
        .step('09:00', 'ask-customer')
        .step('14:00', 'customer-answered')
        .step('19:40', 'resolve'),
      clock('resolve', { pauses: false }),
      ['resolve: kept 21:00 → keptLate 16:00 +220'],
    ],
    [
      'a pause that counts still holds the clock',
      fault().step('08:05', 'acknowledge').step('09:00', 'ask-customer'),
      within('resolve', ['30m']),
      ['resolve: open held → broken 08:30 +1410'],
    ],
    [
      'a site further away',
      fault().step('08:10', 'dispatch', { to: 'engineer1' }).step('11:00', 'arrive'),
      (source) =>
        sample({ sites: must(source.customers.sample).sites.map((site) => ({ ...site, distanceKm: 400 })) })(
          clock('on-site', {
            limits: [
              { within: '2h', upToKm: 100, plusTravel: false },
              { within: '5h', plusTravel: false },
            ],
          })(source),
        ),
      ['on-site: keptLate 10:10 +50 → kept 13:10'],
    ],
    [
      'a device out of warranty by then, whose work is not promised',
      fault().step('08:10', 'acknowledge').step('11:00', 'resolve'),
      (source) =>
        sample({
          devices: must(source.customers.sample).devices.map((device) => ({ ...device, warrantyUntil: '2026-01-01' })),
        })(clock('resolve', { notAfterWarranty: true })(source)),
      ['resolve: kept 16:00 → -'],
    ],
    [
      'a report on an incident that is owed sooner',
      must(month.find(({ told }) => told.no === 59)).story,
      policy(({ incident }) => ({ incident: { ...incident, reportWithin: '1h' } })),
      ['incident-report: kept 18:10 → keptLate 11:10 +50'],
    ],
    [
      'a ticket that was taken back promises nothing under any book',
      fault().step('08:45', 'withdraw', { by: 'engineer1', text: 'by mistake' }),
      within('respond', ['1m']),
      [],
    ],
  ])('%s', (_, story, change, expected) => {
    expect(story.told('refused')).toEqual([]);
    expect(changesIn(replay(story, change))).toEqual(expected);
  });

  it('the clock was faster at the very instant of a step, or it was not: the log says which', () => {
    const late = fault().until('08:30').step('08:30', 'acknowledge').step('09:00', 'resolve');
    const inTime = fault().step('08:30', 'acknowledge').step('09:00', 'resolve');
    expect(late.told('sla.breached')).toHaveLength(1);
    expect(inTime.told('sla.breached')).toHaveLength(0);
    for (const story of [late, inTime])
      expect(replay(story, (source) => source)).toMatchObject({ changes: [], isUnsure: false });
  });

  it('says that more than the book changed where its own book does not give what the log says', () => {
    const story = fault().step('08:25', 'acknowledge');

    const due = tellInstant('08:15', DAY);
    const moved = {
      kind: 'sla.breached',
      at: due,
      by: 'clock',
      staff: false,
      data: { metric: 'respond', due },
    } as const;
    const replayed = replay(
      { ...story, log: [...story.log.slice(0, 1), moved, ...story.log.slice(1)] },
      (source) => source,
    );
    expect(replayed).toMatchObject({ isUnsure: true });
    expect(changesIn(replayed)).toEqual(['respond: keptLate 08:15 +10 → kept 08:30']);
  });

  it('knows every kind of entry that time writes', () => {
    const folder = fileURLToPath(new URL('../../../src/desk/ticket/clock/', import.meta.url));
    const calls = globSync('*.ts', { cwd: folder }).flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/byClock\(([^{]*)\{/g),
    ]);
    const kinds = calls.flatMap(([, words = '']) =>
      [...words.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, kind]) => kind),
    );
    expect(kinds.length).toBeGreaterThan(12);
    const kept = kinds.filter((kind) => !isByTime({ kind, data: { why: 'overdue' } } as unknown as Entry));
    expect(kept).toEqual([]);
  });

  it.each<[string, (source: BookSource) => BookSource]>([
    ['no customer sample', (source) => ({ ...source, customers: { other: must(source.customers.sample) } })],
    [
      'no site main',
      (source) => sample({ sites: must(source.customers.sample).sites.map((site) => ({ ...site, key: 'b' })) })(source),
    ],
    ['no device device1', sample({ devices: [] })],
    ['no level minor', policy(({ levels }) => ({ levels: levels.slice(0, 1) }))],
  ])('is left out where the book has %s', (said, change) => {
    expect(changesIn(replay(handled('08:25', '09:00'), change))).toEqual([said]);
  });
});

it('the worst come first: missed under the new book alone, then missed until now alone, then all others', () => {
  const change = (id: number, before: JudgedPromise['outcome'], after: JudgedPromise['outcome'], missedMs = 0) => {
    const promise = (outcome: JudgedPromise['outcome']) => ({ clause: 'D2', what: 'respond', outcome, missedMs });
    return { id, customer: 'sample', what: 'respond', before: promise(before), after: promise(after) };
  };
  const sorted = sortChanges([
    change(1, 'kept', 'keptLate', 5),
    change(2, 'open', 'broken', 9),
    change(3, 'broken', 'open', 1),
    change(4, 'keptLate', 'kept', 2),
    change(6, 'keptLate', 'broken'),
    change(5, 'kept', 'open'),
  ]);
  const ids = Object.values(sorted).map((list: readonly { id: number }[]) => list.map(({ id }) => id));
  expect(ids).toEqual([
    [2, 1],
    [4, 3],
    [5, 6],
  ]);
});
