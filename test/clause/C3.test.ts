import { expect, it } from 'vitest';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import {
  fillInChecklist,
  inspectionCardIn,
  inspectionDates,
  startInspectionPlans,
} from '../support/inspection-story.ts';
import { fileNamesIn, lastPaper } from '../support/paper-shelf.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/**
 * C3: "One free inspection a year with a report, and a training with it; what cannot be fixed on site becomes a ticket by
 * its level." The checklist is that of video conferencing: error log, call log, configuration, meeting templates,
 * endpoints.
 */
eachHouse((open, language) => {
  const say = (zh: string, en: string) => (language === 'en' ? en : zh);
  const video = async () => open({ book: await sampleBook(language, 'video-conference') });

  it('C3: one inspection a year', async () => {
    const house = await video();
    await startInspectionPlans(house);
    await house.forward({ days: 400 });
    expect(await inspectionDates(house)).toEqual(['2027-01-15']);
  });

  it('C3: the list is that of a conference system, with the training; a finding becomes a ticket with its level', async () => {
    const house = await video();
    await house.say('projectManager', 'team', '/desk inspection plan 9/30');
    await house.forward({ hours: 1 });
    const items = await fillInChecklist(
      house,
      { media: 'outage', training: 'na' },
      { media: 'no picture in room 3', training: 'put off to May' },
    );
    for (const item of ['logs', 'calls', 'configuration', 'templates', 'endpoints', 'training', 'media'])
      expect(items).toContain(item);
    // For bridges only, and the site has none.
    expect(items).not.toContain('capacity');
    await house.press('engineer1', 'team', 'inspection.open-item');
    const ticket = house.seen('team').cards.find(({ subject }) => subject === 'ticket/1');
    expect(wordsOf(ticket)).toContain('no picture in room 3');
    expect(ticket?.badges.map(({ text }) => text)).toContain(say('中断', 'Outage'));
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    await house.press('engineer1', 'team', 'inspection.deliver-report');
    expect(fileNamesIn(house, SHARED)).toEqual([`I-1 ${say('巡检报告', 'Inspection report')}.docx`]);
    const { words } = await lastPaper(house);
    for (const text of ['HD-900', 'no picture in room 3', 'put off to May', 'T-1']) expect(words).toContain(text);
    const card = inspectionCardIn(house, SHARED);
    expect(wordsOf(card)).toContain('no picture in room 3');
    expect((await house.say(REPORTER, SHARED, '/desk inspection sign I-1')).refused).toBeUndefined();
  });
});
