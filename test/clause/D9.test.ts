import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { eachHouse } from '../support/each-house.ts';
import { fileNamesIn, handIn, lastPaper, paperCardsIn, wordsOfPapers } from '../support/paper-shelf.ts';
import { reportSevere, SHARED } from '../support/report.ts';

/**
 * D9: "Fault report within 24 h of the repair: times (reported, remote, on site, repaired), people of both sides, symptom
 * and business impact, handling, cause, solution, prevention advice."
 */
eachHouse((open, language) => {
  const say = (zh: string, en: string) => (language === 'en' ? en : zh);

  /** Reported at 10:10, remote help from 10:20, on site at 10:50, repaired at 11:30. */
  async function repaired() {
    const house = await open();
    await reportSevere(house);
    house.wait({ minutes: 10 });
    await house.say('engineer1', 'team', '/desk ack T-1');
    house.wait({ minutes: 30 });
    await house.say('engineer1', 'team', '/desk arrive T-1');
    house.wait({ minutes: 40 });
    await house.say('engineer1', 'team', '/desk resolve T-1 new power supply');
    return house;
  }

  it('D9: the report has all four times, the people of both sides, and every field, the empty ones too', async () => {
    const house = await repaired();
    const { initial } = await handIn(house, 'engineer1', 'T-1', 'fault-report', {
      cause: 'the supply burnt out',
      prevention: 'check it at every inspection',
      impact: '',
    });
    // Filled in from the log: people complete the cause and the advice.
    expect(initial.symptom).toContain('core switch down');
    expect(initial.people).toContain(say('陈静', 'Chen Jing'));
    expect(initial.solution).toBe('new power supply');
    expect(initial.cause).toBe('');
    const { name, words } = await lastPaper(house);
    expect(name).toBe(`T-1 ${say('故障处理报告', 'Fault report')}.docx`);
    for (const [fact, time] of [
      ['reported', '10:10'],
      ['remote', '10:20'],
      ['on-site', '10:50'],
      ['repaired', '11:30'],
    ] as const)
      expect(words).toMatch(new RegExp(`${t(language, `paper.fact.${fact}`)}\\s+2026-09-28 ${time}`));
    for (const person of [say('李伟', 'Li Wei'), say('陈静', 'Chen Jing')]) expect(words).toContain(person);
    for (const part of ['symptom', 'impact', 'people', 'handling', 'cause', 'solution', 'prevention'] as const)
      expect(words).toContain(t(language, `paper.part.${part}`));
    expect(words).toMatch(new RegExp(`${t(language, 'paper.part.impact')}\\s+${t(language, 'paper.document.none')}`));
    // The provider's letterhead, the paper's number and version.
    expect(words).toContain(say('北辰网络服务有限公司', 'Beichen Network Service'));
    expect(words).toContain(say('郑州市金水区示例路 66 号', '66 Sample Road, Jinshui, Zhengzhou'));
    expect(words).toContain(`D-1 · ${t(language, 'paper.document.version', { version: 1 })}`);
  });

  it('D9: it is owed for 24 hours, then the escalation channel hears of it; the customer gets it once it was checked', async () => {
    const house = await repaired();
    await house.forward({ hours: 23 });
    expect(wordsOfPapers(house, 'escalation')).toBe('');
    await house.forward({ hours: 1 });
    expect(wordsOfPapers(house, 'escalation')).toContain(t(language, 'paper.status.late'));
    const { number } = await handIn(house, 'engineer1', 'T-1', 'fault-report', { cause: 'c', prevention: 'p' });
    expect(fileNamesIn(house, SHARED)).toEqual([]);
    await house.say('desk', 'team', `/desk accept-paper ${number}`);
    expect(fileNamesIn(house, SHARED)).toEqual([`T-1 ${say('故障处理报告', 'Fault report')}.docx`]);
    expect(paperCardsIn(house, '@engineer1')).not.toEqual([]);
  });
});
