import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeishuMessage } from '../support/feishu-chats.ts';
import {
  CUSTOMER,
  ENGINEER,
  ESCALATION,
  type FeishuHouse,
  openFeishuHouse,
  REPORTER,
  TEAM,
} from '../support/feishu-house.ts';
import { type Control, controlsOf, messageOf, pressOf } from '../support/feishu-payload.ts';
import { until } from '../support/until.ts';

describe('a fault on Feishu', () => {
  let house: FeishuHouse;
  beforeEach(async () => {
    house = await openFeishuHouse();
  });
  afterEach(async () => {
    await house.close();
    expect(house.alarms).toEqual([]);
  });

  /** A person writes in the group; the message is delivered `times` times. */
  async function say(text: string, by: typeof REPORTER, times = 1): Promise<string> {
    const said = messageOf({ text }, by) as { event: { message: { message_id: string } } };
    const id = said.event.message.message_id;
    const message = { id, chat: by.chat, root: '', thread: '', type: 'text', content: { text } };
    house.feishu.say({ ...message, createdAt: Date.now() });
    for (let time = 0; time < times; time += 1) await house.give(said);
    return id;
  }
  const cardIn = (chat: string) =>
    until(`a card in ${chat}`, async () => house.in(chat).find(({ type }) => type === 'interactive'));
  const wordsOf = (message: FeishuMessage | undefined) => JSON.stringify(message?.content);

  it('goes from a form to a card, a press, an update and the ping when a promise breaks', async () => {
    const asked = await say('/fault', REPORTER);
    const form = await until('the form', async () => house.in(CUSTOMER).find(({ root }) => root === asked));
    const submit = controlsOf(form.content).find(({ name }) => name === '_submit');
    const values = { kind: 'fault', text: 'core <at id=all></at> down', outageSince: '2026-09-28 06:00 +0800' };
    const sent = { value: submit?.behaviors[0].value, name: '_submit', form_value: values };
    const refused = await house.give(
      pressOf({ ...sent, form_value: { ...values, site: 'nowhere' } }, REPORTER, form.id),
    );
    expect(refused).toMatchObject({ toast: { type: 'error' } });
    expect(refused).not.toHaveProperty('card');
    const answer = await house.give(pressOf(sent, REPORTER, form.id));
    expect(answer).toMatchObject({ toast: { type: 'success', content: expect.stringContaining('T-1') } });
    expect(answer).toHaveProperty('card.data.schema', '2.0');

    const card = await cardIn(TEAM);
    expect(wordsOf(card)).toContain('T-1');
    expect(wordsOf(card)).toContain('<at id=ou_engineer1></at>');
    expect(JSON.stringify(card.content.body)).not.toContain('<at id=all>');
    const theirs = house.in(CUSTOMER).filter((message) => wordsOf(message).includes('T-1'));
    expect(theirs).toHaveLength(1);

    const [acknowledge] = controlsOf(card.content);
    expect(labelOf(acknowledge)).toMatch(/Acknowledge|响应/);
    const pressed = { value: acknowledge?.behaviors[0].value };
    expect(await house.give(pressOf(pressed, ENGINEER, card.id))).toMatchObject({ toast: { type: 'success' } });
    const updated = house.in(TEAM).find(({ id }) => id === card.id);
    expect(labelOf(controlsOf(updated?.content)[0])).toMatch(/Resolve|解决/);
    expect(await house.give(pressOf(pressed, ENGINEER, card.id))).toMatchObject({ toast: { type: 'warning' } });

    await house.forward(1);
    const ping = house.in(ESCALATION)[0];
    expect(wordsOf(ping)).toContain('<at id=ou_manager1></at>');
    expect(wordsOf(ping)).toMatch(/Promise broken|超时|违约/);
  });

  it('changes nothing when the same delivery comes again', async () => {
    await say('/fault core switch down', REPORTER, 3);
    await say('/fault another fault', REPORTER);
    const cards = house.in(TEAM).filter(({ type }) => type === 'interactive');
    expect(cards.map((card) => /T-\d+/.exec(wordsOf(card))?.[0])).toEqual(['T-1', 'T-2']);
  });

  it('is replied to with the file that the reply hangs on, from its card’s thread', async () => {
    await say('/fault core switch down', REPORTER);
    const card = await cardIn(TEAM);
    house.feishu.files.set('file_v3_log', { name: 'log.txt', bytes: Buffer.from('all is well') });
    const content = { file_key: 'file_v3_log', file_name: 'log.txt' };
    const said = { chat: TEAM, root: card.id, thread: 'omt_1', type: 'file', createdAt: 0 };
    house.feishu.say({ id: 'om_log', ...said, content });
    const more = { root_id: card.id, parent_id: 'om_log', thread_id: 'omt_1' };
    await house.give(messageOf({ text: '回复客户 请看日志', more }, ENGINEER));
    const [words, file] = await until('words and file', async () => {
      const theirs = house.in(CUSTOMER).filter(({ type, root }) => root !== '' && type !== 'interactive');
      return theirs.length > 1 ? theirs : undefined;
    });
    expect(wordsOf(words)).toContain('请看日志 📎 log.txt');
    expect(file?.type).toBe('file');
    expect(house.feishu.files.get(String(file?.content.file_key))?.bytes.toString()).toBe('all is well');
  });

  it('is reported once, however often its form is sent', async () => {
    const asked = await say('/fault', REPORTER);
    const form = await until('the form', async () => house.in(CUSTOMER).find(({ root }) => root === asked));
    const submit = controlsOf(form.content).find(({ name }) => name === '_submit');
    const sent = { value: submit?.behaviors[0].value, form_value: { kind: 'fault', text: 'video wall is dark' } };
    for (const _ of ['pressed', 'pressed again']) await house.give(pressOf(sent, REPORTER, form.id));
    expect(house.in(TEAM).map((card) => /T-\d+/.exec(wordsOf(card))?.[0])).toEqual(['T-1']);
  });

  it('is made a ticket by our people who reply to what a customer wrote', async () => {
    const parent = 'om_parent';
    const content = { text: '大屏黑了' };
    house.feishu.say({ id: parent, chat: CUSTOMER, root: '', thread: '', type: 'text', content, createdAt: 0 });
    const more = { parent_id: parent, root_id: parent };
    await house.give(messageOf({ text: '转工单', more }, { user: ENGINEER.user, chat: CUSTOMER }));
    const form = await until('the form', async () => house.in(`oc_p2p${ENGINEER.user.slice(3)}`)[0]);
    expect(wordsOf(form)).toContain('大屏黑了');
    const submit = controlsOf(form.content).find(({ name }) => name === '_submit');
    const sent = { value: submit?.behaviors[0].value, form_value: { kind: 'fault', text: '大屏黑了' } };
    expect(await house.give(pressOf(sent, { user: ENGINEER.user }, form.id))).toMatchObject({
      toast: { type: 'success' },
    });
    expect(wordsOf(await cardIn(TEAM))).toContain('大屏黑了');
    await until('the answer to what was written', async () => house.in(CUSTOMER).find(({ root }) => root === parent));
  });
});

function labelOf(control: Control | undefined): string {
  return control?.text?.content ?? '';
}
