import { describe, expect, it } from 'vitest';
import { Ladder, urgencyOf } from '../../../src/desk/book/ladder.ts';

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
