import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { lineOf } from '../contract.ts';
import { openFeed } from './feed-reader.ts';
import { openRoom, type Room } from './room.ts';

const SECRET_CARD: Card = {
  subject: 'list',
  tone: 'neutral',
  title: 'secret list',
  badges: [],
  parts: [
    {
      part: 'actions',
      main: [{ label: 'Show', command: 'ticket.show', args: { id: '12' }, style: 'plain', confirm: '' }],
      more: [],
    },
  ],
};

/** Everything that person's page receives: the snapshot, and the feed from the beginning. */
async function allThatReaches(room: Room, as: string): Promise<string> {
  const snapshot = await room.state(as);
  const feed = await openFeed(room.origin, as, snapshot.position.replace(/\d+$/, '0'));
  const marker = await room.adapter.send(
    { platform: 'playground', channelId: `@${as}`, threadId: '' },
    lineOf('end'),
    `end/${as}`,
  );
  const told: unknown[] = [];
  for (;;) {
    const [event] = await feed.take(1);
    told.push(event);
    if (event?.data.id === marker.messageId) break;
  }
  await feed.close();
  return JSON.stringify([snapshot.messages, snapshot.channels, told]);
}

describe('what people of the playground see', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openRoom({
      hear: (event) =>
        event.kind === 'words'
          ? [
              { kind: 'whisper', text: `secret for ${event.person.userId}`, tone: 'plain' },
              { kind: 'card', card: SECRET_CARD },
            ]
          : [],
    });
  });
  afterEach(() => room.close());

  it('keeps whispers and slash words to the one who asked', async () => {
    await room.post('say', { as: 'engineer1', channelId: 'sample', threadId: '', text: '/desk secret words' });
    expect(await allThatReaches(room, 'engineer1')).toContain('secret words');
    for (const other of ['customer1', 'engineer2', 'manager1']) {
      expect(await allThatReaches(room, other)).not.toContain('secret');
    }
  });

  it('keeps a direct channel to its own person', async () => {
    await room.post('say', { as: 'engineer1', channelId: '@engineer1', threadId: '', text: 'a secret question' });
    expect(await allThatReaches(room, 'engineer1')).toContain('a secret question');
    expect(await allThatReaches(room, 'manager1')).not.toContain('secret');
    const intruding = { as: 'manager1', channelId: '@engineer1', threadId: '', text: 'let me in' };
    expect((await room.post('say', intruding)).status).toBe(404);
  });

  it("shows people of a customer that customer's channel and their own direct one, nothing else", async () => {
    for (const channelId of ['sample', 'other', 'team', 'escalation', 'managers', '@engineer1']) {
      await room.adapter.send(
        { platform: 'playground', channelId, threadId: '' },
        lineOf(`in ${channelId}.`),
        channelId,
      );
    }
    const seen = await room.state('customer1');
    expect(seen.channels.map((channel) => channel.id)).toEqual(['sample', '@customer1']);
    const told = await allThatReaches(room, 'customer1');
    expect(told.match(/in [@\w]+\./g)).toEqual(['in sample.', 'in sample.']);
    const staff = await room.state('engineer2');
    expect(staff.channels.map((channel) => channel.id)).toEqual([
      'sample',
      'other',
      'team',
      'escalation',
      'managers',
      '@engineer2',
    ]);
  });

  it("lets nobody press a button on somebody else's private card", async () => {
    await room.post('say', { as: 'engineer1', channelId: 'team', threadId: '', text: '/desk mine' });
    const card = (await room.state('engineer1')).messages.at(-1);
    const part = card?.card?.parts[0];
    const button = part?.part === 'actions' ? part.main[0]?.id : '';
    const press = { messageId: card?.id, threadId: '', button };
    expect((await room.post('press', { as: 'engineer2', ...press })).status).toBe(404);
    expect((await room.post('press', { as: 'engineer1', ...press })).status).toBe(200);
    expect(room.heard.at(-1)).toMatchObject({
      kind: 'button',
      command: 'ticket.show',
      person: { userId: 'engineer1' },
    });
  });
});
