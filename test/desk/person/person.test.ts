import { describe, expect, test } from 'vitest';
import type { ChatPerson } from '../../../src/chat/event.ts';
import {
  findPerson,
  findPersonById,
  hasRole,
  listByRole,
  type People,
  personName,
  resolvePerson,
} from '../../../src/desk/person/person.ts';

const people: People = {
  wei: {
    name: { zh: '李伟', en: 'Li Wei' },
    roles: ['engineer', 'senior'],
    language: 'zh-CN',
    ids: { slack: 'U1', feishu: 'ou_1' },
  },
  ann: { name: { zh: '安', en: 'Ann' }, roles: ['engineer'], language: 'en', ids: { slack: 'T1/U2' } },
  bo: { name: { zh: '博', en: 'Bo' }, roles: ['manager'], language: 'en', ids: {} },
};

const speaker = (platform: string, teamId: string, userId: string, external = false): ChatPerson => {
  return { platform, teamId, userId, displayName: 'Li Wei', external };
};

describe('who speaks', () => {
  test.each([
    ['by the id alone', speaker('slack', 'T9', 'U1'), 'wei'],
    ['by workspace and id', speaker('slack', 'T1', 'U2'), 'ann'],
    ['not with that id in another workspace', speaker('slack', 'T2', 'U2'), undefined],
    ['not with that id on another platform', speaker('feishu', '', 'U1'), undefined],
    ['on a second platform', speaker('feishu', '', 'ou_1'), 'wei'],
    ['not from outside with a bare id', speaker('slack', 'T9', 'U1', true), undefined],
    ['from outside where the book names the workspace', speaker('slack', 'T1', 'U2', true), 'ann'],
    ['nobody of the book', speaker('slack', 'T1', 'U77'), undefined],
    ['nobody by what an object inherits', speaker('constructor', '', 'name'), undefined],
  ])('%s', (_, person, key) => {
    expect(findPerson(people, person)).toBe(key);
  });
});

test.each([
  ['slack', 'U1', 'wei'],
  ['slack', 'U2', 'ann'],
  ['slack', '2', undefined],
  ['feishu', 'U1', undefined],
])('on %s %s is the id of %s', (platform, userId, key) => {
  expect(findPersonById(people, platform, userId)).toBe(key);
});

test('roles are asked by key', () => {
  expect(hasRole(people, 'wei', 'senior')).toBe(true);
  expect(hasRole(people, 'ann', 'senior')).toBe(false);
  expect(hasRole(people, 'toString', 'engineer')).toBe(false);
  expect(listByRole(people, 'engineer')).toEqual(['ann', 'wei']);
  expect(listByRole(people, 'director')).toEqual([]);
});

test("names are in the reader's language, and a key that is not a person is shown as it is", () => {
  expect(personName(people, 'wei', 'zh-CN')).toBe('李伟');
  expect(personName(people, 'wei', 'en')).toBe('Li Wei');
  expect(personName(people, 'clock', 'en')).toBe('clock');
});

test.each([
  ['a mention goes by the id that the platform gives with it', '@ann', { '@ann': 'U1' }, 'wei'],
  ['a name in either language', '安', {}, 'ann'],
  ['a key', 'bo', {}, 'bo'],
  [
    'a mention of somebody whom the book does not know is nobody, whatever they are called',
    '@ann',
    { '@ann': 'U9' },
    undefined,
  ],
  ['a word that is nobody', 'zoe', {}, undefined],
])('%s', (_, word, mentions, key) => {
  expect(resolvePerson(people, word, { platform: 'slack', mentions })).toBe(key);
});
