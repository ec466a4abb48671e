import { beforeAll, expect, test } from 'vitest';
import type { BookSource } from '../../../src/desk/book/schema.ts';
import type { Complaint } from '../../../src/desk/complaint/complaint.ts';
import { isPrivateFor, waysTo } from '../../../src/desk/complaint/way.ts';
import { sampleBook } from '../../support/sample-book.ts';

let book: BookSource;
beforeAll(async () => {
  book = await sampleBook('en');
});

/** The book, changed so that these people have no account on any platform. */
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

test('our people are told in direct messages, with the next of the ladder and the director as fallbacks', () => {
  expect(told(book, 'manager1')).toEqual(['@manager1', '@manager3', '@director']);
  expect(told(without('manager1'), 'manager1')).toEqual(['@manager3', '@director']);
});

test('neither the person it is about nor a channel is told if anyone else can be told in private', () => {
  for (const audience of ['customer', 'manager1', 'manager3'])
    expect(told(book, audience).filter((id) => id === '@manager2' || !id.startsWith('@'))).toEqual([]);
});

test('if no one can be told in private, the escalation channel is told, without the content', () => {
  const source = without('manager1', 'manager3', 'director');
  expect(told(source, 'manager1')).toEqual(['escalation']);
  expect(isPrivateFor(COMPLAINT, source, 'manager1')).toBe(false);
});

test('if the customer cannot be reached in private, the ladder is told, never the customer’s channel', () => {
  expect(told(book, 'customer')).toEqual(['@wang', '@manager1', '@manager3']);
});
