import { expect, it } from 'vitest';
import type { ChatMessage } from '../../src/chat/event.ts';
import { t } from '../../src/i18n/i18n.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

const inThread = (threadId: string) => ({ message: { threadId, link: '', files: [] } satisfies ChatMessage });

/** The thread of a ticket's card in a channel, as a message in it names it. */
function threadOf(house: TestHouse, channel: string, title: string) {
  const found = house.seen(channel).messages.find(({ card }) => card?.title.startsWith(`${title} `));
  if (!found) throw new Error(`no card of ${title} in ${channel}`);
  return inThread(found.thread || found.id);
}

eachHouse((open, language) => {
  it.each(['reply', 'tell', '回复客户', '回复', '回复客户：'])(
    '“%s” in a ticket’s own thread goes to its customer without its number',
    async (word) => {
      const house = await open();
      await house.say(REPORTER, SHARED, 'core switch down');
      const said = await house.say('engineer1', 'team', `${word} 12 racks are back`, threadOf(house, 'team', 'T-1'));
      expect(said.refused).toBeUndefined();
      expect(house.seen(SHARED).lines.at(-1)).toMatch(/: 12 racks are back$/);
    },
  );

  it('nothing else that is written there reaches the customer', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, 'core switch down');
    const thread = threadOf(house, 'team', 'T-1');
    const before = house.seen(SHARED).lines;
    await house.say('engineer1', 'team', 'update they forgot to pay', thread);
    await house.say('engineer1', 'team', 'replay of the log shows nothing', thread);
    expect(house.seen(SHARED).lines).toEqual(before);
  });

  it('every command about tickets is about that one; the other arguments are as usual', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, 'core switch down');
    const thread = threadOf(house, 'team', 'T-1');
    for (const words of ['ack', 'assign engineer2', 'tier 2', 'workaround: use the other line', 'why', 'resolve'])
      expect([words, (await house.say('engineer1', 'team', words, thread)).refused]).toEqual([words, undefined]);
    expect((await house.say('engineer1', 'team', 'ack abc', thread)).refused).toBe('input.not-understood');
    expect((await house.say('engineer1', 'team', 'ack')).refused).toBe('input.missing');
    const theirs = threadOf(house, SHARED, 'T-1');
    await house.say(REPORTER, SHARED, 'reject it blinks again', theirs);
    await house.say(REPORTER, SHARED, 'update third rack, too', theirs);
    expect(house.seen('team').lines.slice(-2)).toEqual([
      expect.stringContaining('it blinks again'),
      expect.stringContaining('third rack, too'),
    ]);
  });

  it('a word that names another ticket there is refused: it would reach another customer', async () => {
    const house = await open();
    for (const text of ['core switch down', 'video wall is dark']) await house.say(REPORTER, SHARED, text);
    const thread = threadOf(house, 'team', 'T-1');
    const before = await storedIn(house.database);
    for (const words of ['reply T-2 was the same', 'reply T-2：was the same', 'resolve #2'])
      expect((await house.say('engineer1', 'team', words, thread)).refused).toBe('ticket.thread-of-another');
    expect(await storedIn(house.database)).toEqual(before);
    expect((await house.say('engineer1', 'team', 'show T-2', thread)).card?.title).toMatch(/^T-2 /);
    expect((await house.say('engineer1', 'team', 'reply T-1: on our way', thread)).refused).toBeUndefined();
  });

  it('if several are in one thread they must be named', async () => {
    const house = await open();
    for (const text of ['core switch down', 'video wall is dark'])
      await house.say(REPORTER, SHARED, `/fault ${text}`, inThread('their-thread'));
    const told = await house.say(REPORTER, SHARED, 'update since nine', inThread('their-thread'));
    expect(told.text).toBe(t(language, 'ticket.thread-of-several', { tickets: 'T-1, T-2' }));
    await house.say(REPORTER, SHARED, 'update T-2 since nine', inThread('their-thread'));
    expect(house.seen('team').lines.at(-1)).toContain('since nine');
  });
});
