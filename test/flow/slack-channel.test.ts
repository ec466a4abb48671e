import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buttonFor,
  buttonsOf,
  CUSTOMER_CHANNEL,
  ENGINEER,
  ESCALATION_CHANNEL,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
  wordsOn,
} from '../support/slack-house.ts';
import { eventOf, messageOf, pressOf, slashOf } from '../support/slack-payload.ts';
import { BOT_USER } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const MOVED = 'CMOVED';

let house: SlackHouse;
beforeEach(async () => {
  house = await openSlackHouse();
});
afterEach(() => house.close());

async function report(words: string) {
  await house.give(messageOf({ text: `<@${BOT_USER}> ${words}` }, OUTSIDER));
  return house.find(TEAM_CHANNEL, words);
}
const note = (text: string) => house.give(slashOf('/desk', `note T-1 ${text}`, ENGINEER));

describe('a channel whose id changes', () => {
  it.each(['the same process', 'a process that began later'])('is one channel to %s', async (which) => {
    await report('core switch down');
    house.slack.move(TEAM_CHANNEL, MOVED);
    await house.give(eventOf({ type: 'channel_id_changed', old_channel_id: TEAM_CHANNEL, new_channel_id: MOVED }));
    await until('the move', async () => (house.takeLog().includes('slack.channel-moved') ? true : undefined));
    if (which !== 'the same process') await house.restart();
    await house.give(messageOf({ text: `<@${BOT_USER}> printer down` }, OUTSIDER));
    const card = await house.find(MOVED, 'T-2 printer down');
    await house.give(pressOf(buttonFor(card, 'ticket.acknowledge'), { ...ENGINEER, channel: MOVED }));
    await until('the acknowledged card', async () => {
      const now = house.in(MOVED).find(({ ts }) => ts === card.ts);
      return now && wordsOn(buttonsOf(now)[0]).includes('Resolve') ? true : undefined;
    });
  });

  it('keeps its customer', async () => {
    house.slack.move(CUSTOMER_CHANNEL, MOVED);
    await house.give(eventOf({ type: 'channel_id_changed', old_channel_id: CUSTOMER_CHANNEL, new_channel_id: MOVED }));
    await until('the move', async () => (house.takeLog().includes('slack.channel-moved') ? true : undefined));
    await house.give(messageOf({ text: `<@${BOT_USER}> core switch down` }, { ...OUTSIDER, channel: MOVED }));
    await house.find(TEAM_CHANNEL, 'T-1');
    const card = await house.find(MOVED, 'T-1');
    await house.give(pressOf(buttonFor(card, 'ticket.update'), { ...OUTSIDER, channel: MOVED }));
    expect(await house.view(1)).toMatchObject({ callback_id: 'ticket.update' });
  });
});

describe('a channel of ours that becomes shared', () => {
  it('never gets what is for staff, neither as a message nor on an existing card', async () => {
    const card = await report('core switch down');
    const cards = JSON.stringify(house.in(TEAM_CHANNEL));
    house.slack.share(TEAM_CHANNEL);
    await house.give(eventOf({ type: 'channel_shared', channel: TEAM_CHANNEL, connected_team_id: 'TCLIENT' }));
    await note('the customer forgot to pay');
    await until('the note', async () => (house.slack.whispers.length > 0 ? true : undefined));
    await house.give(pressOf(buttonFor(card, 'ticket.acknowledge'), ENGINEER));
    await house.find(CUSTOMER_CHANNEL, 'T-1');
    await until('both refusals', async () => (house.takeLog().includes('exposed') ? true : undefined));
    await house.forward(3);
    expect(house.takeAlarms()).toContain('outbox.rerouted: exposed');
    expect(JSON.stringify(house.in(TEAM_CHANNEL))).toBe(cards);
    // It goes to its fallback, which is a channel of the provider's.
    const heard = house.slack.messages.filter(({ blocks }) => JSON.stringify(blocks).includes('forgot to pay'));
    expect(heard.map(({ channel }) => channel)).toEqual([ESCALATION_CHANNEL]);
  });

  it('gets nothing either when Slack does not say whether it is shared', async () => {
    house.slack.failNext('conversations.info', { status: 200, body: { ok: false, error: 'missing_scope' } });
    await house.give(messageOf({ text: `<@${BOT_USER}> core switch down` }, OUTSIDER));
    await house.find(CUSTOMER_CHANNEL, 'T-1');
    await until('the alarm', async () =>
      house.takeAlarms().includes('outbox.refused: unauthorized') ? true : undefined,
    );
    expect(house.in(TEAM_CHANNEL)).toEqual([]);
  });
});

describe('the report card', () => {
  it('is pinned after a start, once for any number of starts, and again if it was deleted', async () => {
    await house.owePinned();
    const first = await house.find(CUSTOMER_CHANNEL, 'Something not working?');
    await house.forward(1);
    await house.owePinned();
    expect(house.in(CUSTOMER_CHANNEL)).toHaveLength(1);
    house.slack.remove(first);
    await house.forward(1);
    await house.owePinned();
    const [second] = house.in(CUSTOMER_CHANNEL);
    expect(second && house.slack.pinned.has(`${CUSTOMER_CHANNEL}/${second.ts}`)).toBe(true);
    expect(second?.ts).not.toBe(first.ts);
  });

  it('comes with us when we are invited to a channel that the book knows', async () => {
    const joined = { type: 'member_joined_channel', user: BOT_USER, inviter: ENGINEER.user };
    await house.give(eventOf({ ...joined, channel: CUSTOMER_CHANNEL }));
    await house.find(CUSTOMER_CHANNEL, 'Something not working?');
    expect(house.in(TEAM_CHANNEL)).toEqual([]);
  });
});
