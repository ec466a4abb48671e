import { afterEach, beforeEach, expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { dateName } from '../../src/i18n/when.ts';
import { feishuId } from '../support/feishu-book.ts';
import type { FeishuMessage } from '../support/feishu-chats.ts';
import {
  CUSTOMER,
  ESCALATION,
  type FeishuHouse,
  openFeishuHouse,
  type PressAnswer,
  REPORTER,
  TEAM,
} from '../support/feishu-house.ts';
import { actionFor, type By, controlsOf, messageOf, pressOf } from '../support/feishu-payload.ts';
import { must } from '../support/must.ts';
import { withCustomersSpeaking } from '../support/sample-book.ts';
import { until } from '../support/until.ts';

const by = (key: string): By => ({ user: feishuId('ou', key) });
/** The direct chat between one of our people and the bot. */
const direct = (key: string) => `oc_p2p${feishuId('ou', key).slice(3)}`;
const mentionOf = (key: string) => `<at id=${feishuId('ou', key)}></at>`;
const at = (text: string) => Date.parse(`2026-${text}+08:00`);

/** Our people read English, the customer Chinese. */
let house: FeishuHouse;
beforeEach(async () => {
  house = await openFeishuHouse({ change: (book) => withCustomersSpeaking(book, 'zh-CN') });
});
afterEach(async () => {
  await house.close();
  expect(house.alarms).toEqual([]);
});

const wordsOn = (shown: unknown) => JSON.stringify(shown);
/** The messages in a chat that contain these words. */
const shown = (chat: string, words: string) => house.in(chat).filter(({ content }) => wordsOn(content).includes(words));
/** Waits for a message with this button or form in a chat. */
const offering = (chat: string, command: string) =>
  until(`${command} in ${chat}`, async () => house.in(chat).find(({ content }) => offers(content, command)));
const offers = (content: object, command: string) => new RegExp(`"${command}\\\\?"`).test(wordsOn(controlsOf(content)));
/** The payload of a press. Giving the same payload twice is a redelivery. */
const pressing = ({ id, content, chat }: FeishuMessage, command: string, who: By) =>
  pressOf(actionFor(content, command), chat.startsWith('oc_p2p') ? who : { ...who, chat }, id);
const filling = ({ id, content, chat }: FeishuMessage, who: By, form_value: object) => {
  const submit = must(controlsOf(content).find(({ name }) => name === '_submit'));
  const sent = { value: submit.behaviors[0].value, name: '_submit', form_value };
  return pressOf(sent, chat.startsWith('oc_p2p') ? who : { ...who, chat }, id);
};
/** A message to the bot, which is also put into its chat. */
async function say(text: string, who: By): Promise<object> {
  const said = messageOf({ text }, who) as { event: { message: { message_id: string; chat_id: string } } };
  const { message_id: id, chat_id: chat } = said.event.message;
  house.feishu.say({ id, chat, root: '', thread: '', type: 'text', content: { text }, createdAt: 0, sender: who.user });
  await house.give(said);
  return said;
}
/** All messages of all channels as lines, after the desk has processed everything so far. */
async function everything(): Promise<string[]> {
  const told = house.feishu.messages.length;
  await house.give(messageOf({ text: '/desk help' }, by('engineer3')));
  await until(
    'the answer to what came last',
    async () => house.in(direct('engineer3'))[0] && house.feishu.messages[told],
  );
  const others = house.feishu.messages.filter(({ chat }) => chat !== direct('engineer3'));
  return others.map(({ chat, root, id, content }) => `${chat} ${root} ${id} ${wordsOn(content).length}`);
}
const toastOf = ({ toast }: PressAnswer) => toast?.content;

it('an inspection: announced three working days before, across National Day, moved by the customer, confirmed by a press', async () => {
  const { give, forwardTo } = house;
  await say('/desk inspection plan', by('projectManager'));
  const plan = await offering(direct('projectManager'), 'inspection.plan');
  const holiday = await give(filling(plan, by('projectManager'), { otherDate: '10/5' }));
  expect(holiday).toMatchObject({ toast: { type: 'error', content: expect.stringContaining('2026-10-08') } });
  expect(holiday, 'the form stands as it was filled in').not.toHaveProperty('card');
  await give(filling(plan, by('projectManager'), { otherDate: '10/12' }));
  await offering(TEAM, 'inspection.check');

  await forwardTo(at('10-08T08:59'));
  expect([house.in(CUSTOMER), shown(direct('projectManager'), 'I-1 ')]).toEqual([[], []]);
  await forwardTo(at('10-08T09:00'));
  const theirs = await offering(CUSTOMER, 'inspection.reconfirm');
  for (const verb of ['move', 'cancel']) expect(offers(theirs.content, `inspection.${verb}`)).toBe(true);
  expect(theirs.content).toMatchObject({ header: { title: { content: expect.stringContaining('10月12日') } } });
  expect(wordsOn(theirs.content)).toContain('Mon 12 Oct');
  const [told] = shown(direct('projectManager'), 'I-1 ');
  expect(wordsOn(told?.content)).toContain(mentionOf('projectManager'));

  await give(pressing(theirs, 'inspection.move', REPORTER));
  const move = await until('the form', async () =>
    house.in(CUSTOMER).find(({ content }) => offers(content, '_submit')),
  );
  const sunday = await give(filling(move, REPORTER, { otherDate: '10月18日' }));
  expect(toastOf(sunday)).toBe(
    t('zh-CN', 'inspection.not-a-working-day', { date: '2026-10-18', around: '2026-10-16, 2026-10-19' }),
  );
  expect(await give(filling(move, REPORTER, { date: '2026-10-14', otherDate: '' }))).toMatchObject({
    toast: { type: 'success' },
  });
  const moved = must(house.in(CUSTOMER).find(({ id }) => id === theirs.id));
  expect(wordsOn(moved.content)).toContain('10月14日');
  for (const chat of [TEAM, direct('projectManager')])
    await until(`the move in ${chat}`, async () =>
      shown(chat, 'Wed 14 Oct').find(({ type }) => type !== 'interactive'),
    );

  await forwardTo(at('10-12T08:59'));
  const when = dateName('zh-CN', '2026-10-14');
  // The message begins with the card's title, so its line leaves out the number.
  const question = t('zh-CN', 'line.inspection.reconfirm', { inspection: '', date: when }).replace(/^：/, '');
  expect(shown(CUSTOMER, question)).toEqual([]);
  await forwardTo(at('10-12T09:00'));
  const asking = shown(CUSTOMER, question).map(({ root, thread }) => [root, thread]);
  expect(asking, 'in the group itself: no customer follows a thread that the desk began').toEqual([['', '']]);
  const confirm = pressing(await offering(CUSTOMER, 'inspection.reconfirm'), 'inspection.reconfirm', REPORTER);
  expect(await give(confirm)).toMatchObject({ toast: { type: 'success' } });
  // Both the card that asked and the inspection's own say so.
  expect(shown(CUSTOMER, t('zh-CN', 'inspection.state.confirmed'))).toHaveLength(2);
  expect(shown(TEAM, t('en', 'inspection.state.confirmed'))).not.toEqual([]);

  // Too late for the notices before: sent at once, and the customer does not answer.
  await say('/desk inspection plan 10/15', by('projectManager'));
  expect(shown(CUSTOMER, '10月15日')).not.toEqual([]);
  await forwardTo(at('10-14T17:59'));
  expect(house.in(direct('coordinator'))).toEqual([]);
  await forwardTo(at('10-14T18:00'));
  const [unconfirmed] = house.in(direct('coordinator'));
  expect(wordsOn(unconfirmed?.content)).toContain(mentionOf('coordinator'));
  expect(wordsOn(unconfirmed?.content)).toContain('I-2');
  const before = await everything();
  await give(confirm);
  await forwardTo(at('10-14T18:00'));
  expect(await everything()).toEqual(before);
});

it('a follow-up: the service desk is asked in private and reminded, the coordinator is told; after a bad answer a tap reopens the ticket', async () => {
  const { give, forward } = house;
  await say('/fault core switch down', REPORTER);
  await give(pressing(await offering(TEAM, 'ticket.acknowledge'), 'ticket.acknowledge', by('engineer1')));
  // The button asks for the kind of fix first.
  await say('/desk resolve T-1', by('engineer1'));
  const prompt = await offering(direct('desk'), 'followup.done');
  expect(wordsOn(prompt.content)).toContain(t('en', 'followup.open'));
  expect(shown(direct('engineer1'), 'Follow-up'), 'the engineer who fixed it is not asked to rate it').toEqual([]);

  const reminders = () => shown(direct('desk'), '<at user_id=\\"ou_desk').filter(({ root }) => root === prompt.id);
  await forward(23.9);
  expect(reminders()).toEqual([]);
  await forward(0.2);
  expect(reminders()).toHaveLength(1);
  await forward(23.8);
  expect(house.in(direct('coordinator'))).toEqual([]);
  await forward(0.2);
  const [overdue] = house.in(direct('coordinator'));
  expect(wordsOn(overdue?.content)).toContain(mentionOf('coordinator'));
  expect(wordsOn(overdue?.content)).toContain(t('en', 'followup.late'));

  await give(pressing(await offering(direct('desk'), 'followup.done'), 'followup.done', by('desk')));
  const form = await until('the form', async () =>
    house.in(direct('desk')).find(({ content }) => offers(content, '_submit')),
  );
  await give(filling(form, by('desk'), { works: 'no', score: '1', remarks: 'down again' }));
  const reopen = pressing(await offering(direct('desk'), 'followup.reopen'), 'followup.reopen', by('desk'));
  expect(await give(reopen)).toMatchObject({ toast: { type: 'success' } });
  expect(shown(CUSTOMER, t('zh-CN', 'card.resolved'))).toEqual([]);
  expect(shown(TEAM, 'down again')).not.toEqual([]);
  const before = await everything();
  await give(reopen);
  await forward(0);
  expect(await everything()).toEqual(before);
});

it('a deadline: the assignee is warned, the escalation channel pinged, the next person told every 30 minutes until someone responds', async () => {
  const { give, forward } = house;
  const raisedTo = () => ['manager1', 'manager2', 'manager3'].filter((key) => house.in(direct(key)).length > 0);
  const report = await say('/fault core switch down', REPORTER);
  await forward(44 / 60);
  expect(house.in(direct('engineer1'))).toEqual([]);
  await forward(1 / 60);
  expect(wordsOn(house.in(direct('engineer1'))[0]?.content)).toContain(mentionOf('engineer1'));
  expect(house.in(ESCALATION)).toEqual([]);

  await forward(15 / 60);
  const [breach] = house.in(ESCALATION);
  expect(wordsOn(breach?.content)).toContain(mentionOf('manager1'));
  expect(wordsOn(breach?.content)).toContain(t('en', 'ping.sla.breached'));
  await forward(29 / 60);
  expect(raisedTo()).toEqual(['manager1']);
  await forward(1 / 60);
  expect(raisedTo()).toEqual(['manager1', 'manager2']);
  const [, next] = house.in(ESCALATION);
  expect([next?.root, wordsOn(next?.content)]).toEqual([breach?.id, expect.stringContaining('ou_manager2')]);
  expect(shown(CUSTOMER, '<at '), 'no one is pinged where the customer reads').toEqual([]);

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
  expect(shown(CUSTOMER, t('zh-CN', 'card.acknowledged', { by: '胡军' }))).not.toEqual([]);
  await forward(1.5);
  expect(raisedTo()).toEqual(['manager1', 'manager2']);
  expect(shown(ESCALATION, 'ou_manager3')).toEqual([]);
  const answered = await everything();
  await give(acknowledge);
  await forward(0);
  expect(await everything()).toEqual(answered);
});
