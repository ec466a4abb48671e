import { afterEach, beforeEach, expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { dateName } from '../../src/i18n/when.ts';
import { withCustomersSpeaking } from '../support/sample-book.ts';
import { slackId } from '../support/slack-book.ts';
import {
  buttonFor,
  CUSTOMER_CHANNEL,
  ESCALATION_CHANNEL,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
  wordsOn,
} from '../support/slack-house.ts';
import type { Json } from '../support/slack-limits.ts';
import { messageOf, pressInView, pressOf, slashOf, submissionOf } from '../support/slack-payload.ts';
import type { SlackPayload } from '../support/slack-request.ts';
import { BOT_USER, type SlackMessage } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const by = (key: string, channel = TEAM_CHANNEL) => ({ user: slackId('U', key), channel });
/** The direct messages between one of our people and the bot. */
const direct = (key: string) => `D${slackId('U', key)}`;
const mentionOf = (key: string) => `<@${slackId('U', key)}>`;
const at = (text: string) => Date.parse(`2026-${text}+08:00`);

/** Our people read English, the customer Chinese. */
let house: SlackHouse;
beforeEach(async () => {
  house = await openSlackHouse({ change: (book) => withCustomersSpeaking(book, 'zh-CN') });
});
afterEach(() => house.close());

/** The messages in a channel that contain these words. */
const shown = (channel: string, words: string) => house.in(channel).filter((each) => wordsOn(each).includes(words));
const card = (channel: string, words: string) =>
  until(`a card with “${words}” in ${channel}`, async () =>
    shown(channel, words).find(({ blocks }) => blocks.length > 1),
  );
/** The payload of a press. Giving the same payload twice is a redelivery. */
const pressing = (
  { channel, ts, thread, blocks }: SlackMessage,
  command: string,
  who: { user: string },
): SlackPayload => pressOf(buttonFor({ blocks }, command), { ...who, channel, ts, thread });
/** Waits for a card with this button in a channel. */
const offering = (channel: string, command: string) =>
  until(`${command} in ${channel}`, async () => house.in(channel).find((each) => offers(each, command)));
const offers = ({ blocks }: SlackMessage, command: string) => JSON.stringify(blocks).includes(`[\\"${command}\\"`);
/** All messages of all channels as lines, after the desk has processed everything so far. */
async function everything(): Promise<string[]> {
  const told = house.slack.whispers.length;
  await house.give(slashOf('/desk', 'help', by('engineer3')));
  await until('the answer to what came last', async () => house.slack.whispers[told]);
  return house.slack.messages.map(({ channel, thread, text }) => `${channel} ${thread} ${text}`);
}
const date = (words: string) => ({ otherDate: { otherDate: { value: words } } });

it('an inspection: announced three working days before, across National Day, moved by the customer, confirmed by a press', async () => {
  const { give, ask, view, forwardTo } = house;
  const manager = by('projectManager');
  await give(slashOf('/desk', 'inspection plan', manager));
  const plan = await view(1);
  const holiday = await ask(submissionOf(plan, manager, date('10/5')));
  expect(holiday).toMatchObject({
    response_action: 'errors',
    errors: { otherDate: expect.stringContaining('2026-10-08') },
  });
  expect(await ask(submissionOf(plan, manager, date('10/12')))).toBeUndefined();
  await card(TEAM_CHANNEL, 'Mon 12 Oct');

  // The 8th is the third working day before the 12th: Saturday the 10th is a working day.
  await forwardTo(at('10-08T08:59'));
  expect([house.in(CUSTOMER_CHANNEL), house.in(direct('projectManager'))]).toEqual([[], []]);
  await forwardTo(at('10-08T09:00'));
  const theirs = await card(CUSTOMER_CHANNEL, '10月12日');
  for (const verb of ['reconfirm', 'move', 'cancel']) expect(offers(theirs, `inspection.${verb}`)).toBe(true);
  expect(wordsOn(theirs)).toContain(t('zh-CN', 'button.inspection.another-time'));
  expect(wordsOn(await card(direct('projectManager'), 'Mon 12 Oct'))).toContain(mentionOf('projectManager'));

  await give(pressing(theirs, 'inspection.move', OUTSIDER));
  const move = await view(2);
  const sunday = (await ask(submissionOf(move, OUTSIDER, date('10月18日')))) as { errors: Json };
  expect(sunday.errors.otherDate).toBe(
    t('zh-CN', 'inspection.not-a-working-day', { date: '2026-10-18', around: '2026-10-16, 2026-10-19' }),
  );
  const moved = submissionOf(move, OUTSIDER, { date: { date: { selected_option: { value: '2026-10-14' } } } });
  expect(await ask(moved)).toBeUndefined();
  const [standing] = house.in(CUSTOMER_CHANNEL);
  expect([standing?.ts, wordsOn(standing)]).toEqual([theirs.ts, expect.stringContaining('10月14日')]);
  for (const place of [TEAM_CHANNEL, direct('projectManager')])
    await until(`the move in ${place}`, async () => shown(place, 'Wed 14 Oct').find(({ thread }) => thread !== ''));

  // Announced again for the 14th: the notice is on the 10th, the question two days before.
  await forwardTo(at('10-12T08:59'));
  // The message begins with the card's title, so its line leaves out the number.
  const date14 = dateName('zh-CN', '2026-10-14');
  const question = t('zh-CN', 'line.inspection.reconfirm', { inspection: '', date: date14 }).replace(/^：/, '');
  expect(shown(CUSTOMER_CHANNEL, question)).toEqual([]);
  await forwardTo(at('10-12T09:00'));
  const [line, ...others] = shown(CUSTOMER_CHANNEL, question);
  expect([line?.thread, others], 'in the channel itself: no customer follows a thread that the desk began').toEqual([
    '',
    [],
  ]);
  expect(line && offers(line, 'inspection.reconfirm'), 'on a card with the button').toBe(true);
  expect(shown(TEAM_CHANNEL, 'Wed 14 Oct').some(({ aloud }) => aloud)).toBe(false);
  const asked = await card(CUSTOMER_CHANNEL, '10月14日');
  const confirm = pressing(asked, 'inspection.reconfirm', OUTSIDER);
  await give(confirm);
  await card(TEAM_CHANNEL, t('en', 'inspection.state.confirmed'));
  await card(CUSTOMER_CHANNEL, t('zh-CN', 'inspection.state.confirmed'));

  // Too late for the notices before: sent at once, and the customer does not answer.
  await give(slashOf('/desk', 'inspection plan 10/15', manager));
  await card(CUSTOMER_CHANNEL, '10月15日');
  await forwardTo(at('10-14T17:59'));
  expect(house.in(direct('coordinator'))).toEqual([]);
  await forwardTo(at('10-14T18:00'));
  const [unconfirmed] = house.in(direct('coordinator'));
  expect(unconfirmed?.text).toMatch(/^Inspection not confirmed · I-2 · .* <@UCOORDINATOR>$/);
  const before = await everything();
  await give(confirm);
  await forwardTo(at('10-14T18:00'));
  expect(await everything()).toEqual(before);
});

it('a follow-up: the service desk is asked in direct messages and reminded, the coordinator is told; after a bad answer a tap reopens the ticket', async () => {
  const { give, ask, view, forward } = house;
  await give(messageOf({ text: `<@${BOT_USER}> core switch down` }, OUTSIDER));
  await give(pressing(await offering(TEAM_CHANNEL, 'ticket.acknowledge'), 'ticket.acknowledge', by('engineer1')));
  // The button asks for the kind of fix first.
  await give(slashOf('/desk', 'resolve T-1', by('engineer1')));
  const prompt = await card(direct('desk'), 'Follow-up call · T-1');
  expect(wordsOn(prompt)).toContain(t('en', 'followup.open'));
  expect(shown(direct('engineer1'), 'Follow-up'), 'the engineer who fixed it is not asked to rate it').toEqual([]);

  const lines = (place: string, words: string) => shown(place, words).filter(({ thread }) => thread === prompt.ts);
  await forward(23.9);
  expect(lines(direct('desk'), 'T-1')).toEqual([]);
  await forward(0.2);
  expect(lines(direct('desk'), mentionOf('desk'))).toHaveLength(1);
  await forward(23.8);
  expect(shown(direct('coordinator'), 'T-1')).toEqual([]);
  await forward(0.2);
  const [overdue] = house.in(direct('coordinator'));
  expect(overdue?.text).toContain(mentionOf('coordinator'));
  expect(wordsOn(overdue)).toContain(t('en', 'followup.late'));

  const call = await offering(direct('desk'), 'followup.done');
  await give(pressing(call, 'followup.done', by('desk')));
  const form = await view(1);
  const bad = {
    works: { works: { selected_option: { value: 'no' } } },
    score: { score: { selected_option: { value: '1' } } },
    remarks: { remarks: { value: 'down again' } },
  };
  const answer = (await ask(submissionOf(form, by('desk'), bad))) as { response_action: string; view: Json };
  expect(answer.response_action).toBe('update');
  expect(wordsOn(answer.view)).toContain(t('en', 'followup.unhappy', { ticket: 'T-1' }));
  const reopen = pressInView(buttonFor(answer.view, 'followup.reopen'), { ...answer.view, type: 'modal' }, by('desk'));
  await give(reopen);
  const fixed = t('zh-CN', 'card.resolved');
  await until('the customer’s card', async () => (shown(CUSTOMER_CHANNEL, fixed).length === 0 ? true : undefined));
  expect(shown(TEAM_CHANNEL, 'down again')).not.toEqual([]);
  const before = await everything();
  await give(reopen);
  await forward(0);
  expect(await everything()).toEqual(before);
});

it('a deadline: the assignee is warned, the escalation channel pinged, the next person told every 30 minutes until someone responds', async () => {
  const { give, forward } = house;
  const raisedTo = () => ['manager1', 'manager2', 'manager3'].filter((key) => house.in(direct(key)).length > 0);
  const report = messageOf({ text: `<@${BOT_USER}> core switch down` }, OUTSIDER);
  await give(report);
  await card(TEAM_CHANNEL, 'T-1');
  await forward(44 / 60);
  expect(house.in(direct('engineer1'))).toEqual([]);
  await forward(1 / 60);
  const [warning] = house.in(direct('engineer1'));
  expect(warning?.text).toMatch(/^Due soon · T-1 core switch down · respond due .* <@UENGINEER1>$/);
  expect(house.in(ESCALATION_CHANNEL)).toEqual([]);

  await forward(15 / 60);
  const [breach] = house.in(ESCALATION_CHANNEL);
  expect(breach?.text).toContain(mentionOf('manager1'));
  expect(wordsOn(breach)).toContain(t('en', 'ping.sla.breached'));
  await forward(29 / 60);
  expect(raisedTo()).toEqual(['manager1']);
  await forward(1 / 60);
  expect(raisedTo()).toEqual(['manager1', 'manager2']);
  const [, next] = house.in(ESCALATION_CHANNEL);
  expect([next?.thread, next?.text]).toEqual([breach?.ts, expect.stringContaining(mentionOf('manager2'))]);
  expect(shown(CUSTOMER_CHANNEL, '<@U'), 'no one is pinged where the customer reads').toEqual([]);

  const before = await everything();
  await give(report);
  await forward(0);
  expect(await everything()).toEqual(before);
  await give(pressing(await offering(direct('manager2'), 'ticket.show'), 'ticket.show', by('manager2')));
  const acknowledge = pressing(
    await offering(direct('manager2'), 'ticket.acknowledge'),
    'ticket.acknowledge',
    by('manager2'),
  );
  await give(acknowledge);
  await until('the answer', async () => shown(CUSTOMER_CHANNEL, t('zh-CN', 'card.acknowledged', { by: '胡军' }))[0]);
  await forward(1.5);
  expect(raisedTo()).toEqual(['manager1', 'manager2']);
  expect(shown(ESCALATION_CHANNEL, mentionOf('manager3'))).toEqual([]);
  const answered = await everything();
  await give(acknowledge);
  await forward(0);
  expect(await everything()).toEqual(answered);
});
