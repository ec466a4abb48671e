import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { eachHouse } from '../support/each-house.ts';

const NEW = 'new-channel';

eachHouse((open, language) => {
  it('a channel bound in chat is the customer’s from then on: its card, reports in it, notices about them', async () => {
    const house = await open();
    expect((await house.say('guest', NEW, 'core switch down')).refused).toBe('ticket.customer-unknown');
    const { form } = await house.say('engineer1', NEW, '/desk bind');
    if (!form) throw new Error('no form');
    expect(await house.submit('engineer1', NEW, form, { customer: 'sample' })).toMatchObject({ refused: undefined });
    expect(house.seen(NEW).cards.map(({ title }) => title)).toEqual([t(language, 'channel.report.title')]);

    await house.say('guest', NEW, 'core switch down');
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    expect(house.seen(NEW).cards.map(({ title }) => title)).toContain('T-1 · core switch down');
    expect(house.seen(NEW).lines.at(-1)).toContain(
      t(language, 'line.ticket.acknowledged', { by: '' }).trim().slice(-4),
    );

    expect((await house.say('engineer1', NEW, '/desk bind sample')).refused).toBe('channel.bound-already');
    expect((await house.say('engineer1', NEW, '/desk unbind')).refused).toBeUndefined();
    expect((await house.say('guest', NEW, '/desk status')).refused).toBe('ticket.customer-unknown');
    expect((await house.say('engineer1', NEW, '/desk unbind')).refused).toBe('channel.not-bound-here');
  });

  it('is not for customers, direct messages, channels of the book, or unknown customers', async () => {
    const house = await open();
    const asked = async (person: string, channel: string, words: string) =>
      (await house.say(person, channel, words)).refused;
    expect(await asked('guest', NEW, '/desk bind sample')).toBe('command.staff-only');
    expect(await asked('engineer1', '@engineer1', '/desk bind sample')).toBe('channel.direct');
    expect(await asked('engineer1', 'team', '/desk bind sample')).toBe('channel.in-book');
    expect(await asked('engineer1', NEW, '/desk bind nobody')).toBe('channel.no-customer');
    expect(house.seen().messages).toEqual([]);
  });
});
