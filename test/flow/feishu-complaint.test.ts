import { afterEach, expect, it } from 'vitest';
import { say } from '../../src/adapter/feishu/say/words.ts';
import { t } from '../../src/i18n/i18n.ts';
import { feishuId } from '../support/feishu-book.ts';
import type { FeishuMessage } from '../support/feishu-chats.ts';
import {
  CUSTOMER,
  ESCALATION,
  type FeishuHouse,
  type FeishuHouseOptions,
  openFeishuHouse,
  REPORTER,
  TEAM,
} from '../support/feishu-house.ts';
import { actionFor, type By, controlsOf, messageOf, pressOf } from '../support/feishu-payload.ts';
import { must } from '../support/must.ts';
import { withCustomersSpeaking } from '../support/sample-book.ts';
import { until } from '../support/until.ts';

const WORDS = '没有人接电话';
const CHOSEN = { text: WORDS, category: 'response', urgency: 'normal', answerIn: 'privately' };
const MANAGERS = feishuId('oc', 'managers');
const by = (key: string): By => ({ user: feishuId('ou', key) });
const direct = (user: string) => `oc_p2p${user.slice(3)}`;
const desk = (key: string) => direct(feishuId('ou', key));
/** The reporter, who is from another organisation, in their direct chat with the bot. */
const ALONE: By = { user: REPORTER.user, tenant: REPORTER.tenant };
const MINE = direct(REPORTER.user);

/** Our people read English, the customer Chinese. */
let house: FeishuHouse;
async function open(options: FeishuHouseOptions = {}): Promise<FeishuHouse> {
  house = await openFeishuHouse({ ...options, change: (book) => withCustomersSpeaking(book, 'zh-CN') });
  return house;
}
afterEach(() => house.close());

const wordsOn = (shown: unknown) => JSON.stringify(shown);
const shown = (chat: string, words: string) => house.in(chat).filter(({ content }) => wordsOn(content).includes(words));
const formIn = (chat: string) =>
  until(`a form in ${chat}`, async () =>
    house.in(chat).find(({ content }) => controlsOf(content).some(({ name }) => name === '_submit')),
  );
const find = (chat: string, words: string) =>
  until(`“${words}” in ${chat}`, async () => shown(chat, words).find(({ type }) => type === 'interactive'));
const pressing = ({ id, content }: FeishuMessage, command: string, who: By) =>
  pressOf(actionFor(content, command), who, id);
const filling = ({ id, content }: FeishuMessage, who: By, form_value: object) => {
  const submit = must(controlsOf(content).find(({ name }) => name === '_submit'));
  return pressOf({ value: submit.behaviors[0].value, name: '_submit', form_value }, who, id);
};
/** Messages about a complaint in chats that several people can read. */
const betrayed = () =>
  [CUSTOMER, TEAM, ESCALATION, MANAGERS].flatMap((chat) =>
    house.in(chat).filter(({ content, sender }) => sender === undefined && /C-1|没有人接|抱歉/.test(wordsOn(content))),
  );
async function saying(text: string, who: By): Promise<void> {
  const said = messageOf({ text }, who) as { event: { message: { message_id: string; chat_id: string } } };
  const { message_id: id, chat_id: chat } = said.event.message;
  const message = { id, chat, root: '', thread: '', type: 'text', content: { text }, sender: who.user };
  house.feishu.say({ ...message, createdAt: Date.now() });
  await house.give(said);
}

it('goes from the customer’s card through a private form to the manager and back in private, until the customer is satisfied', async () => {
  const { give } = await open();
  await saying('/fault core switch down', REPORTER);
  const card = await find(CUSTOMER, 'T-1');
  const pressed = await give(pressing(card, 'complaint.open', REPORTER));
  expect(pressed.toast?.content).toBe(say('formComing', 'zh-CN'));
  const form = await formIn(MINE);
  const sent = await give(filling(form, ALONE, { ...CHOSEN, about: 'manager1' }));
  expect(sent.toast?.content).toContain('C-1');
  await find(MINE, WORDS);
  expect(shown(desk('manager1'), WORDS), 'it is about them').toEqual([]);

  const alert = await find(desk('manager2'), WORDS);
  expect(wordsOn(alert.content)).toContain('<at id=ou_manager2></at>');
  await give(pressing(alert, 'complaint.answer', by('manager2')));
  await give(filling(await formIn(desk('manager2')), by('manager2'), { text: '很抱歉' }));
  const answered = await find(MINE, '很抱歉');
  await give(pressing(answered, 'complaint.close', ALONE));
  expect(shown(MINE, t('zh-CN', 'complaint.state.closed'))).not.toEqual([]);
  expect(shown(desk('manager2'), t('en', 'complaint.state.closed'))).not.toEqual([]);
  const before = house.feishu.messages.length;
  await house.forward(400);
  expect(house.feishu.messages.slice(before).filter(({ content }) => wordsOn(content).includes('C-1'))).toEqual([]);
  expect([betrayed(), house.alarms]).toEqual([[], []]);
});

it('the person it is about finds nothing, by words or a forged press; a manager finds it', async () => {
  const { give } = await open();
  await saying('投诉', REPORTER);
  await find(CUSTOMER, say('formSent', 'zh-CN'));
  await give(filling(await formIn(MINE), ALONE, { ...CHOSEN, about: 'engineer1' }));
  const alert = await find(desk('manager1'), WORDS);
  await saying('/desk show-complaint C-1', by('engineer1'));
  await find(desk('engineer1'), t('en', 'complaint.not-found', { complaint: 'C-1' }));
  const forged = await give(pressing(alert, 'complaint.show', by('engineer1')));
  expect(forged.toast).toMatchObject({ type: 'error', content: t('en', 'complaint.not-found', { complaint: 'C-1' }) });
  expect(shown(desk('engineer1'), WORDS)).toEqual([]);
  await saying('/desk complaints', by('manager3'));
  await find(desk('manager3'), WORDS);
  // No one answers: it is raised, skipping the person it is about.
  await house.forward(2);
  await find(desk('manager2'), WORDS);
  expect([betrayed(), house.alarms]).toEqual([[], []]);
});

it('if the bot cannot write to the customer in private, the form in the group says who sees it and links a page; the manager calls', async () => {
  const { give } = await open({ keepsOutsidersApart: true, pagesAt: 'https://desk.example' });
  await saying('投诉', REPORTER);
  const form = await formIn(CUSTOMER);
  expect(wordsOn(form.content)).toContain(say('formOpen', 'zh-CN'));
  expect(wordsOn(form.content)).toContain('](https://desk.example/web/c/');
  const sent = await give(filling(form, REPORTER, CHOSEN));
  expect(sent.toast?.content).toContain('C-1');
  expect(wordsOn(sent.card)).toContain(say('doneAlone', 'zh-CN'));
  const alert = await find(desk('manager1'), WORDS);
  await until(
    'the word that nobody was reached',
    async () => shown(desk('manager1'), t('en', 'complaint.not-reached'))[0],
  );
  await give(pressing(alert, 'complaint.answer', by('manager1')));
  await saying('我的投诉', REPORTER);
  await find(CUSTOMER, say('notAlone', 'zh-CN'));
  expect(betrayed()).toEqual([]);
});
