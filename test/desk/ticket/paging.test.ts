import { describe, expect, it } from 'vitest';
import { type Paging, planPages } from '../../../src/desk/book/paging-rule.ts';
import { waitsForResponse } from '../../../src/desk/ticket/case/paging.ts';
import type { Terms } from '../../../src/desk/ticket/case/terms.ts';
import { catchUp } from '../../../src/desk/ticket/clock/lapse.ts';
import { nextPage, wayThatWorks } from '../../../src/desk/ticket/clock/paging.ts';
import { MINUTE } from '../../../src/lib/instant.ts';
import { CALLS, withPaging } from '../../support/paging-book.ts';
import { type Story, storiesOf } from '../../support/story.ts';

describe('the plan of calls', () => {
  const plan = (paging: Paging) => {
    const { pages, unansweredAfterMs } = planPages(paging);
    return [...pages.map(({ afterMs, way }) => `${afterMs / MINUTE} ${way}`), `${unansweredAfterMs / MINUTE} told`];
  };
  it.each<[string, Paging, string[]]>([
    [
      'steps, then the last one again',
      CALLS,
      ['2 channel', '4 direct', '9 direct', '14 direct', '19 direct', '24 told'],
    ],
    [
      'steps alone: as much time after the last one as before it',
      {
        steps: [
          { after: '90s', way: 'app' },
          { after: '5m', way: 'sms' },
          { after: '1h', way: 'phone' },
        ],
      },
      ['1.5 app', '5 sms', '60 phone', '115 told'],
    ],
    ['one step', { steps: [{ after: '3m', way: 'direct' }] }, ['3 direct', '6 told']],
    [
      'one step, once more',
      { steps: [{ after: '3m', way: 'phone' }], again: { every: '1m', atMost: 1 } },
      ['3 phone', '4 phone', '5 told'],
    ],
  ])('%s', (_, paging, expected) => expect(plan(paging)).toEqual(expected));
});

describe('a way that does not work gives way to the next that does', () => {
  it.each([
    ['phone', 'app sms phone direct channel', 'phone'],
    ['phone', 'app sms direct channel', 'sms'],
    ['sms', 'app phone direct channel', 'app'],
    ['app', 'sms phone direct channel', 'direct'],
    ['phone', 'direct channel', 'direct'],
    ['phone', 'channel', 'channel'],
    ['direct', 'app channel', 'channel'],
    ['channel', 'direct', 'direct'],
    ['phone', '', 'channel'],
  ] as const)('%s, of [%s]: %s', (wanted, working, used) =>
    expect(wayThatWorks(wanted, (way) => working.split(' ').includes(way))).toBe(used),
  );
});

const SEVERE = { outageSince: '08:00', affectedPercent: 10 };

