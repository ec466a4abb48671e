import { describe, expect, it } from 'vitest';
import { storiesOf } from '../../support/story.ts';

const begin = await storiesOf('network-security');

describe('network-security', () => {
  it.each([
    ['A', 'level1', '{on-site 12:00, resolve 12:00}'],
    ['A', 'level2', '{on-site 12:00, resolve 11-24 10:00}'],
    ['A', 'level3', '{on-site 12:00, resolve 11-25 10:00}'],
    ['B', 'level1', '{on-site 14:00, resolve 14:00}'],
    ['B', 'level2', '{on-site 14:00, resolve 11-24 10:00}'],
    ['B', 'level3', '{on-site 14:00, resolve 11-25 10:00}'],
    ['C', 'level1', '{on-site 11-24 18:00, resolve 18:00}'],
    ['C', 'level2', '{on-site 11-24 18:00, resolve 11-26 10:00}'],
    ['C', 'level3', '{on-site 11-24 18:00, resolve 11-26 10:00}'],
  ])('E3, E4: service level %s, %s: on site and restored as the plan says', (serviceLevel, level, due) => {
    expect(begin({ serviceLevel }).report('10:00', { level }).told()).toEqual([`10:00 ticket.opened ${level} ${due}`]);
  });

  it('E1: a report without facts has the lowest level, and a level set by hand changes the limit', () => {
    const story = begin().report('10:00').step('10:30', 'set-level', { level: 'level1' });
    expect(story.told()).toEqual([
      '10:00 ticket.opened level3 {on-site 12:00, resolve 11-25 10:00}',
      '10:30 ticket.level-changed level3 → level1 (manual) {on-site 12:00, resolve 12:00}',
    ]);
  });

  it.each([
    ['no level and an outage in its first instant', { outageSince: '10:00' }, 'level2'],
    ['no level and an outage just under 10 minutes', { outageSince: '09:50:01' }, 'level2'],
    ['no level and an outage that reaches 10 minutes', { outageSince: '09:50' }, 'level1'],
    ['level 3 and a younger outage', { level: 'level3', outageSince: '09:50:01' }, 'level3'],
    ['level 3 and an outage of 10 minutes', { level: 'level3', outageSince: '09:50' }, 'level1'],
    ['level 1 and a younger outage', { level: 'level1', outageSince: '09:55' }, 'level1'],
  ])('E1: a report with %s is classified', (_, facts, level) => {
    const story = begin().report('10:00', facts).until('10:00');
    expect(story.ticket.level).toBe(level);
    expect(story.told('ticket.level')).toEqual([]);
  });

  it.each([
    ['level3', { level: 'level3' }],
    ['level2', {}],
  ])('E1: a ticket of %s becomes level 1 when its outage reaches 10 minutes, whatever its reach', (from, given) => {
    const story = begin()
      .report('10:00', { ...given, outageSince: '09:56' })
      .until('10:30');
    expect(story.told('ticket.level')).toEqual([
      `10:06 ticket.level-changed ${from} → level1 (outage) {on-site 12:00, resolve 12:00}`,
    ]);
  });

  it('E1: a young outage recorded later leaves the level as it is until the 10 minutes are over', () => {
    const story = begin()
      .report('10:00', { level: 'level3' })
      .step('10:20', 'set-outage', { since: '10:15' })
      .until('10:40');
    expect(story.told('ticket.level')).toEqual([
      '10:25 ticket.level-changed level3 → level1 (outage) {on-site 12:00, resolve 12:00}',
    ]);
  });

  it.each([
    ['ends', 'end-outage'],
    ['is resolved', 'resolve'],
  ] as const)('E1: an outage that %s before 10 minutes makes no level 1', (_, verb) => {
    const story = begin().report('10:00', { outageSince: '10:00' }).step('10:10', verb).until('11:00');
    expect(story.ticket.level).toBe('level2');
  });

  it('E2: a fault not restored in time rises one level and its clock restarts, up to level 1', () => {
    const story = begin().report('10:00', { level: 'level3' }).step('11:00', 'arrive').until('11-26 14:00');
    expect(story.told('sla', 'ticket.level')).toEqual([
      '11-24 22:00 sla.warning resolve due 11-25 10:00 → engineer1',
      '11-25 10:00 sla.breached resolve due 11-25 10:00 → manager1',
      '11-25 10:00 ticket.level-changed level3 → level2 (overdue) {resolve 11-26 10:00}',
      '11-26 04:00 sla.warning resolve due 11-26 10:00 → engineer1',
      '11-26 10:00 sla.breached resolve due 11-26 10:00 → manager1',
      '11-26 10:00 ticket.level-changed level2 → level1 (overdue) {resolve 11-26 12:00}',
      '11-26 11:30 sla.warning resolve due 11-26 12:00 → engineer1',
      '11-26 12:00 sla.breached resolve due 11-26 12:00 → manager1',
      '11-26 12:30 sla.raised resolve due 11-26 12:00 → manager2',
      '11-26 13:00 sla.raised resolve due 11-26 12:00 → manager3',
    ]);
  });

  it('E2: the breach before the rise stays on record', () => {
    const story = begin().report('10:00', { level: 'level3' }).step('11:00', 'arrive').until('11-25 10:00');
    expect(story.ticket.pastBreaches.map(({ metric }) => metric)).toEqual(['resolve']);
    expect(story.ticket.breaches).toEqual({});
  });

  it('E3: a report of service level A runs at night', () => {
    const story = begin({ serviceLevel: 'A' }).report('23:00', { level: 'level1' });
    expect(story.told()).toEqual(['23:00 ticket.opened level1 {on-site 11-24 01:00, resolve 11-24 01:00}']);
  });

  it('E3: a report of service level B in the lunch break or evening starts at the next opening, weekends too', () => {
    const atLunch = begin({ serviceLevel: 'B' }).report('11-21 12:30', { level: 'level1' });
    expect(atLunch.told()).toEqual(['12:30 ticket.opened level1 {on-site 17:00, resolve 17:00}']);
    const evening = begin({ serviceLevel: 'B' }).report('11-21 20:00', { level: 'level1' }).until('11-22 13:00');
    expect(evening.told()).toEqual([
      '20:00 ticket.opened level1 {on-site 11-22 13:00, resolve 11-22 13:00}',
      '11-22 12:00 sla.warning on-site due 11-22 13:00 → engineer1',
      '11-22 12:00 sla.warning resolve due 11-22 13:00 → engineer1',
      '11-22 13:00 sla.breached on-site due 11-22 13:00 → manager1',
      '11-22 13:00 sla.breached resolve due 11-22 13:00 → manager1',
    ]);
  });

  it('E3: a report of service level C on Friday evening starts on Monday and is visited the next working day', () => {
    const story = begin({ serviceLevel: 'C' })
      .report('11-27 18:00', { level: 'level1' })
      .step('11-30 12:00', 'set-level', { level: 'level2' })
      .step('12-01 18:00', 'arrive');
    expect(story.told()).toEqual([
      '18:00 ticket.opened level1 {on-site 12-01 18:00, resolve 11-30 17:00}',
      '11-30 12:00 ticket.level-changed level1 → level2 (manual) {on-site 12-01 18:00, resolve 12-03 09:00}',
      '12-01 14:00 sla.warning on-site due 12-01 18:00 → engineer1',
      '12-01 18:00 ticket.arrived by engineer1',
    ]);
  });

  it('E3: nothing is promised about answering or a workaround', () => {
    expect(Object.keys(begin().report('10:00', { level: 'level1' }).terms.policy.clocks).sort()).toEqual([
      'on-site',
      'resolve',
    ]);
  });
});
