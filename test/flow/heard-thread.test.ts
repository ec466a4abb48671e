import { expect, it } from 'vitest';
import { eachHeardHouse } from '../support/heard-houses.ts';
import { cardWith, type HeardHouse, labelOn, says, wordsOf } from '../support/heard-people.ts';
import { must } from '../support/must.ts';

const TICKET = { ticket: 'T-1' };

interface Logged {
  readonly ticket_id: number;
  readonly kind: string;
  readonly data: { readonly what?: string; readonly text?: string; readonly who?: string };
}

const logOf = (house: HeardHouse) =>
  house.query<Logged>('select ticket_id, kind, data from ticket_event order by ticket_id, seq');
const statusOf = async (house: HeardHouse, id = 1) =>
  (await house.query<{ id: number; status: string }>('select id, status from ticket')).find((each) => each.id === id)
    ?.status;
const countTickets = async (house: HeardHouse) => (await house.query('select id from ticket')).length;
/** What was said about tickets, as their logs keep it. */
const saidIn = async (house: HeardHouse) =>
  (await logOf(house)).filter(({ data }) => data.what === 'say' || data.what === 'overhear').map(({ data }) => data);
/** Posts in a channel that came after so many. */
const since = (house: HeardHouse, channel: string, before: number) => house.posts(channel).slice(before);

