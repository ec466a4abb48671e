import { describe, expect, test } from 'vitest';
import { createReminders, type Reminded } from '../../../src/desk/matter/reminder.ts';
import type { MatterEntry } from '../../../src/desk/matter/store.ts';

type Kind = 'first' | 'second' | 'last';
interface State extends Reminded<Kind> {
  readonly what: string;
}

const reminders = createReminders<Kind, State, MatterEntry>('thing', ['first', 'second', 'last'], ({ what }) => ({
  what,
}));
const open: State = { what: 'x', status: 'open', at: { first: 10, second: 30, last: 20 }, told: [] };

describe('reminders as data', () => {
  test.each([
    ['before the first', 9, []],
    ['at the very instant of the first', 10, ['first 10']],
    ['in their order, even if a later one has an earlier instant', 30, ['first 10', 'second 30', 'last 20']],
  ])('%s', (_, now, expected) => {
    const { added, state } = reminders.lapse(open, now);
    expect(added.map(({ kind, at }) => `${kind.replace('thing.', '')} ${at}`)).toEqual(expected);
    expect(state.told).toHaveLength(expected.length);
    expect(reminders.lapse(state, now).added).toEqual([]);
  });

  test('an entry has the name of its feature, the clock as author, and the data that the feature gives', () => {
    expect(reminders.lapse(open, 10).added).toEqual([
      { kind: 'thing.first', at: 10, by: 'clock', data: { what: 'x' } },
    ]);
  });

  test('reminders from before the beginning are skipped, and none is due once the matter is over', () => {
    const begun: State = { ...open, told: ['first'] };
    expect(reminders.next(begun)).toEqual({ reminder: 'second', at: 30 });
    expect(reminders.nextAt(begun)).toBe(30);
    const over: State = { ...open, status: 'done' };
    expect(reminders.next(over)).toBeUndefined();
    expect(reminders.nextAt({ ...open, told: ['first', 'second', 'last'] })).toBeUndefined();
    expect(reminders.lapse(over, 99).added).toEqual([]);
  });
});
