import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../src/chat/event.ts';
import { customerOfPlace, customerPlace } from '../../src/chat/page.ts';
import { askerOf } from '../../src/command/asker.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { PLATFORM, sampleBook, withRival } from '../support/sample-book.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

const NOTHING_SETTLED = { languages: {}, bound: {}, links: [], key: '' };

describe('who comes by a page of ours', () => {
  let source: BookSource;
  beforeEach(async () => {
    source = await sampleBook('en');
  });

  function ask(place: ChatEvent['place'], person: Partial<ChatEvent['person']> = {}) {
    const base = { platform: place.platform, teamId: '', userId: place.channelId, displayName: 'Liu', external: true };
    const event: ChatEvent = {
      id: 'e1',
      at: 0,
      place,
      person: { ...base, ...person },
      language: undefined,
      message: undefined,
      kind: 'button',
      command: 'ticket.open',
      args: {},
      subject: '',
    };
    return askerOf(event, source, NOTHING_SETTLED);
  }

  it('is the customer that their link vouches for', () => {
    expect(ask(customerPlace('sample'))).toMatchObject({
      key: 'customer',
      staff: false,
      roles: [],
      customer: 'sample',
    });
  });

  it('is never staff, not even under the name of one of our people', () => {
    const people = {
      ...source.people,
      engineer1: { ...source.people.engineer1, ids: { web: 'engineer1', [PLATFORM]: 'engineer1' } },
    };
    source = { ...source, people } as BookSource;
    for (const external of [true, false])
      for (const userId of ['engineer1', `/engineer1`])
        expect(ask(customerPlace('sample'), { userId, external })).toMatchObject({ key: 'customer', staff: false });
  });

  it.each([['gone'], ['constructor'], ['']])('is nobody’s where the book has no customer %j', (key) => {
    expect(ask(customerPlace(key)).customer).toBeUndefined();
  });

  it('is vouched for by nothing that another platform calls by the same name', () => {
    const elsewhere = { ...customerPlace('sample'), platform: PLATFORM };
    expect(customerOfPlace(elsewhere)).toBeUndefined();
    expect(ask(elsewhere).customer).toBeUndefined();
    expect(ask({ platform: 'web', channelId: 'team', threadId: '' })).toMatchObject({
      staff: false,
      customer: undefined,
    });
  });
});

describe('a link', () => {
  let house: WebHouse;
  beforeEach(async () => {
    house = await openWebHouse(withRival(await sampleBook('en')));
  });
  afterEach(() => house.close());

  it('opens its own ticket only, and that for its own customer only', async () => {
    await house.say('customer-rival-1', 'customer-rival', '/fault secret of the rival');
    for (const link of [house.links().ticket(1, 'sample'), house.links().ticket(2, 'rival')]) {
      const response = await fetch(link ?? '');
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('secret');
    }
    expect((await fetch(house.links().ticket(1, 'rival') ?? '')).status).toBe(200);
  });

  it('is handed out to whose ticket it is, and while the case is open', async () => {
    await house.say('customer-rival-1', 'customer-rival', '/fault core switch down');
    expect((await house.say('customer-sample-1', 'customer-sample', '/desk files T-1')).refused).toBe(
      'ticket.not-found',
    );
    expect((await house.say('customer-rival-1', 'customer-rival', '/desk form-link')).refused).toBe(
      'command.staff-only',
    );
    expect((await house.say('customer-rival-1', 'customer-rival', '/desk 附件 T-1')).card?.title).toBe(
      'T-1 · core switch down',
    );
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    expect(
      house
        .seen('customer-rival')
        .cards.find(({ subject }) => subject === 'ticket/1')
        ?.parts.map(({ part }) => part),
    ).toContain('links');
    await house.say('customer-rival-1', 'customer-rival', '/desk confirm T-1');
    expect(
      house
        .seen('customer-rival')
        .cards.find(({ subject }) => subject === 'ticket/1')
        ?.parts.map(({ part }) => part),
    ).not.toContain('links');
    expect((await house.say('customer-rival-1', 'customer-rival', '/desk files T-1')).refused).toBe(
      'ticket.already-closed',
    );
  });

  it('to report is handed out for a customer by key or name, and for none that is not there', async () => {
    const told = await house.say('engineer1', 'team', '/desk form-link another customer');
    expect(told.card?.title).toBe('Report page for Another customer');
    expect((await house.say('engineer1', 'team', '/desk 报障链接 rival')).card?.title).toBe(told.card?.title);
    for (const words of ['/desk form-link', '/desk form-link nobody'])
      expect((await house.say('engineer1', 'team', words)).refused).toBe('channel.no-customer');
  });

  it('brings no files that our pages did not keep', async () => {
    await house.say('customer-rival-1', 'customer-rival', '/fault core switch down');
    const forged = await house.forge('customer-rival-1', 'customer-rival', 'ticket.attach', {
      ticket: 'T-1',
      text: 'x',
    });
    expect(forged.refused).toBe('input.missing');
  });
});
