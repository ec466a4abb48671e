import { describe, expect, it } from 'vitest';
import type { Post } from '../../../src/chat/adapter.ts';
import { blankCard } from '../../../src/chat/card.ts';
import { passOver, withSkipped } from '../../../src/desk/address/absent.ts';
import { inLine } from '../../../src/desk/address/in-line.ts';
import { sampleBook } from '../../support/sample-book.ts';

const source = await sampleBook('en');

describe('who hears where people are away', () => {
  const heard = (to: string, away: string, inPlace: string | undefined) => {
    const words = (text: string) => text.split(' ').filter(Boolean);
    const isAway = (person: string) => words(away).includes(person);
    const addressed = { to: words(to), at: 0, ...(inPlace === undefined ? {} : { inPlace: words(inPlace) }) };
    const told = passOver({ source, isAway }, addressed);
    return `${told.to.join(' ')} | ${told.skipped.join(' ')}`.trim();
  };
  it.each([
    ['desk', '', 'coordinator', 'desk |'],
    ['desk', 'desk', 'coordinator expert', 'coordinator | desk'],
    ['desk', 'desk coordinator', 'coordinator expert', 'expert | desk'],
    ['desk', 'desk', 'desk coordinator', 'coordinator | desk'],
    ['desk', 'desk', 'team', 'team | desk'],
    ['desk', 'desk', '', 'desk |'],
    ['desk', 'desk coordinator', 'coordinator', 'desk |'],
    ['desk', 'desk', undefined, 'desk |'],
    ['team desk', 'desk', 'coordinator', 'team coordinator | desk'],
    ['escalation team senior expert', 'senior', 'coordinator', 'escalation team expert | senior'],
    ['escalation team senior expert', 'senior expert', 'director', 'escalation team director | senior expert'],
    ['customer team', 'desk', 'director', 'customer team |'],
  ])('to %s, away: %s, in place: %s', (to, away, inPlace, expected) => {
    expect(heard(to, away, inPlace)).toBe(expected);
  });
});

describe('the sentence about who was passed over', () => {
  const post: Omit<Post, 'about'> = {
    card: { ...blankCard('ticket/1'), parts: [{ part: 'actions', main: [], more: [] }] },
    translation: blankCard('ticket/1'),
    line: 'Late.',
    mentions: [],
    readers: 'staff',
    language: 'en',
    gist: '',
    full: undefined,
  };

  it('stands on the card before its buttons, in each language, and in the line; never twice', () => {
    const once = withSkipped(post, ['desk'], source.people);
    expect(withSkipped(once, ['desk'], source.people)).toEqual(once);
    const name = source.people.desk?.name;
    expect(once.card?.parts.map((part) => (part.part === 'text' ? part.text : part.part))).toEqual([
      `${name?.en}: away, so passed over.`,
      'actions',
    ]);
    expect(once.translation?.parts).toEqual([{ part: 'text', style: 'plain', text: `${name?.zh} 不在岗，已跳过。` }]);
    expect(once.line).toBe(`Late. ${name?.en}: away, so passed over.`);
  });

  it('a post without a line stays without one, and where no one was passed over nothing is added', () => {
    expect(withSkipped({ ...post, line: '' }, ['desk'], source.people).line).toBe('');
    expect(withSkipped(post, [], source.people)).toBe(post);
  });
});

describe('who is next in line', () => {
  it('others with the role, the line managers of the contract, then directors; each once', () => {
    expect(inLine(source, 'sample', ['coordinator', 'manager'])).toEqual([
      'coordinator',
      'manager1',
      'manager2',
      'manager3',
      'director',
    ]);
  });

  it('only people who may open a confidential customer’s cases', () => {
    const customer = source.customers.sample;
    if (!customer) throw new Error('not a preset');
    const confidential = { access: ['director' as const], channels: [] };
    const closed = { ...source, customers: { sample: { ...customer, confidential } } };
    expect(inLine(closed, 'sample', ['coordinator'])).toEqual(['director']);
  });
});
