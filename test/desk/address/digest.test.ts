import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../src/adapter/feishu/say/render.ts';
import { renderPost } from '../../../src/adapter/slack/say/render.ts';
import type { Post } from '../../../src/chat/adapter.ts';
import type { Card } from '../../../src/chat/card.ts';
import { type DigestPart, digestOf as drawDigest } from '../../../src/desk/address/digest.ts';
import { overrunsOfCard } from '../../support/feishu-card-rules.ts';
import { overrunsOfMessage } from '../../support/slack-limits.ts';

function post(number: number, change: Partial<Post> = {}): Post {
  return {
    card: { subject: `ticket/${number}`, tone: 'warn', title: `T-${number}`, badges: [], parts: [] },
    line: '',
    mentions: ['U1', `U${number}`],
    about: undefined,
    readers: 'customer',
    language: 'en',
    gist: `T-${number} is late`,
    full: undefined,
    ...change,
  };
}

function digestOf(posts: readonly Post[], latest: Readonly<Record<number, Card>> = {}): Post {
  const parts = posts.map((each, index): DigestPart => {
    const card = latest[index];
    return { post: each, latest: card && { ...each, card } };
  });
  return drawDigest(parts, 'digest/1');
}

describe('a digest', () => {
  it('is as urgent as the most urgent of its posts, if all are for one person', () => {
    const forOne = { mentions: ['U1'] };
    const posts = [post(1, forOne), post(2, { ...forOne, urgent: 'sms' }), post(3, { ...forOne, urgent: 'app' })];
    expect(digestOf(posts)).toMatchObject({ urgent: 'sms' });
    expect(digestOf([...posts, post(4, { mentions: ['U4'] })])).not.toHaveProperty('urgent');
    expect(digestOf([post(1, forOne)])).not.toHaveProperty('urgent');
  });

  it('names every case on a line of its own, in the language of its posts', () => {
    const digest = digestOf([post(7), post(3, { gist: 'T-3 · two\n  lines' }), post(9)]);
    expect(digest.card).toMatchObject({ tone: 'warn', title: '3 notices in one' });
    expect(digest.card?.parts).toEqual([
      { part: 'item', text: 'T-7 is late', settled: '' },
      { part: 'item', text: 'T-3 · two lines', settled: '' },
      { part: 'item', text: 'T-9 is late', settled: '' },
    ]);
    expect(digestOf([post(1, { language: 'zh-CN' })])).toMatchObject({
      language: 'zh-CN',
      card: { title: '合并通知，共 1 条' },
    });
  });

  it('mentions everyone once, is for staff if any post is, and has the worst tone of them', () => {
    const bad = post(2, { readers: 'staff', card: { ...post(2).card, tone: 'bad' } as Post['card'] });
    expect(digestOf([post(1), bad])).toMatchObject({
      mentions: ['U1', 'U2'],
      readers: 'staff',
      card: { tone: 'bad' },
    });
    expect(digestOf([post(1), post(2)]).readers).toBe('customer');
  });

  /** A card whose first button has this command. */
  const asking = (number: number, command: string, change: Partial<Card> = {}): Card => ({
    ...(post(number).card as Card),
    parts: [
      { part: 'actions', main: [{ label: 'Do it', command, args: {}, style: 'primary', confirm: '' }], more: [] },
    ],
    ...change,
  });

  it('has for each case the button that its own notice would have', () => {
    const posts = [7, 8].map((number) => post(number, { card: asking(number, `ticket.of-${number}`) }));
    const buttons = (drawn: Post) =>
      drawn.card?.parts.map((part) => (part.part === 'item' ? part.button?.command : part.part));
    expect(buttons(digestOf([...posts, post(9)]))).toEqual(['ticket.of-7', 'ticket.of-8', undefined]);
    expect(buttons(digestOf(posts, { 1: asking(8, 'ticket.next-step') }))).toEqual(['ticket.of-7', 'ticket.next-step']);
  });

  it('strikes a case through once its card says that nothing is left to do, and is green when all are', () => {
    const posts = [7, 8].map((number) => post(number, { card: asking(number, 'ticket.acknowledge') }));
    const done = asking(7, 'ticket.show', { settled: 'taken: Li Wei, 10:20' });
    const over = { ...(post(8).card as Card), badges: [{ text: 'Called', tone: 'good' }] } satisfies Card;
    const first = digestOf(posts, { 0: done });
    expect(first.card).toMatchObject({ tone: 'warn', subject: 'digest/1' });
    expect(first.card?.parts).toMatchObject([
      { text: 'T-7 is late', settled: 'taken: Li Wei, 10:20' },
      { text: 'T-8 is late', settled: '', button: { command: 'ticket.acknowledge' } },
    ]);
    expect(first.card?.parts[0]).not.toHaveProperty('button');
    const all = digestOf(posts, { 0: done, 1: over });
    expect(all.card).toMatchObject({ tone: 'good', parts: [{}, { settled: 'Called' }] });
    expect(all.card?.parts[1]).not.toHaveProperty('button');
  });

  it('of thirty long posts is a message that Slack and Feishu accept', () => {
    const posts = Array.from({ length: 30 }, (_, index) =>
      post(index, { gist: `T-${index} · ${'核心交换机'.repeat(200)}`, card: asking(index, 'ticket.acknowledge') }),
    );
    const drawn = digestOf(posts, { 3: { ...(post(3).card as Card), settled: 'taken' } });
    const feishu = renderCard(drawn);
    expect(overrunsOfCard(feishu as never)).toEqual([]);
    expect(JSON.stringify(feishu)).toContain('~~');
    const { blocks } = renderPost(drawn);
    expect(overrunsOfMessage(blocks as never)).toEqual([]);
    const said = JSON.stringify(blocks);
    expect(posts.filter((_, index) => !said.includes(`T-${index} ·`))).toEqual([]);
  });
});
