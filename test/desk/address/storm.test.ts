import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../src/adapter/feishu/say/render.ts';
import { renderPost } from '../../../src/adapter/slack/say/render.ts';
import type { Alert, Post } from '../../../src/chat/adapter.ts';
import type { Card } from '../../../src/chat/card.ts';
import { digestOf } from '../../../src/desk/address/digest.ts';
import { HOUR } from '../../../src/lib/instant.ts';
import type { Language } from '../../../src/lib/language.ts';
import { overrunsOfCard } from '../../support/feishu-card-rules.ts';
import { overrunsOfMessage } from '../../support/slack-limits.ts';

const DUE = Date.parse('2026-10-12T09:00:00Z');

function cardOf(number: number, change: Partial<Card> = {}): Card {
  const button = {
    label: 'Acknowledge',
    command: 'ticket.acknowledge',
    args: {},
    style: 'primary',
    confirm: '',
  } as const;
  const parts = [{ part: 'actions', main: [button], more: [] }] as const;
  return { subject: `ticket/${number}|x`, tone: 'bad', title: `T-${number}`, badges: [], parts, ...change };
}

function alert(number: number, change: Partial<Alert> = {}, post: Partial<Post> = {}): Post {
  return {
    card: cardOf(number),
    line: '',
    mentions: ['U1'],
    about: undefined,
    readers: 'staff',
    language: 'en',
    gist: `T-${number} is late`,
    full: undefined,
    alert: { kind: 'sla.breached', subject: `ticket/${number}`, level: 1, dueAt: DUE, ...change },
    ...post,
  };
}

const storm = (posts: readonly Post[], latest: Readonly<Record<number, Card>> = {}) => {
  const newer = (index: number, post: Post) => (latest[index] ? { ...post, card: latest[index] } : undefined);
  return digestOf(
    posts.map((post, index) => ({ post, latest: newer(index, post) })),
    'digest/1',
  );
};
const linesOf = ({ card }: Post) => (card?.parts ?? []).flatMap((part) => (part.part === 'item' ? [part.text] : []));
const many = (count: number, change: Partial<Post> = {}) =>
  Array.from({ length: count }, (_, index) => alert(index + 1, {}, change));

describe('a message of many alerts', () => {
  it('shows the worst first: broken before due soon, then by level, then the longest overdue', () => {
    const posts = [
      alert(1, { kind: 'sla.warning', level: 0, dueAt: DUE - HOUR }),
      alert(2, { kind: 'ticket.stale', level: 0 }),
      alert(3, { dueAt: DUE - HOUR }),
      alert(4, { dueAt: DUE - 2 * HOUR }),
      alert(5, { level: 0 }),
      alert(6, { kind: 'sla.raised', level: 2, dueAt: DUE - 9 * HOUR }),
    ];
    expect(linesOf(storm(posts))).toEqual([5, 4, 3, 6, 1, 2].map((number) => `T-${number} is late`));
    expect(storm(posts).card?.title).toBe(
      '6 notices: 3 promises broken (T-5, T-4, T-3), 1 still open (T-6), 1 without progress (T-2), 1 due soon (T-1)',
    );
  });

  it('shows ten cases, counts the others, and opens the list of all', () => {
    const { card, mentions } = storm(many(50));
    expect(card?.parts).toHaveLength(12);
    expect(card?.parts.slice(10)).toMatchObject([
      { part: 'text', text: '… and 40 more' },
      { part: 'actions', main: [{ label: 'All late tickets', command: 'ticket.late' }] },
    ]);
    expect(mentions).toEqual(['U1']);
    expect(card?.title).toBe('50 promises broken (T-1, T-2, T-3, T-4, T-5, …)');
    expect(storm(many(10)).card?.parts).toHaveLength(11);
  });

  it('has one line for a ticket with several broken promises', () => {
    const twice = [alert(1), alert(1, { kind: 'sla.warning' }), alert(2)];
    expect(linesOf(storm(twice))).toEqual(['T-1 is late', 'T-2 is late']);
  });

  it('moves what is done behind what is not, and counts it', () => {
    const done = cardOf(1, { settled: 'taken: Li Wei, 10:20' });
    const { card } = storm(many(12), { 0: done, 4: { ...done, subject: 'ticket/5|x' } });
    expect(linesOf(storm(many(12), { 0: done, 4: done }))).not.toContain('T-1 is late');
    expect(card?.badges).toEqual([{ text: '2 done', tone: 'good' }]);
    const all = storm(many(2), { 0: done, 1: done });
    expect(all.card).toMatchObject({ tone: 'good', badges: [{ text: '2 done' }] });
  });

  it('with another notice among them names every one, as before', () => {
    const plain = { ...alert(99) } as { -readonly [K in keyof Post]: Post[K] };
    delete plain.alert;
    expect(linesOf(storm([...many(12), plain]))).toHaveLength(13);
  });

  it.each(['en', 'zh-CN'] as const)(
    'of three hundred long alerts is accepted by Slack and Feishu in %s',
    (language: Language) => {
      const gist = `承诺超时 · T-1 · 省电信 · 特别严重 · ${'核心交换机'.repeat(200)}`;
      const drawn = storm(many(300, { gist, language }));
      expect(overrunsOfCard(renderCard(drawn) as never)).toEqual([]);
      const { blocks } = renderPost(drawn);
      expect(overrunsOfMessage(blocks as never)).toEqual([]);
      expect(JSON.stringify(blocks)).toContain('ticket.late');
      expect(JSON.stringify(renderCard(drawn))).toContain('ticket.late');
    },
  );
});
