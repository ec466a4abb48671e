import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { commandsOn } from '../support/turn-cards.ts';

/** Who acts next on an inspection is mentioned, on a card that has the button for it (D12–D14). */

eachHouse((open, language) => {
  const asked = (house: TestHouse, what: string) =>
    house.seen(SHARED).messages.find(({ card }) => card?.subject.startsWith(`inspection/1|${what}|`));

  it('the customer is mentioned to confirm the date, on a new card; once confirmed it asks no more', async () => {
    const house = await open();
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    await house.forward({ days: 13 });
    const question = must(asked(house, 'reconfirm'));
    expect(question.mentions).toEqual([REPORTER]);
    expect(commandsOn(question)[0]).toBe('reconfirm');
    expect(wordsOf(question.card)).toContain(t(language, 'inspection.next.to-reconfirm'));
    const team = () => house.seen('team').messages.find(({ card }) => card?.subject === 'inspection/1');
    expect(commandsOn(team()).slice(0, 2), 'what they said on the phone, or another time').toEqual([
      'reconfirm',
      'move',
    ]);
    await house.press(REPORTER, SHARED, 'inspection.reconfirm', { on: must(question.card) });
    expect(commandsOn(asked(house, 'reconfirm'))).not.toContain('reconfirm');
    expect(commandsOn(team()).slice(0, 2)).toEqual(['check', 'finish']);
  });

  it('the coordinator who heard that the date is not confirmed reads on their card when it is', async () => {
    const house = await open();
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    await house.forward({ days: 14 });
    const card = () => house.seen('@coordinator').messages.find(({ card }) => card?.subject === 'inspection/1');
    expect(commandsOn(card()).slice(0, 2)).toEqual(['reconfirm', 'move']);
    await house.press('projectManager', 'team', 'inspection.reconfirm');
    expect(commandsOn(card()), 'nothing that would be refused').not.toContain('reconfirm');
  });

  it('the customer is mentioned to sign the report, then the service desk to check it', async () => {
    const house = await open();
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    await house.forward({ days: 14 });
    await house.say('projectManager', 'team', '/desk inspection done I-1');
    await house.say('projectManager', 'team', '/desk inspection report I-1');
    const toSign = must(asked(house, 'sign'));
    expect(toSign.mentions).toEqual([REPORTER]);
    expect(commandsOn(toSign)).toEqual(['sign']);
    expect(house.seen('@desk').mentions, 'not before it is signed').toEqual([]);
    await house.press(REPORTER, SHARED, 'inspection.sign', { on: must(toSign.card) });
    expect(commandsOn(asked(house, 'sign'))).toEqual([]);
    const toCheck = must(house.seen('@desk').messages.at(-1));
    expect(toCheck.mentions).toEqual(['desk']);
    expect(commandsOn(toCheck)[0]).toBe('accept-report');
    expect(wordsOf(toCheck.card)).toContain(t(language, 'inspection.next.to-check'));
    await house.press('desk', '@desk', 'inspection.accept-report', { on: must(toCheck.card) });
    expect(commandsOn(house.seen('@desk').messages.at(-1))).not.toContain('accept-report');
  });
});
