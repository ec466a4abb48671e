import { describe, expect, it } from 'vitest';
import { isSealed } from '../../../src/desk/address/confidential.ts';
import { fallbacksOf } from '../../../src/desk/address/fallback.ts';
import { makeNotices } from '../../../src/desk/address/notice.ts';
import { wordless } from '../../../src/desk/address/post.ts';
import { routesOf } from '../../../src/desk/address/route.ts';
import type { BookSource } from '../../../src/desk/book/schema.ts';
import { nextFallback } from '../../../src/outbox/reroute.ts';
import { must } from '../../support/must.ts';
import { PLATFORM, sampleBook } from '../../support/sample-book.ts';

const SECRET = 'quokkasecret';

async function closed(channels: string[]): Promise<BookSource> {
  const source = await sampleBook('en');
  const sample = must(source.customers.sample);
  return { ...source, customers: { sample: { ...sample, confidential: { access: ['engineer'], channels } } } };
}
const at = (channelId: string) => ({ platform: PLATFORM, channelId, threadId: '' });

describe('where a confidential customer’s words must not stand (E9)', () => {
  it.each([
    ['customer-sample', false],
    ['team', true],
    ['escalation', true],
    ['managers', true],
    ['@engineer1', false],
    ['@manager1', true],
    ['@customer-sample-1', false],
    ['a channel that the book does not know', true],
  ])('%s: sealed %s', async (channel, isExpected) => {
    expect(isSealed(await closed([]), 'sample', at(channel))).toBe(isExpected);
    expect(isSealed(await sampleBook('en'), 'sample', at(channel)), 'a customer like others').toBe(false);
  });

  it('a channel that the book vouches for is open', async () => {
    const source = await closed(['team']);
    expect([isSealed(source, 'sample', at('team')), isSealed(source, 'sample', at('escalation'))]).toEqual([
      false,
      true,
    ]);
  });

  it('a notice whose channel was deleted goes on without the words', async () => {
    const source = await closed([]);
    const announcement = {
      key: 'complaint/3|x',
      kind: 'complaint.opened',
      subject: 'complaint/3',
      at: 0,
      to: ['customer'],
      customer: 'sample',
      fields: {},
      waysTo: (audience: string) =>
        routesOf(source, audience, 'sample').map((route) => ({
          route,
          fallbacks: fallbacksOf(source, audience, route, 'comes'),
        })),
    };
    const card = { subject: 'x', tone: 'neutral', title: `C-3 · ${SECRET}`, badges: [], parts: [] } as const;
    const [notice] = makeNotices({ source }, announcement, () => ({
      ...wordless('customer', 'en'),
      card,
      line: SECRET,
      headline: SECRET,
      gist: SECRET,
    }));
    expect(JSON.stringify(must(notice).post)).toContain(SECRET);
    let next = nextFallback(must(notice));
    const places: string[] = [];
    for (; next; next = nextFallback(next)) {
      places.push(next.place.channelId);
      expect(JSON.stringify(next.post)).not.toContain(SECRET);
      expect(JSON.stringify(next.post)).toContain('C-3');
    }
    expect(places).toEqual(['team', 'escalation', 'managers']);
  });
});
