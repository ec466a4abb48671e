import { describe, expect, it } from 'vitest';
import { renderPost } from '../../../src/adapter/slack/say/render.ts';
import type { Post } from '../../../src/chat/adapter.ts';
import type { Card } from '../../../src/chat/card.ts';
import { digestOf } from '../../../src/desk/address/digest.ts';
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
      { part: 'text', text: '• T-7 is late\n• T-3 · two lines\n• T-9 is late', style: 'plain' },
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

  it('keeps the first button of each post', () => {
    const call = (number: number, args: Record<string, string>): Post => {
      const button = {
        label: 'Record the call',
        command: 'followup.done',
        args,
        style: 'primary',
        confirm: '',
      } as const;
      const card = { ...(post(number).card as Card), parts: [{ part: 'actions', main: [button], more: [] } as const] };
      return post(number, { card });
    };
    const digest = digestOf([call(7, { ticket: 'T-7' }), post(8), call(9, {})]);
    const actions = digest.card?.parts.at(-1);
    expect(actions).toMatchObject({ part: 'actions', main: [] });
    expect(actions?.part === 'actions' && actions.more.map(({ label, args }) => [label, args])).toEqual([
      ['T-7 · Record the call', { ticket: 'T-7' }],
      ['T-9 · Record the call', {}],
    ]);
  });

  it('of fifty long posts is a message that Slack accepts', () => {
    const posts = Array.from({ length: 50 }, (_, index) =>
      post(index, { gist: `T-${index} · ${'核心交换机'.repeat(200)}` }),
    );
    const { blocks } = renderPost(digestOf(posts));
    expect(overrunsOfMessage(blocks as never)).toEqual([]);
    const said = JSON.stringify(blocks);
    expect(posts.filter((_, index) => !said.includes(`T-${index} ·`))).toEqual([]);
  });
});
