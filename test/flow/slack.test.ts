import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../../src/lib/instant.ts';
import { START } from '../support/house.ts';
import { slackId } from '../support/slack-book.ts';
import {
  buttonsOf,
  CUSTOMER_CHANNEL,
  ESCALATION_CHANNEL,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
} from '../support/slack-house.ts';
import { messageOf, pressOf, slashOf, submissionOf } from '../support/slack-payload.ts';
import { BOT_USER } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

describe('a fault on Slack', () => {
  let house: SlackHouse;
  beforeEach(async () => {
    house = await openSlackHouse();
  });
  afterEach(() => house.close());

  const cardIn = (channel: string) => until(`a card in ${channel}`, async () => house.in(channel)[0]);
  const told = (count: number) =>
    until('an answer', async () => (house.slack.whispers.length >= count ? house.slack.whispers : undefined));

  it('goes from a form to a card, a press, an update and the ping when a promise breaks', async () => {
    const by = { user: 'UCUSTOMER', team: 'TCLIENT', channel: CUSTOMER_CHANNEL };
    await house.give(slashOf('/fault', '', by));
    const [view] = await until('the form', async () => (house.slack.views.length > 0 ? house.slack.views : undefined));
    const values = {
      kind: { kind: { selected_option: { value: 'fault' } } },
      text: { text: { value: 'core <switch> down' } },
      outageSince: { outageSince: { selected_date_time: (START - 3 * HOUR) / 1000 } },
    };
    await house.give(submissionOf(view ?? {}, by, values));
    expect(await told(1)).toMatchObject([
      { channel: CUSTOMER_CHANNEL, user: 'UCUSTOMER', text: expect.stringContaining('T-1') },
    ]);
    const card = await cardIn(TEAM_CHANNEL);
    expect(card.text).toMatch(/^New ticket · T-1 core &lt;switch&gt; down · respond due .* <@UENGINEER1>$/);
    expect(house.in(CUSTOMER_CHANNEL)).toHaveLength(1);

    const [acknowledge] = buttonsOf(card);
    expect(acknowledge).toMatchObject({ text: { text: 'Acknowledge' } });
    await house.give(pressOf(acknowledge ?? {}, { user: slackId('U', 'engineer1'), channel: TEAM_CHANNEL }));
    await until('the line below', async () => house.in(TEAM_CHANNEL).find(({ thread }) => thread === card.ts));
    const [updated] = house.in(TEAM_CHANNEL);
    expect(updated?.ts).toBe(card.ts);
    expect(updated && buttonsOf(updated)[0]).toMatchObject({ text: { text: 'Resolve' } });

    await house.forward(1);
    const [ping] = house.in(ESCALATION_CHANNEL);
    expect(ping?.text).toMatch(/^Promise broken · T-1 core &lt;switch&gt; down · workaround was due .* <@UMANAGER1>$/);
    expect(JSON.stringify(ping?.blocks)).toContain('Promise broken');
  });

  it('changes nothing when the same payload comes again, by whichever way', async () => {
    const report = slashOf('/fault', 'core switch down', { user: 'UCUSTOMER', channel: CUSTOMER_CHANNEL });
    await house.give(report);
    await told(1);
    expect(await house.give(report)).toBe(200);
    await house.slack.socket.deliver(report);
    await house.slack.socket.deliver(report);
    const other = slashOf('/fault', 'another fault', { user: 'UCUSTOMER', channel: CUSTOMER_CHANNEL });
    await house.give(other);
    await told(2);
    expect(house.in(TEAM_CHANNEL).map(({ text }) => /T-\d+/.exec(text)?.[0])).toEqual(['T-1', 'T-2']);
    expect(house.slack.whispers).toHaveLength(2);
  });

  it.each([
    ['the mention', ['app_mention', 'message']],
    ['the message', ['message', 'app_mention']],
  ])('is reported once where a mention comes as two events, %s first', async (_which, types) => {
    const by = { user: 'UCUSTOMER', channel: CUSTOMER_CHANNEL };
    const said = { text: `<@${BOT_USER}> core switch down`, ts: '1700000190.000100', channel_type: 'channel' };
    for (const type of types) await house.give(messageOf({ ...said, type }, by));
    await cardIn(TEAM_CHANNEL);
    await house.give(slashOf('/fault', 'another fault', by));
    await until('the second', async () => house.in(TEAM_CHANNEL)[1]);
    expect(house.in(TEAM_CHANNEL).map(({ text }) => /T-\d+/.exec(text)?.[0])).toEqual(['T-1', 'T-2']);
  });

  it('is reported once, however often its form is sent', async () => {
    await house.give(slashOf('/fault', '', { user: 'UCUSTOMER', channel: CUSTOMER_CHANNEL }));
    const [view] = await until('the form', async () => (house.slack.views.length > 0 ? house.slack.views : undefined));
    const text = (value: string) => ({
      kind: { kind: { selected_option: { value: 'fault' } } },
      text: { text: { value } },
    });
    const submission = submissionOf(view ?? {}, { user: 'UCUSTOMER' }, text('video wall is dark'));
    await house.give(submission);
    await told(1);
    await house.give(submission);
    await house.give(submissionOf({ ...view, id: 'VOTHER' }, { user: 'UCUSTOMER' }, text('the printer is dead')));
    await told(2);
    expect(house.in(TEAM_CHANNEL).map(({ text }) => /T-\d+/.exec(text)?.[0])).toEqual(['T-1', 'T-2']);
  });
});
