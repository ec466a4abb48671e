import { expect, it } from 'vitest';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { commandsOn } from '../support/turn-cards.ts';

/** Who acts next on what is owed beside a ticket is mentioned too, on a card that has the button for it. */

eachHouse((open) => {
  /** The last message of a person whose card has this button. */
  const withButton = (house: TestHouse, place: string, command: string) =>
    house.seen(place).messages.findLast((message) => commandsOn(message).includes(command));

  it('a complaint: the line manager answers it (D17)', async () => {
    const house = await open();
    const { form } = await house.say(REPORTER, SHARED, '/complaint');
    await house.submit(REPORTER, SHARED, must(form), { text: 'nobody came' });
    expect(withButton(house, '@manager1', 'answer')?.mentions).toEqual(['manager1']);
  });

  it('after a fix: the engineer writes the report, the service desk calls, then checks the report (D9, D15)', async () => {
    const house = await open();
    await reportSevere(house);
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    await house.say('engineer1', 'team', '/desk resolve T-1 new fan');
    expect(withButton(house, '@desk', 'done')?.mentions, 'the call').toEqual(['desk']);
    const owed = must(withButton(house, '@engineer1', 'draft'));
    expect(owed.mentions, 'the report').toEqual(['engineer1']);
    const { form } = await house.press('engineer1', '@engineer1', 'paper.deliver', { on: must(owed.card) });
    const written = { symptom: 'a', impact: 'b', handling: 'c', cause: 'd', solution: 'e', prevention: 'f' };
    await house.submit('engineer1', '@engineer1', must(form), written);
    expect(withButton(house, '@desk', 'accept')?.mentions, 'the check').toEqual(['desk']);
  });
});
