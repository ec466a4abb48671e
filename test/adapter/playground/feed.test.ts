import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineOf } from '../contract.ts';
import { openFeed } from './feed-reader.ts';
import { openRoom, type Room, START } from './room.ts';

const PLACE = { platform: 'playground', channelId: 'sample', threadId: '' };

describe('the live feed', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());

  it('reaches every tab of a person', async () => {
    const tabs = [await openFeed(room.origin, 'engineer1'), await openFeed(room.origin, 'engineer1')];
    await room.adapter.send(PLACE, lineOf('hello'), 'n1');
    for (const tab of tabs) {
      const [event] = await tab.take(1);
      expect(event).toMatchObject({ event: 'message', data: { text: 'hello', channelId: 'sample' } });
      await tab.close();
    }
  });

  it('goes on after the last event a tab has, once for each message, cards as they stand', async () => {
    const card = { subject: 't/1', tone: 'neutral', title: 'new', badges: [], parts: [] } as const;
    const tab = await openFeed(room.origin, 'engineer1');
    const posted = await room.adapter.send(PLACE, { ...lineOf('one'), card }, 'n1');
    const [first] = await tab.take(1);
    await tab.close();
    await room.adapter.send(PLACE, lineOf('two'), 'n2');
    await room.adapter.refresh(PLACE, posted, { ...lineOf(''), card: { ...card, title: 'breached', tone: 'bad' } });

    const resumed = await openFeed(room.origin, 'engineer1', first?.id);
    const events = await resumed.take(2);
    expect(events.map(({ data }) => [data.text, (data.card as { title: string } | null)?.title])).toEqual([
      ['two', undefined],
      ['one', 'breached'],
    ]);
    await resumed.close();
  });

  it('tells a tab of an earlier life of the playground to begin anew', async () => {
    const tab = await openFeed(room.origin, 'engineer1', 'anotherepoch.7');
    expect((await tab.take(1))[0]?.event).toBe('reset');
    await tab.close();
  });

  it('tells how the clock moves', async () => {
    const tab = await openFeed(room.origin, 'customer1');
    const moved = await room.post('clock', { as: 'customer1', minutes: 5 });
    expect(moved).toEqual({ status: 200, body: { now: START + 300_000, moving: false } });
    const told = (await tab.take(2)).map(({ event, data }) => [event, data]);
    expect(told).toEqual([
      ['clock', { now: START, moving: true }],
      ['clock', { now: START + 300_000, moving: false }],
    ]);
    await tab.close();
  });

  it('begins with the latest messages and their threads, and gives the earlier ones on demand', async () => {
    const first = await room.adapter.send(PLACE, lineOf('0'), 'n0');
    for (let at = 1; at < 250; at += 1) await room.adapter.send(PLACE, lineOf(`${at}`), `n${at}`);
    await room.adapter.send({ ...PLACE, threadId: first.messageId }, lineOf('a late answer'), 'late');
    const { messages, channels } = await room.state('engineer1');
    expect(messages.map((message) => message.text)).toEqual(Array.from({ length: 200 }, (_, at) => `${at + 50}`));
    expect(channels.find((channel) => channel.id === 'sample')?.hasEarlier).toBe(true);

    const query = `as=engineer1&channel=sample&before=${messages[0]?.n}`;
    const earlier = await (await fetch(`${room.origin}/playground/api/earlier?${query}`)).json();
    expect(earlier).toMatchObject({
      hasEarlier: false,
      messages: { length: 51, 0: { text: '0' }, 50: { text: 'a late answer' } },
    });
  });

  it('ends when the adapter stops', async () => {
    const tab = await openFeed(room.origin, 'engineer1');
    await room.adapter.stop();
    expect(await tab.rest()).toEqual([]);
  });
});
