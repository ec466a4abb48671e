import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackId } from '../support/slack-book.ts';
import {
  buttonFor,
  buttonsOf,
  CUSTOMER_CHANNEL,
  ENGINEER,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
  wordsOn,
} from '../support/slack-house.ts';
import type { Json } from '../support/slack-limits.ts';
import { eventOf, pressInView, pressOf, slashOf } from '../support/slack-payload.ts';
import { until } from '../support/until.ts';

const OTHER_ENGINEER = { user: slackId('U', 'engineer2'), channel: TEAM_CHANNEL };

let house: SlackHouse;
beforeEach(async () => {
  house = await openSlackHouse();
});
afterEach(() => house.close());

async function report(words = 'core switch down') {
  await house.give(slashOf('/fault', words, { user: 'UGUEST', channel: CUSTOMER_CHANNEL }));
  return house.find(TEAM_CHANNEL, words);
}

const whisper = (words: string) =>
  until(`“${words}”`, async () => house.slack.whispers.find((each) => wordsOn(each).includes(words)));
const updates = () => house.slack.calls.filter((call) => call === 'chat.update').length;

describe('a press on a card', () => {
  it('counts once when two engineers press at the same time, and the second reads who was first', async () => {
    const card = await report();
    const acknowledge = buttonFor(card, 'ticket.acknowledge');
    await Promise.all([ENGINEER, OTHER_ENGINEER].map((by) => house.give(pressOf(acknowledge, by))));
    expect(wordsOn(await whisper('acknowledged it already'))).toMatch(/^[A-Z]\w+ \w+ acknowledged it already/m);
    const lines = house.in(TEAM_CHANNEL).filter(({ thread }) => thread === card.ts);
    expect(lines).toHaveLength(1);
  });

  it('of an older version gets a polite line, and the card is redrawn', async () => {
    const card = await report();
    const before = updates();
    const [button] = buttonsOf(card);
    await house.give(pressOf({ ...button, value: '["ticket.of-old","ticket","T-1"]' }, ENGINEER));
    expect(await whisper('out of date')).toMatchObject({ channel: TEAM_CHANNEL, user: ENGINEER.user });
    await until('the fresh card', async () => (updates() > before ? true : undefined));
    expect(house.in(TEAM_CHANNEL)).toHaveLength(1);
  });

  it('on the report card does the same with the pinned card', async () => {
    await house.owePinned();
    const pinned = await house.find(CUSTOMER_CHANNEL, 'Something not working?');
    await house.forward(1);
    await house.give(pressOf({ ...buttonsOf(pinned)[0], value: '["ticket.of-old"]' }, OUTSIDER));
    expect(wordsOn(await house.view(1))).toContain('out of date');
    await until('the fresh card', async () => (updates() > 0 ? true : undefined));
    expect(house.in(CUSTOMER_CHANNEL)).toHaveLength(1);
  });

  it('leads from a line that is longer than Slack takes to all of it', async () => {
    const card = await report();
    const text = `${'both power supplies are dark, '.repeat(130)}and the last word`;
    await house.give(slashOf('/desk', `note T-1 ${text}`, ENGINEER));
    const line = await until('the line', async () => house.in(TEAM_CHANNEL).find(({ thread }) => thread === card.ts));
    expect(JSON.stringify(line.blocks)).not.toContain('the last word');
    await house.give(pressOf(buttonFor(line, 'ticket.log'), { ...ENGINEER, ts: line.ts, thread: line.thread }));
    expect(await whisper('the last word')).toMatchObject({ channel: TEAM_CHANNEL, thread: card.ts });
  });

  it('may give the case to the person named by id, even if the label says another name', async () => {
    await report();
    await house.give(slashOf('/desk', `assign T-1 <@${OTHER_ENGINEER.user}|anything>`, ENGINEER));
    await whisper("T-1 is Zhang Min's now");
    const [card] = house.in(TEAM_CHANNEL);
    expect(wordsOn(card)).toContain('Zhang Min');
  });
});

describe('the home of one of our people', () => {
  const home = () => until('the home', async () => house.slack.homes.get(ENGINEER.user));
  const opened = eventOf({ type: 'app_home_opened', user: ENGINEER.user, channel: 'DUENGINEER1', tab: 'home' });

  it('has their tickets with buttons, and is published again after a press there', async () => {
    await report();
    await house.give(opened);
    const before = await home();
    expect(wordsOn(before)).toMatch(/T-1 · core switch down\n.*Provincial Telecom/);
    const acknowledge = buttonFor(before, 'ticket.acknowledge');
    await house.give(pressInView(acknowledge, { type: 'home' }, ENGINEER));
    const after = await until('the new home', async () => {
      const now = house.slack.homes.get(ENGINEER.user);
      return now === before ? undefined : now;
    });
    expect(() => buttonFor(after as Json, 'ticket.acknowledge')).toThrow();
    buttonFor(after as Json, 'ticket.resolve');
    const [card] = house.in(TEAM_CHANNEL);
    expect(card && buttonsOf(card)[0]).toMatchObject({ text: { text: 'Resolve' } });
  });

  it('opens a form, and shows an answer, in a view of its own', async () => {
    await report();
    await house.give(opened);
    const shown = await home();
    await house.give(pressInView(buttonFor(shown, 'ticket.report'), { type: 'home' }, ENGINEER));
    expect(await house.view(1)).toMatchObject({ callback_id: 'ticket.report' });
    await house.give(pressInView(buttonFor(shown, 'ticket.show'), { type: 'home' }, ENGINEER));
    const answer = await house.view(2);
    expect(wordsOn(answer)).toContain('core switch down');
    await house.give(pressInView(buttonFor(answer, 'ticket.why'), { ...answer, type: 'modal' }, ENGINEER));
    expect(wordsOn(await house.view(3))).toContain('T-1');
    expect(house.slack.calls.at(-1)).toBe('views.push');
  });

  it('is put up again when it comes to a button of old', async () => {
    await house.give(opened);
    const shown = await home();
    await house.give(pressInView({ ...buttonsOf(shown)[0], value: '["of.old"]' }, { type: 'home' }, ENGINEER));
    expect(wordsOn(await house.view(1))).toContain('out of date');
    await until('the new home', async () => (house.slack.homes.get(ENGINEER.user) === shown ? undefined : true));
  });
});
