import { beforeAll, expect, test } from 'vitest';
import type { BookSource } from '../../../src/desk/book/schema.ts';
import type { Complaint } from '../../../src/desk/complaint/complaint.ts';
import { isPrivateFor, waysTo } from '../../../src/desk/complaint/way.ts';
import { sampleBook } from '../../support/sample-book.ts';

let book: BookSource;
beforeAll(async () => {
  book = await sampleBook('en');
});

/** The same book with these people on no platform. */
function without(...people: readonly string[]): BookSource {
  const changed = Object.entries(book.people).map(([key, person]) => [
    key,
    people.includes(key) ? { ...person, ids: {} } : person,
  ]);
  return { ...book, people: Object.fromEntries(changed) };
}

const place = { platform: 'playground', channelId: '@wang', threadId: '' };
const COMPLAINT = {
  customer: 'sample',
  ladder: ['manager1', 'manager3'],
  facts: { about: 'manager2', answerIn: { way: 'privately', place, language: 'en' } },
} as unknown as Complaint;

function told(source: BookSource, audience: string): string[] {
  return waysTo(COMPLAINT, source, audience).flatMap(({ route, fallbacks }) =>
    [route, ...fallbacks].map(({ place: { channelId } }) => channelId),
  );
}

test('ours are told in direct messages, where one is not reached by the next of the ladder and the director', () => {
  expect(told(book, 'manager1')).toEqual(['@manager1', '@manager3', '@director']);
  expect(told(without('manager1'), 'manager1')).toEqual(['@manager3', '@director']);
});

test('whom it is about is on no way, and no channel is, as long as anybody can be told alone', () => {
  for (const audience of ['customer', 'manager1', 'manager3'])
    expect(told(book, audience).filter((id) => id === '@manager2' || !id.startsWith('@'))).toEqual([]);
});

test('with nobody to tell alone a channel hears that something waits, without the matter', () => {
  const source = without('manager1', 'manager3', 'director');
  expect(told(source, 'manager1')).toEqual(['escalation']);
  expect(isPrivateFor(COMPLAINT, source, 'manager1')).toBe(false);
});

test('what does not reach the customer in private is told to who has it in hand, never to their channel', () => {
  expect(told(book, 'customer')).toEqual(['@wang', '@manager1', '@manager3']);
});
