import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MailHouse, openMailHouse } from '../../support/mail-house.ts';
import { mailOf } from '../../support/mail-server.ts';
import { until } from '../../support/until.ts';

describe('reading the mailbox', () => {
  let house: MailHouse;
  beforeEach(async () => {
    house = await openMailHouse();
  });
  afterEach(() => house.close());

  const titles = () => house.seen('team').cards.map(({ title }) => title.replace(/^T-\d+ · /, ''));

  test('mails that came while no desk ran are taken once, in order, and those before it stay taken', async () => {
    await house.receive(mailOf({ subject: 'one' }));
    await house.restart(() => {
      for (const subject of ['two', 'three', 'four']) house.server.deliver(mailOf({ subject }));
    });
    await house.settled();
    await house.restart();
    await house.receive(mailOf({ subject: 'five' }));
    expect(titles()).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(house.server.sent).toHaveLength(5);
  });

  test('a connection that is cut is opened again, and no mail is lost', async () => {
    const before = house.server.logins();
    house.server.cut();
    await house.receive(mailOf({ subject: 'after the cut' }));
    expect(titles()).toEqual(['after the cut']);
    expect(house.server.logins()).toBeGreaterThan(before);
  });

  test('a mail that the desk cannot take now is taken later', async () => {
    house.open(false);
    house.server.deliver(mailOf({ subject: 'in a busy time' }));
    house.server.deliver(mailOf({ subject: 'and another' }));
    await until('a refusal', async () => (house.turnedAway() > 0 ? true : undefined));
    expect(titles()).toEqual([]);
    house.open(true);
    await house.settled();
    expect(titles()).toEqual(['in a busy time', 'and another']);
  });

  test('a mailbox that was made anew is read again, and no mail of it becomes a second case', async () => {
    await house.receive(mailOf({ subject: 'one' }), mailOf({ subject: 'two' }));
    await house.restart(() => {
      house.server.renumber();
      house.server.deliver(mailOf({ subject: 'three' }));
    });
    await until('the third', async () => (titles().length === 3 ? true : undefined));
    await house.settled();
    expect(titles()).toEqual(['one', 'two', 'three']);
    expect(house.server.sent).toHaveLength(3);
  });

  test('what could not be sent goes out later, once', async () => {
    house.server.refuse({ at: 'data', code: 451 });
    await house.receive(mailOf());
    expect(house.server.sent).toEqual([]);
    house.server.refuse(undefined);
    await house.settled();
    await house.settled();
    expect(house.server.sent).toHaveLength(1);
  });

  test('where the customer cannot be reached, the team is told', async () => {
    house.server.refuse({ at: 'rcpt', code: 550 });
    await house.receive(mailOf());
    await house.settled();
    expect(house.seen('team').lines.join()).toMatch(/For sample/i);
    expect(house.logged()).not.toMatch(/bureau/);
  });
});
