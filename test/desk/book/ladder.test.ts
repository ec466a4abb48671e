import { describe, expect, it } from 'vitest';
import { Ladder, stepAt, urgencyOf } from '../../../src/desk/book/ladder.ts';

describe('how urgently a ladder tells', () => {
  it.each([
    [undefined, 'a', undefined],
    [['phone'], 'a', 'phone'],
    [['none', 'app', 'sms'], 'a', undefined],
    [['none', 'app', 'sms'], 'b', 'app'],
    [['none', 'app', 'sms'], 'c', 'sms'],
    [['none', 'app'], 'c', undefined],
    [['app', 'app', 'app'], 'somebody else', undefined],
  ] as const)('%j tells %s by %s', (urgent, person, way) => {
    const ladder = Ladder.parse({ people: ['a', 'b', 'c'], every: '30m', urgent });
    expect(urgencyOf(ladder, person)).toBe(way);
  });
});

describe('who is told at a place of the ladder a, b, c', () => {
  it.each([
    [0, '', { raisedTo: 'a' }],
    [1, '', { raisedTo: 'b' }],
    [3, '', undefined],
    [0, 'a', { raisedTo: 'b', skipped: ['a'] }],
    [0, 'a b', { raisedTo: 'c', skipped: ['a', 'b'] }],
    [1, 'b', { raisedTo: 'c', skipped: ['b'] }],
    [1, 'a', { raisedTo: 'b' }],
    [1, 'b c', { raisedTo: 'a', skipped: ['b', 'c'] }],
    [2, 'c', { raisedTo: 'b', skipped: ['c'] }],
    [2, 'b c', { raisedTo: 'a', skipped: ['c'] }],
    [0, 'a b c', { raisedTo: 'a' }],
    [1, 'a b c', { raisedTo: 'b' }],
  ])('place %i, away: %s', (place, away, expected) => {
    expect(stepAt(['a', 'b', 'c'], place, (person) => away.split(' ').includes(person))).toEqual(expected);
  });
});
