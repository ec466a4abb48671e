import { afterEach, describe, expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { slackId } from '../support/slack-book.ts';
import {
  buttonFor,
  CUSTOMER_CHANNEL,
  ENGINEER,
  ESCALATION_CHANNEL,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
  wordsOn,
} from '../support/slack-house.ts';
import { messageOf, pressOf, slashOf, submissionOf } from '../support/slack-payload.ts';
import { BOT_USER } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const WORDS = 'nobody picks up the phone';
const MANAGERS = slackId('C', 'managers');
const manager = (n: number) => slackId('U', `manager${n}`);
/** A person's direct messages with the bot. */
const direct = (user: string) => `D${user}`;
const MINE = direct(OUTSIDER.user);
const CHOSEN = {
  text: { text: { value: WORDS } },
  category: { category: { selected_option: { value: 'response' } } },
  urgency: { urgency: { selected_option: { value: 'normal' } } },
};
const saying = (way: 'privately' | 'channel', about?: string) => ({
  ...CHOSEN,
  answerIn: { answerIn: { selected_option: { value: way } } },
  ...(about ? { about: { about: { selected_option: { value: about } } } } : {}),
});

let open: SlackHouse | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe.each(['en', 'zh-CN'] as const)('a complaint on Slack in %s', (language) => {
  it('by a person of another organisation goes from the pinned card to the manager and back, only in direct messages', async () => {
    open = await openSlackHouse({ language });
    const { give, ask, owePinned, find, view, in: there } = open;
    await owePinned();
    const pinned = await find(CUSTOMER_CHANNEL, t(language, 'channel.report.title'));
    await give(pressOf(buttonFor(pinned, 'complaint.open'), { ...OUTSIDER, ts: pinned.ts }));
    await ask(submissionOf(await view(1), OUTSIDER, saying('privately', 'manager1')));
    const card = await find(direct(manager(2)), WORDS);
    expect(wordsOn(card)).toContain(`<@${manager(2)}>`);
    await find(MINE, WORDS);

    await give(
      pressOf(buttonFor(card, 'complaint.answer'), { user: manager(2), channel: direct(manager(2)), ts: card.ts }),
    );
    await ask(submissionOf(await view(2), { user: manager(2) }, { text: { text: { value: 'we are sorry' } } }));
    await until('the answer', async () => there(MINE).find((each) => wordsOn(each).includes('we are sorry')));
    await open.forward(400);
    const others = [CUSTOMER_CHANNEL, TEAM_CHANNEL, ESCALATION_CHANNEL, MANAGERS, direct(manager(1))].flatMap(there);
    expect(others.filter((each) => /C-1|nobody picks up|we are sorry/.test(wordsOn(each)))).toEqual([]);
  });

  it('the person it is about finds nothing by the command; a manager finds it', async () => {
    open = await openSlackHouse({ language });
    const { give, ask, view, find, slack } = open;
    await give(slashOf('/complaint', '', OUTSIDER));
    await ask(submissionOf(await view(1), OUTSIDER, saying('privately', 'engineer1')));
    await find(direct(manager(1)), WORDS);
    await give(slashOf('/desk', 'show-complaint C-1', ENGINEER));
    await give(slashOf('/desk', 'answer-complaint C-1 it was not me', ENGINEER));
    const refusal = t(language, 'complaint.not-found', { complaint: 'C-1' });
    const told = () => slack.whispers.filter(({ user }) => user === ENGINEER.user).map(wordsOn);
    await until('both refusals', async () => (told().length >= 2 ? true : undefined));
    for (const words of told()) expect(words).toContain(refusal);
    await give(slashOf('/desk', 'complaints', { user: manager(3), channel: TEAM_CHANNEL }));
    await until('the list', async () => slack.whispers.find((each) => wordsOn(each).includes(WORDS)));
  });
});

it('a complainer who asks for it in the shared channel is answered in direct messages', async () => {
  open = await openSlackHouse();
  const { give, in: there, find } = open;
  await give(messageOf({ text: `<@${BOT_USER}> complaint ${WORDS}` }, OUTSIDER));
  await find(MINE, WORDS);
  const before = there(MINE).length;
  await give(messageOf({ text: `<@${BOT_USER}> complaints`, ts: '1700000888.000200' }, OUTSIDER));
  await until('the list', async () => there(MINE).length > before || undefined);
  expect(there(CUSTOMER_CHANNEL)).toEqual([]);
});

it('a complainer who chose the channel is answered there', async () => {
  open = await openSlackHouse();
  const { give, ask, view, find, in: there } = open;
  await give(slashOf('/complaint', '', OUTSIDER));
  await ask(submissionOf(await view(1), OUTSIDER, saying('channel')));
  await find(CUSTOMER_CHANNEL, WORDS);
  expect(there(MINE)).toEqual([]);
});
