import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  it('a channel that the bot is invited to gets its report card, once, and its button opens the form', async () => {
    const house = await open();
    await house.forge('engineer1', SHARED, 'channel.joined', {});
    await house.forge('engineer1', SHARED, 'channel.joined', {});
    expect(house.seen(SHARED).cards.map(({ title }) => title)).toEqual([t(language, 'channel.report.title')]);
    const { form } = await house.press(REPORTER, SHARED, 'ticket.report');
    expect(form?.command).toBe('ticket.report');
  });

  it('speaks the language that the channel chose', async () => {
    const house = await open();
    await house.forge('engineer1', SHARED, 'channel.joined', {});
    for (const [word, spoken] of [
      ['en', 'en'],
      ['zh', 'zh-CN'],
    ] as const) {
      house.wait({ minutes: 1 });
      await house.say(REPORTER, SHARED, `/desk language ${word}`);
      expect(house.seen(SHARED).cards.map(({ title }) => title)).toEqual([t(spoken, 'channel.report.title')]);
    }
  });

  it('the cards of open tickets speak the language that their channel chose', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    for (const [word, spoken] of [
      ['en', 'en'],
      ['zh', 'zh-CN'],
    ] as const) {
      house.wait({ minutes: 1 });
      await house.say(REPORTER, SHARED, `/desk language ${word}`);
      expect(wordsOf(house.seen(SHARED).cards[0])).toContain(t(spoken, 'metric.respond'));
    }
  });

  it("the provider's channels get none, and about an unknown channel only staff are told", async () => {
    const house = await open();
    await house.forge('engineer1', 'team', 'channel.joined', {});
    expect((await house.forge('engineer1', 'new-channel', 'channel.joined', {})).text).toContain('new-channel');
    expect((await house.forge('stranger', 'new-channel', 'channel.joined', {})).text).toBe('');
    expect(house.seen().messages).toEqual([]);
  });

  it('a press on a button that its card no longer has is told so, and the card is redrawn', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const asked = () => house.database.query("select channel from notice where kind = 'ticket.card'");
    expect(await asked()).toEqual([]);
    const told = await house.forge(REPORTER, SHARED, 'ticket.of-old', {}, { subject: 'ticket/1' });
    expect(told).toMatchObject({ refused: 'command.stale', text: t(language, 'command.stale') });
    expect(await asked()).toEqual([{ channel: SHARED }]);
    for (const subject of ['ticket/99', 'ticket/1x', 'duty/primary'])
      expect(await house.forge(REPORTER, SHARED, 'ticket.of-old', {}, { subject })).toMatchObject({
        refused: 'command.stale',
      });
    expect(await asked()).toHaveLength(1);
  });
});
