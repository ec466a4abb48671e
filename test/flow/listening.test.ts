import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { eachHeardHouse } from '../support/heard-houses.ts';
import { cardWith, type HeardHouse, labelOn, says } from '../support/heard-people.ts';
import { must } from '../support/must.ts';
import { until } from '../support/until.ts';

const FAULT = 'core switch is down again';
const FAULT_ZH = '大屏黑屏了，机房也断电';
const OVERHEARD = { overheard: true } as const;
const OFFERED = 'button.heard.fault';
/** A conversation lasts half an hour. */
const ANOTHER_CONVERSATION = 31 / 60;

const listening = (book: BookSource): BookSource => {
  const { channels } = book;
  return {
    ...book,
    channels: { ...channels, 'customer-sample': { ...must(channels['customer-sample']), listen: 'offer' } },
  };
};
const ticketsOf = (house: HeardHouse) => house.query<{ title: string }>('select title from ticket order by id');

eachHeardHouse((open) => {
  const listen = () => open({ change: listening });

  it.each([FAULT, FAULT_ZH])(
    '“%s” among people is offered to report, once per conversation, to that person alone',
    async (text) => {
      const house = await listen();
      const said = await house.say('reporter', text, OVERHEARD);
      const card = cardWith(said, OFFERED);
      expect(says(card.words, 'heard.listen.title')).toBe(true);
      expect((await house.say('reporter', 'and the door is broken too', OVERHEARD)).shown).toEqual([]);
      cardWith(await house.say('colleague', 'the badge reader is dead', OVERHEARD), OFFERED);
      await house.forward(ANOTHER_CONVERSATION);
      cardWith(await house.say('reporter', 'the printer is dead', OVERHEARD), OFFERED);
      expect([await ticketsOf(house), house.posts('team'), house.posts('customer-sample')]).toEqual([[], [], []]);

      await house.press('reporter', card, labelOn(card, OFFERED));
      expect(await ticketsOf(house)).toEqual([{ title: text }]);
      expect(await house.threadOf('T-1')).toBe(said.id);
    },
  );

  it('“no” does nothing', async () => {
    const house = await listen();
    const card = cardWith(await house.say('reporter', FAULT, OVERHEARD), OFFERED);
    await house.press('reporter', card, labelOn(card, 'button.heard.no'));
    expect([await ticketsOf(house), house.posts('team')]).toEqual([[], []]);
  });

  it.each(['see you tomorrow at ten', '谢谢', 'lunch?', '明天开会的资料发一下', '👍'])(
    '“%s” is no business of ours',
    async (text) => {
      const house = await listen();
      expect((await house.say('reporter', text, OVERHEARD)).shown).toEqual([]);
      expect(await house.query('select * from kept_words')).toEqual([]);
      cardWith(await house.say('reporter', FAULT, OVERHEARD), OFFERED);
    },
  );

  it('our own people are offered nothing, and no one where the book does not listen', async () => {
    const house = await listen();
    expect((await house.say('engineer1', FAULT, OVERHEARD)).shown).toEqual([]);
    expect((await house.say('engineer1', FAULT, { ...OVERHEARD, in: 'team' })).shown).toEqual([]);
    expect((await house.say('rival', FAULT, OVERHEARD)).shown).toEqual([]);
    expect(await house.query('select * from kept_words')).toEqual([]);
    const deaf = await open();
    expect((await deaf.say('reporter', FAULT, OVERHEARD)).shown).toEqual([]);
  });

  it('a complaint among people is offered to file, to that person alone', async () => {
    const house = await listen();
    const card = cardWith(
      await house.say('reporter', 'their engineer Li Wei was rude again, unacceptable', OVERHEARD),
      'button.heard.complaint',
    );
    await house.forward(1);
    expect(house.leaks(/rude again/, ['reporter'])).toEqual([]);
    await house.press('reporter', card, labelOn(card, 'button.heard.complaint'));
    await house.forward(3);
    expect(house.leaks(/rude again/, ['reporter', 'manager1', 'manager2', 'manager3', 'director'])).toEqual([]);
    expect(house.direct('manager1').join()).toContain('rude again');
  });

  it('a message that comes twice is offered once', async () => {
    const house = await listen();
    const { id } = await house.say('reporter', FAULT, OVERHEARD);
    expect((await house.say('reporter', FAULT, { ...OVERHEARD, id })).shown).toEqual([]);
    expect(await house.query('select * from kept_words')).toHaveLength(1);
  });

  it('no one gets an apology for what they did not say to us', async () => {
    const house = await open({
      change: listening,
      isUnreadable: ({ payload }) => /printer/.test(JSON.stringify(payload)),
    });
    expect((await house.say('reporter', 'the printer is dead', OVERHEARD)).shown).toEqual([]);
    await house.say('colleague', 'the printer is dead');
    await until('the apology', async () => {
      await house.deliver();
      return house.direct('colleague')[0];
    });
    expect(house.direct('reporter')).toEqual([]);
  });
});
