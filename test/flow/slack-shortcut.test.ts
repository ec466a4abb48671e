import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CUSTOMER_CHANNEL,
  ENGINEER,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
} from '../support/slack-house.ts';
import { shortcutOn, submissionOf } from '../support/slack-payload.ts';

const PLAN = { name: 'plan.pdf', permalink: 'https://client.slack.com/files/FPLAN' };
const MESSAGE = {
  ts: '1700000150.000200',
  user: OUTSIDER.user,
  text: 'the rack is &lt;dark&gt;\nsince this morning',
  files: [
    { id: 'FRACK', name: 'rack.png', permalink: 'https://client.slack.com/files/FRACK' },
    { id: 'FPLAN', file_access: 'check_file_info' },
  ],
};
const FAULT = { kind: { selected_option: { value: 'fault' } } };

describe('“Make this a ticket” on a message', () => {
  let house: SlackHouse;
  beforeEach(async () => {
    house = await openSlackHouse({ files: { FPLAN: PLAN, FRACK: { ...PLAN, name: 'rack.png' } } });
  });
  afterEach(() => house.close());

  it.each([
    ['of the channel itself', {}, '1700000150.000200'],
    ['in a thread', { thread_ts: '1700000140.000100' }, '1700000140.000100'],
  ])('keeps the words, the way to it and the files of one %s', async (_where, more, thread) => {
    const { give, ask, view, find, in: there } = house;
    const by = { ...ENGINEER, channel: CUSTOMER_CHANNEL };
    await give(shortcutOn({ ...MESSAGE, ...more }, by));
    const form = await view(1);
    expect(JSON.stringify(form)).toContain('the rack is <dark>\\nsince this morning');
    await ask(
      submissionOf(form, by, { kind: FAULT, text: { text: { value: 'the rack is <dark>\nsince this morning' } } }),
    );
    const card = JSON.stringify(await find(TEAM_CHANNEL, 'T-1'));
    expect(card).toContain('since this morning');
    expect(card).toContain(`https://home.slack.com/archives/${CUSTOMER_CHANNEL}/p1700000150000200`);
    for (const name of ['rack.png', 'plan.pdf']) expect(card).toContain(name);
    expect(await find(CUSTOMER_CHANNEL, 'T-1')).toMatchObject({ thread });
    expect(JSON.stringify(there(CUSTOMER_CHANNEL))).not.toContain('rack.png');
  });

  it('opens the form for a customer too, who has the app in their workspace', async () => {
    await house.give(shortcutOn(MESSAGE, { user: 'UGUEST', channel: CUSTOMER_CHANNEL }));
    expect(JSON.stringify(await house.view(1))).toContain('the rack is <dark>');
    expect(house.in(CUSTOMER_CHANNEL)).toEqual([]);
  });
});
