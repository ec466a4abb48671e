import { expect, it } from 'vitest';
import { say } from '../../src/adapter/feishu/say/words.ts';
import { eachHeardHouse } from '../support/heard-houses.ts';
import {
  type Became,
  cardWith,
  type HeardHouse,
  labelOn,
  type Saying,
  says,
  wordsOf,
} from '../support/heard-people.ts';

/** Complaints, each with a part by which it is found wherever it went. */
const COMPLAINTS = [
  ['我要投诉李伟，态度恶劣', /态度恶劣/],
  ['你们的李伟昨天又放鸽子，电话也不接，什么服务', /放鸽子/],
  ['Li Wei was rude to our staff, this is unacceptable', /rude to our staff/],
  ['your engineer promised to come on Monday and never showed up', /never showed up/],
] as const;
/** Complaints that are said as something else. */
const VEILED = [
  ['麻烦转告一下周经理，他手下那位昨晚喝了酒来干活的', /喝了酒/],
  ['must be nice to get paid for not turning up', /not turning up/],
] as const;
const [[TEXT, WORDS]] = COMPLAINTS;
const FILE = 'button.heard.complaint';

const complaintsOf = (house: HeardHouse) =>
  house.query<{ id: number }>("select * from matter where feature = 'complaint'");
const ticketsOf = (house: HeardHouse) => house.query<{ id: number }>('select * from ticket');

