import { expect, it } from 'vitest';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  it('the time of a visit that the desk agrees with the customer is on record, and the coordinator is told (D step 5)', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const form = must((await house.say('desk', 'team', '/desk visit T-1')).form);
    expect((await house.submit('desk', 'team', form, { arrival: '', agreedWith: 'Ms Zhao' })).refused).toBe(
      'input.missing',
    );
    const past = await house.submit('desk', 'team', form, { arrival: '2026-09-28 09:00', agreedWith: 'Ms Zhao' });
    expect(past.refused).toBe('ticket.arrival-past');
    await house.submit('desk', 'team', form, { arrival: '2026-09-28 14:00', agreedWith: 'Ms Zhao' });

    const signed = t(language, 'card.signed', {
      name: personName(house.book.people, 'desk', language),
      at: readAs(language, '10:10'),
    });
    const record = t(language, 'visit.agreed-by', { at: readAs(language, '14:00'), with: 'Ms Zhao', signed });
    expect(wordsOf(house.seen('team').cards[0])).toContain(record);
    const told = must(house.seen('@coordinator').messages[0]);
    expect(told.mentions).toEqual(['coordinator']);
    expect(wordsOf(told.card)).toContain(record);
    const customer = t(language, 'visit.agreed', { at: readAs(language, '14:00'), with: 'Ms Zhao' });
    expect(wordsOf(house.seen(SHARED).cards[0])).toContain(customer);
    expect(wordsOf((await house.say('desk', 'team', '/desk log T-1')).card)).toContain('Ms Zhao');
  });

  it('a dispatch takes the agreed time over, and tells the coordinator only of another one', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const agreed = { ticket: 'T-1', sure: 'yes', arrival: '2026-09-28 14:00', agreedWith: 'Ms Zhao' };
    await house.forge('desk', 'team', 'ticket.agree-visit', agreed);
    const form = must((await house.press('desk', 'team', 'ticket.dispatch')).form);
    const initial = Object.fromEntries(form.fields.map(({ name, ...field }) => [name, field.initial]));
    expect(initial).toMatchObject({ to: 'engineer1', agreedWith: 'Ms Zhao', arrival: '2026-09-28T06:00:00.000Z' });
    await house.submit('desk', 'team', form, { ...initial, to: 'engineer2' });
    expect(wordsOf(house.seen('@engineer2').cards[0])).toContain(readAs(language, '14:00'));
    expect(house.seen('@coordinator').messages).toHaveLength(1);
    await house.forge('coordinator', 'team', 'ticket.agree-visit', { ...agreed, arrival: '2026-09-28 15:00' });
    expect(house.seen('@coordinator').messages, 'who set it needs no message').toHaveLength(1);
    expect(wordsOf(house.seen('@engineer2').cards[0])).toContain(readAs(language, '15:00'));
  });
});
