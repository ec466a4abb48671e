import { expect, it } from 'vitest';
import { everydayOf, TOPICS, topicOf } from '../../src/command/help-topic.ts';
import { COMMANDS } from '../../src/commands.ts';
import { hasText, t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

eachHouse((open, language) => {
  it('an unknown word gets the closest one and a hint to the help, in private, and changes nothing', async () => {
    const house = await open();
    const before = await storedIn(house.database);
    for (const [word, near] of [
      ['mien', 'mine'],
      ['asign', 'assign'],
      ['LEVELS', 'level'],
      ['值斑', '值班'],
      ['升极', '升级'],
    ] as const) {
      const told = await house.say('engineer1', 'team', `/desk ${word} T-1`);
      expect(told.refused).toBe('command.unknown-near');
      expect(told.text).toBe(t(language, 'command.unknown-near', { word, near }));
      expect(told.text, 'and where the others are').toContain(language === 'en' ? '/desk help' : '/desk 帮助');
      expect(told.card, 'no wall of text').toBeUndefined();
    }
    for (const text of ['/desk xyzzy-plugh', '/frobnicate now'])
      expect((await house.say('engineer1', 'team', text)).text).toContain('/desk');
    expect(await storedIn(house.database)).toEqual(before);
    expect(house.seen().messages).toEqual([]);
  });

  it('staff find their tickets by either of the words they would use', async () => {
    const house = await open();
    for (const text of ['/desk 我的', '/desk 我的工单', '/desk mine'])
      expect((await house.say('engineer1', 'team', text)).card?.title).toBe(t(language, 'list.mine', { count: 0 }));
  });

  it('a customer is never pointed to a word that is not theirs', async () => {
    const house = await open();
    const told = await house.say(REPORTER, SHARED, '/desk mien');
    expect(told.text).not.toContain('mine');
    expect(wordsOf((await house.say(REPORTER, SHARED, '/desk help')).card)).not.toContain('assign');
  });

  it('help begins with the words of every day; each topic explains all of its own, in the language of the asker', async () => {
    const house = await open();
    const ask = async (text: string) => wordsOf((await house.say('engineer1', 'team', text)).card);
    const help = await ask('/desk help');
    for (const name of everydayOf({ staff: true, roles: ['engineer'] })) expect(help).toContain(saysOf(name));
    expect(help).not.toContain(t(language, 'help.ticket.merge'));
    expect(await ask('/desk')).toBe(help);
    for (const topic of TOPICS) {
      const told = await ask(`/desk help ${language === 'zh-CN' ? topic.name.zh : topic.name.en}`);
      const names = COMMANDS.filter((each) => each.typed && topicOf(each) === topic).map(({ name }) => name);
      expect(names.length, topic.key).toBeGreaterThan(0);
      for (const name of names) expect(told).toContain(saysOf(name));
    }
    expect(await ask('/desk help merge')).toContain(t(language, 'help.ticket.merge'));

    function saysOf(name: string): string {
      const key = `help.${name}`;
      return hasText(language, key) ? t(language, key) : key;
    }
  });

  it('the words of every day depend on the role, and are at most nine', async () => {
    const house = await open();
    const of = async (who: string) => wordsOf((await house.say(who, 'team', '/desk help')).card);
    expect(await of('desk')).toContain(t(language, 'help.ticket.report-for'));
    expect(await of('engineer1')).not.toContain(t(language, 'help.ticket.report-for'));
    for (const roles of [['engineer'], ['desk'], ['manager'], ['coordinator']] as const)
      expect(everydayOf({ staff: true, roles }).length).toBeLessThanOrEqual(9);
  });

  it('a refusal says names, and no key of the service book', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault the core switch is down');
    for (const text of [
      'assign T-1 bob',
      'level T-1 awful',
      'swap primary tomorrow 9am tomorrow 6pm bob',
      'dossier bob',
    ]) {
      const told = await house.say('engineer1', 'team', `/desk ${text}`);
      expect(told.refused, text).toBeDefined();
      expect(told.text, text).not.toMatch(/engineer\d|manager\d|\bsample\b|catastrophic, major|\bprimary\b/);
    }
    const level = await house.say('engineer1', 'team', '/desk level T-1 awful');
    expect(level.text).toMatch(language === 'zh-CN' ? /特大故障/ : /Catastrophic/);
  });

  it("a customer's free words that are not a command are a report", async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, 'the core switch is down again');
    expect(house.seen('team').cards.map(({ title }) => title)).toEqual(['T-1 · the core switch is down again']);
  });
});

it('every typed command stands in one topic of the help', () => {
  expect(COMMANDS.filter((each) => each.typed && !topicOf(each)).map(({ name }) => name)).toEqual([]);
});
