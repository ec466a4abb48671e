import { expect, it } from 'vitest';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import {
  fillInChecklist,
  inspectionCardIn,
  inspectionDates,
  startInspectionPlans,
} from '../support/inspection-story.ts';
import { must } from '../support/must.ts';
import { fileNamesIn, lastPaper } from '../support/paper-shelf.ts';
import { REPORTER, SHARED } from '../support/report.ts';

/**
 * D12: "Inspection monthly. The project manager tells the customer 3 working days before; 2 days before, the service desk
 * confirms the time again; the customer may cancel or move it and all concerned are told; checklist (…); what was found
 * since the last one is brought along." It is Monday 28 September 2026.
 */
eachHouse((open, language) => {
  const say = (zh: string, en: string) => (language === 'en' ? en : zh);
  const told = (house: TestHouse, channel: string) =>
    house.seen(channel).messages.flatMap(({ about }) => (about?.kind.startsWith('inspection.') ? [about] : []));

  it('D12: every month, told 3 working days before and confirmed again 2 days before', async () => {
    const house = await open();
    await startInspectionPlans(house);
    await house.forward({ days: 60 });
    expect(await inspectionDates(house)).toEqual(['2026-10-15', '2026-11-16', '2026-12-15', '2027-01-15']);
    // For Thursday 15 October: the 12th is the third working day before, the 13th two days before.
    const first = told(house, SHARED).filter(({ fields }) => fields.date === '2026-10-15');
    expect(first.map(({ kind, at }) => [kind, new Date(at).toISOString().slice(0, 16)])).toEqual([
      ['inspection.notice', '2026-10-12T01:00'],
      ['inspection.reconfirm', '2026-10-13T01:00'],
    ]);
  });

  it('D12: the customer moves it or cancels it, and all concerned are told', async () => {
    const house = await open();
    await house.say('projectManager', 'team', '/desk inspection plan 10/15');
    await house.forward({ days: 15 });
    await house.say(REPORTER, SHARED, '/desk inspection move I-1 10/20');
    expect(wordsOf(inspectionCardIn(house, '@projectManager'))).toContain(say('10月20日', '20 Oct'));
    await house.say(REPORTER, SHARED, '/desk inspection cancel I-1');
    for (const channel of ['@projectManager', 'team'])
      expect(told(house, channel).map(({ kind }) => kind)).toContain('inspection.cancelled');
  });

  it('D12: the checklist has all that the plan lists, the card what was reported since, and the report the results by device', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault fan is loud');
    await house.say('projectManager', 'team', '/desk inspection plan 9/30');
    await house.forward({ hours: 1 });
    expect(wordsOf(inspectionCardIn(house, SHARED))).toContain('fan is loud');
    const items = await fillInChecklist(house, { ports: 'severe' }, { ports: 'port 7 flaps' });
    expect(items).toEqual([
      ...['physical', 'power', 'modules', 'ports', 'routing', 'cpu', 'memory', 'protocols', 'diagnosis', 'logs'],
      ...['parts', 'cleaning', 'room'],
    ]);
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    await house.press('engineer1', 'team', 'inspection.deliver-report');
    expect(fileNamesIn(house, SHARED)).toEqual([`I-1 ${say('巡检报告', 'Inspection report')}.docx`]);
    const { words } = await lastPaper(house);
    for (const text of ['CS-12800', 'SN-D-0001', 'port 7 flaps', 'fan is loud']) expect(words).toContain(text);
    // What was found stands on the customer's card before they sign.
    const card = must(inspectionCardIn(house, SHARED));
    expect(wordsOf(card)).toContain('port 7 flaps');
    expect(buttonsOn(card).map(({ command }) => command)).toEqual(['inspection.sign']);
  });
});