describe('calls of a ticket', async () => {
  const begin = await storiesOf('telecom-province', (source) => withPaging(source));
  /** Calls, and that none was answered: `10:02 channel engineer1`. */
  const calls = ({ log }: Story) =>
    log.flatMap(({ at, ...entry }) => {
      const time = new Date(at + 8 * 60 * MINUTE).toISOString().slice(11, 16);
      if (entry.kind === 'ticket.paged') return [`${time} ${entry.data.way} ${entry.data.to}`];
      return entry.kind === 'ticket.unreached' ? [`${time} ${entry.data.times}x → ${entry.data.raisedTo}`] : [];
    });
  const FIRST = ['10:02 channel engineer1', '10:04 direct engineer1', '10:09 direct engineer1'];

  it('come by the plan until the cap; then the next manager hears at once: the first has heard of the breach', () => {
    const story = begin().report('10:00', SEVERE).until('12:00');
    expect(calls(story)).toEqual([...FIRST, '10:14 direct engineer1', '10:19 direct engineer1', '10:24 5x → manager2']);
  });

  it('are none at a level without them', () => {
    expect(calls(begin().report('10:00').until('12:00'))).toEqual([]);
  });

  it.each<[string, (story: Story) => Story]>([
    ['the acknowledgement', (story) => story.step('10:10', 'acknowledge')],
    ['another response', (story) => story.step('10:10', 'dispatch', { to: 'engineer2' })],
    ['the fix', (story) => story.step('10:10', 'resolve', { text: 'new fan' })],
    ['taking the ticket back', (story) => story.step('10:10', 'withdraw', { by: 'desk', text: 'by mistake' })],
  ])('end with %s', (_, end) => {
    expect(calls(end(begin().report('10:00', SEVERE)).until('12:00'))).toEqual(FIRST);
  });

  it('begin again for the person who gets the ticket, and when the acknowledgement is taken back', () => {
    const given = begin().report('10:00', SEVERE).step('10:05', 'assign', { to: 'engineer2', by: 'engineer1' });
    expect(calls(given.until('10:10'))).toEqual([
      ...FIRST.slice(0, 2),
      '10:07 channel engineer2',
      '10:09 direct engineer2',
    ]);
    const undone = begin().report('10:00', SEVERE).step('10:03', 'acknowledge').step('10:05', 'undo-acknowledge');
    expect(calls(undone.until('10:08'))).toEqual([FIRST[0], '10:07 channel engineer1']);
  });

  it('begin when the level rises to one that has them', () => {
    const story = begin().report('10:00').step('10:30', 'set-level', { level: 'severe', by: 'engineer2' });
    expect(calls(story.until('10:35'))).toEqual(['10:32 channel engineer1', '10:34 direct engineer1']);
  });

  it('count from when it is written down, where we were told earlier: nothing is made up for', () => {
    const story = begin()
      .report('10:00', { ...SEVERE, calledAt: '09:30' })
      .until('10:05');
    expect(calls(story)).toEqual(FIRST.slice(0, 2));
  });

  it('go to the one who has the bell where the assignee is away, by a way that reaches them; each says so', () => {
    const { ticket, terms } = begin().report('10:00', SEVERE);
    const at: Terms = {
      ...terms,
      bell: 'engineer3',
      isAway: (person) => person === 'engineer1',
      canReach: (_, way) => way !== 'direct',
    };
    const { added } = catchUp(ticket, at, ticket.reportedAt + 4 * MINUTE, 'including');
    expect(added.map(({ data }) => data)).toEqual([
      { no: 1, to: 'engineer3', way: 'channel', absent: 'engineer1' },
      { no: 2, to: 'engineer3', way: 'channel', wanted: 'direct', absent: 'engineer1' },
    ]);
    const { bell: _, ...bare } = at;
    const [first] = catchUp(ticket, bare, ticket.reportedAt + 2 * MINUTE, 'including').added;
    expect(first?.data, 'no one has the bell: the first manager').toMatchObject({ to: 'manager1' });
  });

  it('stand still while a pause holds the respond clock, and come as much later', async () => {
    const { ticket, terms } = begin().report('10:00', SEVERE);
    const { respond } = terms.policy.clocks;
    if (!respond) throw new Error('no promise to respond');
    const clocks = { ...terms.policy.clocks, respond: { ...respond, pauses: true } };
    const paused = { ...terms, policy: { ...terms.policy, clocks } };
    const at = (minutes: number) => ticket.reportedAt + minutes * MINUTE;
    expect(nextPage({ ...ticket, pausedSince: at(1) }, paused)).toBeUndefined();
    expect(nextPage({ ...ticket, pauses: [[at(1), at(31)]] }, paused)?.at).toBe(at(32));
  });

  it('of questions there are none', () => {
    const { ticket } = begin().report('10:00', { kind: 'question' });
    expect(waitsForResponse(ticket)).toBe(false);
  });
});

describe('calls of a promise that counts office hours', async () => {
  const begin = await storiesOf('bureau-system', (source) =>
    withPaging(source, { steps: [{ after: '1h', way: 'direct' }], again: { every: '30m', atMost: 2 } }),
  );
  it('wait for the office to open', () => {
    const story = begin().report('17:30', { level: 'level1' }).until('11-24 10:05');
    const times = story.log
      .filter(({ kind }) => kind === 'ticket.paged')
      .map(({ at }) => new Date(at + 8 * 60 * MINUTE).toISOString().slice(5, 16));
    expect(times).toEqual(['11-24T09:30', '11-24T10:00']);
  });
});
