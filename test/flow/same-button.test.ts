import { expect, it } from 'vitest';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { eachHouse } from '../support/each-house.ts';
import { reportSevere } from '../support/report.ts';

const STAFF = ['engineer1', 'engineer2', 'engineer3', 'senior'] as const;

eachHouse((open, language) => {
  it('several people press Acknowledge at once: one gets it, the others read who, by name', async () => {
    const house = await open();
    await reportSevere(house);
    const told = await Promise.all(STAFF.map((person) => house.press(person, 'team', 'ticket.acknowledge')));

    const winners = STAFF.filter((_, index) => told[index]?.refused === undefined);
    expect(winners).toHaveLength(1);
    const by = personName(house.book.people, winners[0] ?? '', language);
    const refusal = t(language, 'ticket.already-acknowledged', { by });
    const others = told.filter(({ refused }) => refused !== undefined);
    expect(others.map(({ refused, text }) => [refused, text])).toEqual(
      Array(STAFF.length - 1).fill(['ticket.already-acknowledged', refusal]),
    );
    const acknowledged = t(language, 'line.ticket.acknowledged', { by });
    expect(house.seen('team').lines.filter((line) => line === acknowledged)).toHaveLength(1);
    expect(await house.database.query('select assignee from ticket')).toEqual([{ assignee: winners[0] }]);
  });
});
