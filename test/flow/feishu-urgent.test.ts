import { afterEach, describe, expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import {
  CUSTOMER,
  type FeishuHouse,
  type FeishuHouseOptions,
  openFeishuHouse,
  REPORTER,
} from '../support/feishu-house.ts';
import { messageOf } from '../support/feishu-payload.ts';

type Urgent = NonNullable<BookSource['policies'][string]['ladder']['urgent']>;

function withUrgent(...urgent: Urgent): (book: BookSource) => BookSource {
  return (book) => {
    const policies = Object.entries(book.policies).map(([key, policy]) => [
      key,
      { ...policy, ladder: { ...policy.ladder, urgent } },
    ]);
    return { ...book, policies: Object.fromEntries(policies) };
  };
}

let house: FeishuHouse;
afterEach(() => house.close());

/** A fault that is not acknowledged for so many hours. */
async function neglect(hours: number, options: FeishuHouseOptions): Promise<string[]> {
  house = await openFeishuHouse(options);
  const said = messageOf({ text: '/fault core switch down' }, REPORTER);
  const { message_id: id } = (said as { event: { message: { message_id: string } } }).event.message;
  house.feishu.say({ id, chat: CUSTOMER, root: '', thread: '', type: 'text', content: {}, createdAt: Date.now() });
  await house.give(said);
  await house.forward(hours);
  return [...new Set(house.feishu.urgents.map(({ user, way }) => `${user.slice(3)} ${way}`))];
}

describe('a broken promise on Feishu', () => {
  it('is urgent rung by rung: the first is pinged, the next shown it in the app, the last rung up', async () => {
    expect(await neglect(6, { change: withUrgent('none', 'app', 'phone') })).toEqual([
      'manager2 app',
      'manager3 phone',
    ]);
    for (const { message, user } of house.feishu.urgents)
      expect(house.feishu.messages.find(({ id }) => id === message)?.chat).toBe(`oc_p2p${user.slice(3)}`);
    expect(house.alarms).toEqual([]);
  });

  it('is nowhere urgent where the book does not say so', async () => {
    expect(await neglect(6, {})).toEqual([]);
  });

  it('steps down where our own quota is used up, and where the tenant has paid for no more', async () => {
    const change = withUrgent('phone', 'phone', 'phone');
    const options = { change, urgentPerDay: { sms: 9, phone: 1 }, paid: { sms: 0, phone: 9 } };
    expect(await neglect(6, options)).toEqual(['manager1 phone', 'manager2 app', 'manager3 app']);
    expect(house.alarms).toEqual(['outbox.urgent-used-up: phone']);
  });

  it('is never urgent in a group with outsiders', async () => {
    await neglect(6, { change: withUrgent('app', 'app', 'app') });
    const theirs = house.in(CUSTOMER).map(({ id }) => id);
    expect(house.feishu.urgents.filter(({ message }) => theirs.includes(message))).toEqual([]);
  });
});
