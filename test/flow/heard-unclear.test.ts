import { describe, expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { eachHeardHouse } from '../support/heard-houses.ts';
import { cardWith, type HeardHouse, labelOn, says, wordsOf } from '../support/heard-people.ts';

const UNCLEAR = ['about the gate at the ramp', '大屏的事'] as const;
const FAULT = 'core switch is down again';

interface Ticket {
  readonly id: number;
  readonly facts: {
    readonly kind: string;
    readonly title: string;
    readonly origin?: { readonly threadId?: string };
    readonly heard?: { readonly as: string };
  };
}

const ticketsOf = (house: HeardHouse) =>
  house.query<Ticket>("select id, state->'facts' as facts from ticket order by id");
const keptIn = (house: HeardHouse) => house.query('select id from kept_words');
const paging = (book: BookSource): BookSource => ({ ...book, pageUnclear: true });

eachHeardHouse((open, _language, platform) => {
  const picture = platform === 'slack' ? 'rack.png' : 'img';

  describe.each(UNCLEAR)('“%s”', (text) => {
    it('is asked about in private and wakes no one', async () => {
      const house = await open();
      for (const saying of [{ in: 'direct' }, {}]) {
        const card = cardWith(await house.say('reporter', text, saying), 'button.heard.fault');
        expect(says(card.words, 'heard.what.text')).toBe(true);
        for (const key of ['fault', 'question', 'nothing'] as const) labelOn(card, `button.heard.${key}`);
      }
      await house.forward(2);
      expect([await ticketsOf(house), house.posts('team'), house.posts('customer-sample')]).toEqual([[], [], []]);
      expect(house.leaks(new RegExp(text), ['reporter'])).toEqual([]);
    });

    it('becomes a fault by a tap, of the message with its files', async () => {
      const house = await open();
      const said = await house.say('reporter', text, { files: ['rack.png'] });
      const card = cardWith(said, 'button.heard.fault');
      const told = await house.press('reporter', card, labelOn(card, 'button.heard.fault'));
      expect(wordsOf(told)).toContain('T-1');
      const [ticket] = await ticketsOf(house);
      expect(ticket?.facts).toMatchObject({ kind: 'fault', title: text, heard: { as: 'told' } });
      expect(await house.threadOf('T-1')).toBe(said.id);
      const team = house.posts('team').join();
      expect(team).toContain(picture);
      expect(says(team, 'card.heard.told')).toBe(true);
      expect(says(house.posts('customer-sample').join(), 'card.heard.told')).toBe(false);
      expect(
        says(wordsOf(await house.press('reporter', card, labelOn(card, 'button.heard.fault'))), 'heard.gone'),
      ).toBe(true);
      expect(await ticketsOf(house)).toHaveLength(1);
    });

    it('becomes a question by a tap', async () => {
      const house = await open();
      const card = cardWith(await house.say('reporter', text, { in: 'direct' }), 'button.heard.question');
      await house.press('reporter', card, labelOn(card, 'button.heard.question'));
      expect((await ticketsOf(house)).map(({ facts }) => facts.kind)).toEqual(['question']);
    });

    it('belongs to an open ticket by a tap, with its files', async () => {
      const house = await open();
      await house.say('reporter', FAULT);
      const card = cardWith(await house.say('reporter', text, { files: ['rack.png'] }), 'button.heard.ticket', {
        ticket: 'T-1',
      });
      const before = house.posts('team').length;
      await house.press('reporter', card, labelOn(card, 'button.heard.ticket', { ticket: 'T-1' }));
      const told = house.posts('team').slice(before).join();
      expect(told).toContain(text);
      expect(house.posts('team').join()).toContain(picture);
      expect(await ticketsOf(house)).toHaveLength(1);
    });

    it('is dropped by “nothing”', async () => {
      const house = await open();
      const card = cardWith(await house.say('reporter', text), 'button.heard.nothing');
      const told = await house.press('reporter', card, labelOn(card, 'button.heard.nothing'));
      expect(says(wordsOf(told), 'heard.nothing')).toBe(true);
      expect([await keptIn(house), await ticketsOf(house), house.posts('team')]).toEqual([[], [], []]);
    });

    it('is reported at once where the book says so', async () => {
      const house = await open({ change: paging });
      await house.say('reporter', text);
      expect((await ticketsOf(house)).map(({ facts }) => facts.heard?.as)).toEqual(['unclear']);
      expect(says(house.posts('team').join(), 'card.heard.unclear')).toBe(true);
    });
  });

  it('what clearly tells of a fault is reported at once; the team reads why', async () => {
    const house = await open();
    await house.say('reporter', FAULT);
    expect((await ticketsOf(house)).map(({ facts }) => facts.heard?.as)).toEqual(['fault']);
    const team = house.posts('team').join();
    expect(/Read as a fault|读作故障/.test(team)).toBe(true);
    expect(/Read as a fault|读作故障/.test(house.posts('customer-sample').join())).toBe(false);
  });

  it.each([
    'status?',
    '状态？',
    'who is on duty',
    '谁值班',
    'help!',
    '谢谢',
    'thanks a lot!',
    'ok',
    '收到',
    'devices',
    'history',
  ])('“%s” opens nothing and is answered', async (text) => {
    const house = await open(text === 'history' ? {} : { change: paging });
    await house.say('reporter', FAULT);
    const before = house.posts('team').length;
    const direct = await house.say('reporter', text, { in: 'direct' });
    const there = await house.say('reporter', text);
    expect([await ticketsOf(house), house.posts('team').length]).toMatchObject([[{ id: 1 }], before]);
    expect(direct.shown).not.toEqual([]);
    expect(there.shown.length + house.posts('customer-sample').length).toBeGreaterThan(1);
  });

  const kinds =
    platform === 'slack'
      ? (['file', 'voice', 'card'] as const)
      : (['file', 'voice', 'sticker', 'place', 'card', 'forward', 'other'] as const);
  it.each(kinds)('a %s without words gets a line that helps', async (kind) => {
    const house = await open();
    for (const saying of platform === 'slack' ? [{ in: 'direct' }, {}] : [{ in: 'direct' }]) {
      const became = await house.send('reporter', kind, saying);
      expect(says(wordsOf(became), `heard.wordless.${kind}`), wordsOf(became)).toBe(true);
    }
    expect([await ticketsOf(house), house.posts('team')]).toEqual([[], []]);
  });

  it('a file without words becomes a fault by a tap and a word, or goes to a ticket', async () => {
    const house = await open();
    await house.say('reporter', FAULT);
    const card = cardWith(await house.send('reporter', 'file', { in: 'direct' }), 'button.heard.ticket', {
      ticket: 'T-1',
    });
    await house.press('reporter', card, labelOn(card, 'button.heard.ticket', { ticket: 'T-1' }));
    expect(house.posts('team').join()).toContain('core.log');
    const other = cardWith(await house.send('reporter', 'voice', { in: 'direct' }), 'button.heard.fault');
    const form = await house.press('reporter', other, labelOn(other, 'button.heard.fault'));
    expect(says(wordsOf(form), 'form.report.title')).toBe(true);
    const voice = platform === 'slack' ? 'voice.m4a' : 'voice.opus';
    expect(house.posts('team').join()).not.toContain(voice);
    await house.fill('reporter', form, 'door 3 stays open');
    expect((await ticketsOf(house)).map(({ facts }) => facts.title)).toEqual([FAULT, 'door 3 stays open']);
    expect(house.posts('team').join()).toContain(voice);
    expect(await keptIn(house)).toEqual([]);
  });

  it('the same report twice is asked about; “the same” leaves one, “another” makes two', async () => {
    const house = await open();
    await house.say('reporter', FAULT);
    const first = cardWith(await house.say('reporter', `${FAULT}!`), 'button.heard.same');
    expect(await ticketsOf(house)).toHaveLength(1);
    await house.press('reporter', first, labelOn(first, 'button.heard.same'));
    expect(await ticketsOf(house)).toHaveLength(1);
    const second = cardWith(await house.say('reporter', FAULT, { in: 'direct' }), 'button.heard.again');
    await house.press('reporter', second, labelOn(second, 'button.heard.again'));
    expect(await ticketsOf(house)).toHaveLength(2);
    await house.forward(0.2);
    await house.say('colleague', FAULT);
    expect(await ticketsOf(house)).toHaveLength(3);
    await house.say('reporter', FAULT);
    expect(await ticketsOf(house)).toHaveLength(4);
  });

  it('another customer is asked about tickets of their own alone', async () => {
    const house = await open();
    await house.say('reporter', FAULT);
    const card = cardWith(await house.say('rival', UNCLEAR[0]), 'button.heard.fault');
    expect(card.labels.join()).not.toContain('T-1');
    const forged = await house.press('rival', card, labelOn(card, 'button.heard.fault'), (sent) =>
      sent.replaceAll('"fault"', '"ticket"').replaceAll('\\"fault\\"', '\\"ticket\\",\\"ticket\\",\\"T-1\\"'),
    );
    expect(wordsOf(forged)).not.toContain('core switch');
    expect(JSON.stringify(await house.query('select data from ticket_event'))).not.toContain(UNCLEAR[0]);
    expect(await keptIn(house), 'a refused tap leaves the words').toHaveLength(1);
  });

  it('words of more than 4,000 signs are refused with the limit; of overheard ones the log says that more was said', async () => {
    const house = await open();
    await house.say('reporter', FAULT);
    const thread = await house.threadOf('T-1');
    const long = 'about the gate '.repeat(300);
    const told = await house.say('reporter', long, { in: 'direct' });
    expect(wordsOf(told)).toContain('4000');
    await house.say('reporter', long, { thread, overheard: true });
    const [kept] = await house.query<{ data: { text: string } }>(
      "select data from ticket_event where data->>'what' = 'say'",
    );
    expect(kept?.data.text).toHaveLength(4000);
    expect(kept?.data.text).toMatch(/…$/);
    expect([await ticketsOf(house), await keptIn(house)]).toMatchObject([[{ id: 1 }], []]);
  });

  it('a tap that is refused leaves the words for another one', async () => {
    const house = await open();
    await house.say('reporter', FAULT);
    const card = cardWith(await house.say('reporter', UNCLEAR[0]), 'button.heard.ticket', { ticket: 'T-1' });
    await house.slash('engineer1', '/desk', 'withdraw T-1 a mistake', { in: 'team' });
    await house.press('reporter', card, labelOn(card, 'button.heard.ticket', { ticket: 'T-1' }));
    expect(await keptIn(house)).toHaveLength(1);
    await house.press('reporter', card, labelOn(card, 'button.heard.fault'));
    expect([await keptIn(house), (await ticketsOf(house)).length]).toEqual([[], 2]);
  });
});