eachHeardHouse((open, language) => {
  async function reported() {
    const house = await open();
    await house.say('reporter', 'core switch down');
    return { house, thread: await house.threadOf('T-1'), teamThread: await house.threadOf('T-1', 'team') };
  }
  const resolve = (house: HeardHouse) => house.slash('engineer1', '/desk', 'resolve T-1 replaced it', { in: 'team' });

  it.each(['still down, needed at noon', '还是不行，中午要用', 'the fourth floor is down too'])(
    '“%s” in its thread is the ticket’s, with a mention or without',
    async (text) => {
      const { house, thread } = await reported();
      for (const [by, overheard] of [
        ['reporter', undefined],
        ['colleague', true],
      ] as const) {
        const before = { team: house.posts('team').length, shared: house.posts('customer-sample').length };
        const { shown } = await house.say(by, text, { thread, ...(overheard ? { overheard } : {}) });
        expect(shown.map(({ words }) => says(words, 'heard.said', TICKET))).toEqual(overheard ? [] : [true]);
        const told = since(house, 'team', before.team).filter((words) => words.includes(text));
        expect(told.join()).toMatch(/engineer1/i);
        expect(since(house, 'customer-sample', before.shared)).toEqual([]);
      }
      const said = await saidIn(house);
      expect(said.map((each) => each.text)).toEqual([text, text]);
      expect(new Set(said.map(({ who = '' }) => who)).size, 'who said it').toBe(2);
      expect(wordsOf(await house.slash('engineer1', '/desk', 'log T-1', { in: 'team' }))).toContain(must(said[1]?.who));
      expect(await countTickets(house)).toBe(1);
      await house.forward(2);
      expect(
        (await logOf(house)).filter(({ kind }) => kind === 'sla.breached'),
        'no clock stopped',
      ).not.toEqual([]);
    },
  );

  it.each(['谢谢', 'thanks a lot!'])('“%s” is kept in the log and wakes no one', async (text) => {
    const { house, thread } = await reported();
    const before = house.posts('team').length;
    const addressed = await house.say('reporter', text, { thread });
    expect(says(wordsOf(addressed), 'heard.thanks')).toBe(true);
    expect((await house.say('reporter', text, { thread, overheard: true })).shown).toEqual([]);
    expect((await saidIn(house)).map((each) => [each.what, each.text])).toEqual([
      ['overhear', text],
      ['overhear', text],
    ]);
    expect(since(house, 'team', before).join()).not.toMatch(/<@|<at /);
    expect(await countTickets(house)).toBe(1);
  });

  it('“still down, any news?” shows how it stands, and the team reads it', async () => {
    const { house, thread } = await reported();
    const before = house.posts('team').length;
    const told = await house.say('reporter', 'still down, any news?', { thread });
    expect(says(wordsOf(told), 'heard.said', TICKET)).toBe(true);
    expect(since(house, 'team', before).join()).toContain('still down, any news?');
    expect(await countTickets(house)).toBe(1);
  });

  it.each(['还是不行', 'still not working'])(
    '“%s” after a fix offers “not fixed”; the tap opens it again',
    async (text) => {
      const { house, thread } = await reported();
      await resolve(house);
      for (const overheard of [{}, { overheard: true as const }]) {
        const shared = house.posts('customer-sample').length;
        const card = cardWith(
          await house.say('reporter', text, { thread, ...overheard }),
          'button.heard.not-fixed',
          TICKET,
        );
        expect(since(house, 'customer-sample', shared)).toEqual([]);
        expect(await statusOf(house)).toBe('resolved');
        if (!overheard.overheard) continue;
        await house.press('reporter', card, labelOn(card, 'button.heard.not-fixed', TICKET));
      }
      expect(await statusOf(house)).toBe('open');
      expect(house.posts('team').join()).toContain(text);
    },
  );

  it.each(['好了，谢谢', 'works again, thanks!'])(
    '“%s” after a fix offers to confirm; the tap closes it',
    async (text) => {
      const { house, thread } = await reported();
      await resolve(house);
      const card = cardWith(
        await house.say('reporter', text, { thread, overheard: true }),
        'button.heard.fixed',
        TICKET,
      );
      expect(await statusOf(house)).toBe('resolved');
      await house.press('reporter', card, labelOn(card, 'button.heard.fixed', TICKET));
      expect(await statusOf(house)).toBe('closed');
    },
  );

  it('words to us are the answer that the engineer waits for; among themselves they are only kept', async () => {
    const { house, thread } = await reported();
    await house.slash('engineer1', '/desk', 'ask T-1 which rack?', { in: 'team' });
    await house.say('colleague', 'let me look it up', { thread, overheard: true });
    expect((await logOf(house)).at(-1)).toMatchObject({ data: { what: 'say', text: 'let me look it up' } });
    await house.say('reporter', 'rack 12, second row', { thread });
    const answer = { what: 'customer-answered', text: 'rack 12, second row' };
    expect((await logOf(house)).map(({ data }) => data)).toContainEqual(expect.objectContaining(answer));
    expect(await saidIn(house)).toHaveLength(1);
    expect(house.posts('team').join()).toContain('rack 12, second row');
  });

  it('in the thread of several tickets the person is asked which; not said to us it is passed over', async () => {
    const { house, thread } = await reported();
    await house.say('reporter', language === 'en' ? 'fault: video wall is dark' : '报障：大屏黑屏', { thread });
    expect(await countTickets(house)).toBe(2);
    const ours = await house.say('engineer1', 'look at the third rack', { thread });
    expect(says(wordsOf(ours), 'ticket.thread-of-several', { tickets: 'T-1, T-2' })).toBe(true);
    expect((await house.say('reporter', 'since nine', { thread, overheard: true })).shown).toEqual([]);
    const card = cardWith(await house.say('reporter', 'since nine', { thread }), 'button.heard.ticket', TICKET);
    expect(await saidIn(house)).toEqual([]);
    await house.press('reporter', card, labelOn(card, 'button.heard.ticket', { ticket: 'T-2' }));
    expect((await logOf(house)).findLast(({ data }) => data.text === 'since nine')?.ticket_id).toBe(2);
    expect(await countTickets(house)).toBe(2);
  });

  it('after it closed a fault there is asked about: open it again, or a new one', async () => {
    const { house, thread } = await reported();
    await resolve(house);
    await house.say('reporter', language === 'en' ? 'confirm' : '确认修复', { thread });
    expect(await statusOf(house)).toBe('closed');
    const card = cardWith(
      await house.say('reporter', 'core switch is down again', { thread }),
      'button.heard.open-again',
      TICKET,
    );
    expect(await countTickets(house)).toBe(1);
    await house.press('reporter', card, labelOn(card, 'button.heard.open-again', TICKET));
    expect(await statusOf(house)).toBe('open');
    expect((await house.say('reporter', 'thanks', { thread, overheard: true })).shown).toEqual([]);
  });

  it('what was joined to another goes on there', async () => {
    const { house, thread } = await reported();
    await house.say('colleague', 'video wall is dark, no picture');
    await house.slash('engineer1', '/desk', 'duplicate T-1 T-2', { in: 'team' });
    expect(await statusOf(house, 1)).toBe('withdrawn');
    await house.say('reporter', 'needed at noon', { thread });
    expect((await logOf(house)).findLast(({ data }) => data.text === 'needed at noon')?.ticket_id).toBe(2);
    expect(await countTickets(house)).toBe(2);
  });

  it('what staff say there stays in the log: the customer does not see it, and no clock stops', async () => {
    const { house, thread, teamThread } = await reported();
    const shared = house.posts('customer-sample').length;
    for (const at of [
      { in: 'team', thread: teamThread, overheard: true as const },
      { thread, overheard: true as const },
    ])
      expect((await house.say('engineer1', 'they forgot to pay the licence', at)).shown).toEqual([]);
    expect(
      says(
        wordsOf(await house.say('engineer1', 'they forgot to pay', { in: 'team', thread: teamThread })),
        'heard.noted',
        TICKET,
      ),
    ).toBe(true);
    expect(since(house, 'customer-sample', shared)).toEqual([]);
    expect(await saidIn(house)).toHaveLength(3);
    const seen = await house.slash('reporter', '/desk', 'log T-1');
    expect(wordsOf(seen)).not.toContain('forgot to pay');
    await house.forward(2);
    expect((await logOf(house)).filter(({ kind }) => kind === 'sla.breached')).not.toEqual([]);
    expect(house.leaks(/forgot to pay/, ['engineer1'])).toEqual([]);
  });

  it('a file in the thread goes to the ticket', async () => {
    const { house, thread } = await reported();
    const { shown } = await house.send('reporter', 'file', { thread, overheard: true });
    expect(shown).toEqual([]);
    expect(JSON.stringify(await logOf(house))).toContain('core.log');
    expect(house.posts('team').join()).toContain('core.log');
    expect(await countTickets(house)).toBe(1);
  });

  it('a message that comes twice is kept once', async () => {
    const { house, thread } = await reported();
    const { id } = await house.say('reporter', 'needed at noon', { thread, overheard: true });
    const again = await house.say('reporter', 'needed at noon', { thread, overheard: true, id });
    expect(again.shown).toEqual([]);
    expect(must(await saidIn(house))).toHaveLength(1);
  });

  it('the thread of another customer’s ticket is nobody’s business', async () => {
    const { house, thread } = await reported();
    const { shown } = await house.say('rival', 'still down', { in: 'customer-rival', thread, overheard: true });
    expect(shown).toEqual([]);
    await house.say('rival', 'T-1 is still down, hurry');
    expect(await saidIn(house)).toEqual([]);
  });
});
