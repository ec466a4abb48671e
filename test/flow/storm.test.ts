import { afterEach, describe, expect, test } from 'vitest';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import { wordsOf } from '../support/card-words.ts';
import { chosenHere } from '../support/chosen-here.ts';
import { TEST_DATABASES } from '../support/database.ts';
import { must } from '../support/must.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';
import { openStormHouse, type StormHouse } from '../support/storm-house.ts';

const MANY = 200;
/** The promise to respond: ten minutes, with a warning before. */
const WARNED_MINUTES = 9;
const LAST_MINUTE = 1;
/** Who hears of every broken promise: the assignee, the first manager of the ladder, the channel for escalations. */
const HEARERS = ['@engineer1', '@manager1', 'escalation'];

describe.each(chosenHere(TEST_DATABASES))('two hundred promises that break at once, on %s', (kind) => {
  let house: StormHouse | undefined;
  afterEach(async () => {
    await house?.close();
    house = undefined;
  });

  const numbers = (count: number) => Array.from({ length: count }, (_, index) => `switch ${index + 1} is down`);

  async function reported(count: number): Promise<StormHouse> {
    const opened = await openStormHouse(kind, await sampleBook('en'));
    house = opened;
    await opened.report('sample', numbers(count));
    await opened.passWithMessages(WARNED_MINUTES);
    return opened;
  }

  /** Messages that came to each hearer since `before`. */
  const since = ({ messages }: StormHouse, before: readonly number[]) =>
    HEARERS.map((channel, index) => messages(channel).slice(before[index]));
  const countsOf = ({ messages }: StormHouse) => HEARERS.map((channel) => messages(channel).length);
  const owedTo = async ({ database }: StormHouse, channel: string) =>
    database.prisma.notice.groupBy({
      by: ['status'],
      _count: true,
      where: { channel, kind: { in: ['sla.breached', 'promise.broken'] } },
    });

  test('come to each person as a few messages', async () => {
    const opened = await reported(MANY);
    const before = countsOf(opened);
    await opened.startQueue();
    await opened.pass(LAST_MINUTE);
    await opened.allArrived();
    for (const channel of HEARERS)
      expect(await owedTo(opened, channel)).toMatchObject([{ status: 'delivered', _count: MANY }]);
    for (const messages of since(opened, before)) {
      // On a busy machine the storm lasts for seconds, with a message every two.
      expect(messages.length).toBeLessThanOrEqual(MANY / 10);
    }
  });

  test('while the desk was down are one message for each person, with the worst ten and a button to all', async () => {
    const opened = await reported(MANY);
    const before = countsOf(opened);
    await opened.pass(LAST_MINUTE);
    await opened.startQueue();
    await opened.allArrived();
    const [own, manager, escalation] = since(opened, before);
    for (const messages of [own, manager, escalation]) {
      expect(messages).toHaveLength(1);
      const words = wordsOf(messages?.[0]?.card);
      expect(words).toContain('190 more');
      expect(words).toMatch(/T-1 · .+ · .+ · switch 1 is down/);
    }
    expect(own?.[0]?.card?.title).toMatch(/^200 of your promises broken/);
    expect(manager?.[0]?.card?.title).toMatch(/^200 promises broken/);
    expect(manager?.[0]?.mentions).toEqual(['manager1']);
    const { card } = await opened.press('manager1', '@manager1', 'ticket.late');
    expect(card?.title).toBe('Tickets with broken promises (200)');
    expect(card?.badges).toMatchObject([{ text: 'Page 1 of 20' }]);
  });

  test('are told once to each person when the process dies in the middle', async () => {
    const opened = await reported(30);
    const before = countsOf(opened);
    await opened.pass(LAST_MINUTE);
    let taken = 0;
    /** Every message arrives, and its answer never comes. */
    const deaf = (adapter: ChatAdapter): ChatAdapter => ({
      ...adapter,
      async send(...asked) {
        await adapter.send(...asked);
        taken += 1;
        return new Promise<never>(() => {});
      },
    });
    const first = await opened.startQueue(deaf);
    await expect.poll(() => taken, { timeout: 20_000 }).toBeGreaterThanOrEqual(HEARERS.length);
    await first.stop();
    await opened.startQueue();
    await opened.allArrived();
    for (const messages of since(opened, before)) expect(messages).toHaveLength(1);
  });

  test('shrink as people take them: what is done is behind what is not, and counted', async () => {
    const opened = await reported(12);
    await opened.pass(LAST_MINUTE);
    await opened.startQueue();
    await opened.allArrived();
    await opened.say('engineer1', 'team', '/desk ack T-1');
    await opened.say('engineer1', 'team', '/desk ack T-2');
    await opened.allArrived();
    const { card } = must(opened.messages('@manager1').at(-1));
    expect(card?.badges).toMatchObject([{ text: '2 done' }]);
    expect(wordsOf(card)).not.toMatch(/switch [12] is down/);
    expect(wordsOf(card)).toContain('2 more');
  });

  test('of two customers do not name the one that is confidential', async () => {
    const book = withRival(await sampleBook('en'));
    const rival = { ...must(book.customers.rival), confidential: { access: ['engineer' as const], channels: [] } };
    const opened = await openStormHouse(kind, { ...book, customers: { ...book.customers, rival } });
    house = opened;
    await opened.report('rival', ['quokkasecret down', 'quokkasecret slow', 'quokkasecret off']);
    await opened.report('sample', numbers(4));
    await opened.passWithMessages(WARNED_MINUTES);
    await opened.pass(LAST_MINUTE);
    await opened.startQueue();
    await opened.allArrived();
    for (const channel of ['@manager1', 'escalation']) {
      const { card } = must(opened.messages(channel).at(-1));
      const words = wordsOf(card);
      expect(words).toMatch(/switch 1 is down/);
      expect(words).toMatch(/T-1/);
      expect(words).not.toMatch(/quokkasecret|Another customer/);
    }
    const own = wordsOf(must(opened.messages('@engineer1').at(-1)).card);
    expect(own).toMatch(/Another customer .*quokkasecret/);
    const late = await opened.say('manager1', 'escalation', '/desk late');
    expect(wordsOf(late.card)).not.toMatch(/quokkasecret|Another customer/);
    expect(late.card?.title).toBe('Tickets with broken promises (4)');
  });
});
