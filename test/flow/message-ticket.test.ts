import { expect, it } from 'vitest';
import type { CardPart } from '../../src/chat/card.ts';
import type { ChatMessage } from '../../src/chat/event.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

const MESSAGE: ChatMessage = {
  threadId: 'the-message',
  link: 'https://chat.example/the-message',
  files: [{ name: 'rack.png', link: 'https://chat.example/files/rack.png' }],
};

const linksOn = (parts: readonly CardPart[]) => parts.flatMap((part) => (part.part === 'links' ? part.links : []));

eachHouse((open) => {
  it('what a customer writes to us is answered in its thread, from the card to the last line', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '@deskbell core switch down', { message: MESSAGE });
    await house.press('engineer1', 'team', 'ticket.acknowledge');

    const shared = house.seen(SHARED).messages;
    expect(shared.length).toBeGreaterThan(1);
    expect(new Set(shared.map(({ thread }) => thread))).toEqual(new Set(['the-message']));
    const [card, ...lines] = house.seen('team').messages;
    expect(card?.thread).toBe('');
    expect(new Set(lines.map(({ thread }) => thread))).toEqual(new Set([card?.id]));
  });

  it('a message that staff turn into a ticket keeps its words, its link and its files', async () => {
    const house = await open();
    const text = 'the rack is dark\nsince this morning';
    const { form } = await house.forge('engineer1', SHARED, 'ticket.report-message', { text }, { message: MESSAGE });
    expect(form?.fields.find(({ name }) => name === 'text')?.initial).toBe(text);
    if (!form) throw new Error('no form');
    await house.submit('engineer1', SHARED, form, { text, kind: 'fault' }, { message: MESSAGE });

    const [card] = house.seen('team').cards;
    expect(card?.title).toBe('T-1 · the rack is dark');
    expect(linksOn(card?.parts ?? []).map(({ url }) => url)).toEqual([MESSAGE.link, MESSAGE.files[0]?.link]);
    const [shared] = house.seen(SHARED).messages;
    expect(shared?.thread).toBe('the-message');
    expect(linksOn(shared?.card?.parts ?? [])).toEqual([]);
  });

  it('a customer turns a message into a ticket, with its words and its files', async () => {
    const house = await open();
    const text = 'the rack is dark';
    const { form } = await house.forge(REPORTER, SHARED, 'ticket.report-message', { text }, { message: MESSAGE });
    expect(form?.fields.find(({ name }) => name === 'text')?.initial).toBe(text);
    expect(form?.fields.map(({ name }) => name)).not.toContain('customer');
    if (!form) throw new Error('no form');
    await house.submit(REPORTER, SHARED, form, { text, kind: 'fault' }, { message: MESSAGE });
    const [card] = house.seen('team').cards;
    expect(linksOn(card?.parts ?? []).map(({ url }) => url)).toEqual([MESSAGE.link, MESSAGE.files[0]?.link]);
  });

  it.each(['ticket.report-message', 'ticket.report'])(
    '%s shows no form to a stranger, because it names every customer',
    async (command) => {
      const house = await open();
      const told = await house.forge('stranger', '@stranger', command, {}, { message: MESSAGE });
      expect(told).toMatchObject({ refused: 'ticket.customer-unknown', form: undefined });
    },
  );
});
