import { expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, readAs, reportSevere, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  it('what fell due while the process was down goes out once after the start, each with its own due instant, in due order', async () => {
    const house = await open();
    await reportSevere(house);
    await house.say(REPORTER, SHARED, '/fault a general one');
    await house.down({ minutes: 70 });

    const pings = house
      .seen('escalation')
      .messages.map(({ about, line }) => [
        about?.kind,
        about?.subject,
        about?.fields.raisedTo,
        clockOf(about?.at),
        line,
      ]);
    expect(pings.map((ping) => ping.slice(0, 4))).toEqual([
      ['sla.breached', 'ticket/1', 'manager1', '10:20'],
      ['sla.raised', 'ticket/1', 'manager2', '10:50'],
      ['sla.breached', 'ticket/1', 'manager1', '11:10'],
      ['sla.breached', 'ticket/2', 'manager1', '11:10'],
      ['sla.raised', 'ticket/1', 'manager3', '11:20'],
    ]);
    // Their own broken promises are told beside the notices of docs/simulate.md.
    const own = ({ card }: { card: Card | undefined }) => card?.subject.replace(/\|\d+$/, '');
    expect(house.seen('@engineer1').messages.map((each) => [own(each), each.about && clockOf(each.about.at)])).toEqual([
      ['ticket/1|sla.warning|respond', '10:17'],
      ['ticket/1|sla.breached|respond', undefined],
      ['ticket/1|sla.warning|workaround', '10:55'],
      ['ticket/2|sla.warning|respond', '10:55'],
      ['ticket/1|sla.breached|workaround', undefined],
      ['ticket/2|sla.breached|respond', undefined],
    ]);
    expect(wordsOf(house.seen('escalation').cards[0])).toContain(readAs(language, '10:20'));

    const told = house.seen().messages.length;
    await house.down({ minutes: 0 });
    await house.down({ minutes: 1 });
    expect(house.seen().messages.length, 'another start tells nothing again').toBe(told);
  });
});

/** The wall clock in China; to the minute, because warnings fall on odd seconds. */
function clockOf(at = 0): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(11, 16);
}