eachHeardHouse((open, language, platform) => {
  const update = language === 'en' ? 'update' : '补充';

  it.each(COMPLAINTS)('“%s” is asked about in private, wherever it is said', async (text, words) => {
    const house = await open();
    await house.say('reporter', 'core switch down');
    const thread = await house.threadOf('T-1');
    const places: Saying[] = [{ in: 'direct' }, {}, { thread }, { thread, overheard: true }];
    const asked: Became[] = [];
    for (const saying of places) asked.push(await house.say('reporter', text, saying));
    asked.push(await house.slash('reporter', '/fault', text, { in: 'direct' }));
    asked.push(await house.say('reporter', `${update} T-1 ${text}`));
    asked.push(await house.say('reporter', `${update} ${text}`, { thread }));
    asked.push(await house.fillReport('reporter', text));
    const details = await house.slash('reporter', '/desk', `${update} T-1`, { in: 'direct' });
    asked.push(await house.fill('reporter', details, text));
    for (const each of asked) expect(says(cardWith(each, FILE).words, 'heard.complaint.title')).toBe(true);
    await house.forward(1);
    expect(house.leaks(words, ['reporter'])).toEqual([]);
    expect([(await ticketsOf(house)).length, (await complaintsOf(house)).length]).toEqual([1, 0]);
  });

  it.each(VEILED)('“%s” may be a complaint: it is asked about before others read it', async (text, words) => {
    const house = await open();
    await house.say('reporter', 'core switch down');
    const asked = [
      await house.say('reporter', text, { in: 'direct' }),
      await house.say('reporter', `T-1 ${text}`, { in: 'direct' }),
      await house.say('reporter', text),
      await house.slash('reporter', '/fault', text, { in: 'direct' }),
      await house.fillReport('reporter', text),
    ];
    for (const each of asked) {
      const { words: shown } = cardWith(each, FILE);
      expect(says(shown, 'heard.what.complaint') || says(shown, 'heard.complaint.title')).toBe(true);
    }
    expect(house.leaks(words, ['reporter'])).toEqual([]);
    expect((await ticketsOf(house)).length).toBe(1);
  });

  it('who has an account in our own organisation is asked where only they see it', async () => {
    const house = await open();
    await house.say('reporter', 'core switch down');
    const thread = await house.threadOf('T-1');
    for (const saying of [{}, { thread }, { thread, overheard: true as const }])
      cardWith(await house.say('member', TEXT, saying), FILE);
    const card = cardWith(await house.say('member', TEXT), FILE);
    expect(house.leaks(WORDS, ['member'])).toEqual([]);
    expect(wordsOf(await house.press('member', card, labelOn(card, FILE)))).toContain('C-1');
    expect(house.leaks(WORDS, ['member', 'manager1'])).toEqual([]);
  });

  it('one tap files it, for a manager; the next tap, another person’s and a forged one do nothing', async () => {
    const house = await open();
    const card = cardWith(await house.say('reporter', TEXT), FILE);
    const own = cardWith(await house.say('colleague', 'your engineer was rude, I want to complain'), FILE);
    const keptOf = (sent: string) => sent.match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0] ?? '';
    const kept = (await house.query<{ id: string; person: string }>('select id, person from kept_words')).find(
      ({ person }) => /reporter/i.test(person),
    );
    const stolen = await house.press('colleague', card, labelOn(card, FILE));
    const forged = await house.press('colleague', own, labelOn(own, FILE), (sent) =>
      sent.replace(keptOf(sent), kept?.id ?? ''),
    );
    for (const each of [stolen, forged]) expect(says(wordsOf(each), 'heard.gone')).toBe(true);
    expect(await complaintsOf(house)).toEqual([]);

    expect(wordsOf(await house.press('reporter', card, labelOn(card, FILE)))).toContain('C-1');
    expect(says(wordsOf(await house.press('reporter', card, labelOn(card, FILE))), 'heard.gone')).toBe(true);
    expect(await complaintsOf(house)).toHaveLength(1);
    expect(house.direct('manager1').filter((words) => WORDS.test(words))).toHaveLength(1);
    await house.forward(3);
    expect(house.leaks(WORDS, ['reporter', 'manager1', 'manager2', 'manager3', 'director'])).toEqual([]);
    expect(await ticketsOf(house)).toEqual([]);
  });

  it('who it is about does not read it, also if that is the manager who reads complaints', async () => {
    const house = await open();
    const about =
      language === 'en' ? 'I want to complain about Zhu Xiaohong, she ignored us' : '我要投诉朱晓红，不理人';
    const card = cardWith(await house.say('reporter', about, { in: 'direct' }), FILE);
    await house.press('reporter', card, labelOn(card, FILE));
    const words = language === 'en' ? /ignored us/ : /不理人/;
    await house.forward(3);
    expect(house.direct('manager2').some((each) => words.test(each))).toBe(true);
    expect(house.leaks(words, ['reporter', 'manager2', 'manager3', 'director'])).toEqual([]);
  });

  it('in the thread, or among the details of a ticket, it can go to that ticket', async () => {
    const house = await open();
    await house.say('reporter', 'core switch down');
    const thread = await house.threadOf('T-1');
    const there = await house.say('reporter', '门卫说钥匙在他那，你们直接找他拿', { thread });
    const typed = await house.say('reporter', `${update} T-1 门卫说钥匙在他那，请直接找他们拿`);
    for (const each of [there, typed]) {
      const card = cardWith(each, 'button.heard.ticket', { ticket: 'T-1' });
      await house.press('reporter', card, labelOn(card, 'button.heard.ticket', { ticket: 'T-1' }));
    }
    const log = JSON.stringify(await house.query('select data from ticket_event'));
    for (const words of ['直接找他拿', '请直接找他们拿']) expect(log).toContain(words);
    expect((await ticketsOf(house)).length).toBe(1);
  });

  it('it can be a fault for who says so', async () => {
    const house = await open();
    const card = cardWith(await house.say('reporter', TEXT), FILE);
    await house.press('reporter', card, labelOn(card, 'button.heard.fault'));
    expect(await ticketsOf(house)).toHaveLength(1);
    expect(await complaintsOf(house)).toEqual([]);
  });

  it('a message that comes twice is asked about once', async () => {
    const house = await open();
    const first = await house.say('reporter', TEXT, { in: 'direct' });
    const again = await house.say('reporter', TEXT, { in: 'direct', id: first.id });
    expect([first.shown.length, again.shown.length]).toEqual([1, 0]);
  });

  it.runIf(platform === 'feishu')(
    'if we may not write to the person alone, the group learns nothing of it',
    async () => {
      const house = await open({ keepsOutsidersApart: true });
      await house.say('reporter', 'core switch down');
      const thread = await house.threadOf('T-1');
      const before = house.posts('customer-sample').length;
      await house.say('reporter', TEXT, { thread, overheard: true });
      expect(house.posts('customer-sample').slice(before), 'they did not speak to us').toEqual([]);
      await house.say('reporter', TEXT);
      const told = house.posts('customer-sample').slice(before);
      expect(
        told.map((words) => [say('notAlone', 'zh-CN'), say('notAlone', 'en')].some((each) => words.includes(each))),
      ).toEqual([true]);
      expect(house.leaks(WORDS, ['reporter'])).toEqual([]);

      await house.say('reporter', 'about the gate at the ramp');
      expect(house.posts('customer-sample').at(-1), 'no secret').toContain('about the gate at the ramp');
      const shown = house.posts('customer-sample').length;
      await house.say('reporter', 'about the gate at the ramp', { thread, overheard: true });
      expect(house.posts('customer-sample').length).toBe(shown);
    },
  );
});
