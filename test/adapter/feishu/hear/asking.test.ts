import { afterEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../../src/chat/card.ts';
import type { Form, FormField } from '../../../../src/chat/form.ts';
import type { Reply } from '../../../../src/chat/reply.ts';
import { controlsOf, eventOf, messageOf, pressOf, US } from '../../../support/feishu-payload.ts';
import { BOT_USER } from '../../../support/feishu-server.ts';
import { until } from '../../../support/until.ts';
import { openSampleFeishu, openTenant, type Tenant, type TenantOptions } from '../tenant.ts';

const FORM: Form = {
  command: 'ticket.report',
  args: { kind: 'fault' },
  title: 'Report a fault',
  submit: 'Report',
  intro: '',
  fields: [
    { name: 'text', label: 'What?', hint: '', required: true, initial: '', kind: 'text', maxLength: 4_000 },
    { name: 'since', label: 'Since?', hint: '', required: false, initial: '', kind: 'datetime' },
  ],
};
const CARD: Card = { subject: 'x', tone: 'neutral', title: 'Open tickets', badges: [], parts: [] };
const DONE: Reply = { kind: 'whisper', text: 'T-1 <at id=all></at> is noted', tone: 'plain' };
const REFUSED: Reply = { kind: 'whisper', text: '已被响应', tone: 'bad' };
const STAFF = { user: 'ou_english', chat: 'oc_sample' };
const CUSTOMER = { user: 'ou_customer', tenant: 'their-tenant', chat: 'oc_customer' };

let open: Tenant | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function tenant(replies: readonly Reply[] = [], options: TenantOptions = {}): Promise<Tenant> {
  open = await openTenant({ hear: () => replies, ...options });
  return open;
}

async function give({ deliver, finish }: Tenant, ...payloads: object[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const payload of payloads) {
    const { status, answer } = await deliver(payload);
    expect(status).toBe(200);
    answers.push(answer);
  }
  await finish();
  return answers;
}

const textOf = (value: unknown) => JSON.stringify(value);

describe('what people are told', () => {
  it('answers a mention to who asked alone, and reads no markup in it', async () => {
    const house = await tenant([DONE]);
    await give(house, messageOf({ text: 'status 12' }, STAFF));
    expect(house.feishu.whispers).toMatchObject([{ chat: 'oc_sample', user: 'ou_english' }]);
    expect(textOf(house.feishu.whispers)).toContain('is noted');
    expect(textOf(house.feishu.whispers[0]?.card.body)).not.toContain('<at');
    expect(house.feishu.messages).toEqual([]);
  });

  it('says it in the chat with them alone where a group takes no whispers', async () => {
    const house = await tenant([DONE]);
    house.feishu.failNext('POST ephemeral/v1/send', { status: 400, body: { code: 18053, msg: 'topic group' } });
    await give(house, messageOf({ text: 'status 12' }, STAFF));
    expect(house.feishu.messages).toMatchObject([{ chat: 'oc_p2penglish' }]);
  });

  it('answers outsiders in the thread of what they said, for all to see', async () => {
    const house = await tenant([DONE, { kind: 'card', card: CARD }]);
    const said = messageOf({ text: '进度' }, CUSTOMER) as { event: { message: { message_id: string } } };
    const id = said.event.message.message_id;
    house.feishu.say({ id, chat: 'oc_customer', root: '', thread: '', type: 'text', content: {}, createdAt: 0 });
    await give(house, said);
    expect(house.feishu.whispers).toEqual([]);
    expect(house.feishu.messages.slice(1)).toMatchObject([
      { chat: 'oc_customer', root: id, thread: expect.stringMatching(/^omt_/) },
      { chat: 'oc_customer', root: id },
    ]);
  });

  it('answers in the chat with somebody alone there', async () => {
    const house = await tenant([DONE]);
    await give(house, messageOf({ text: '我的' }, { user: 'ou_chinese' }));
    expect(house.heard).toMatchObject([{ place: { channelId: '@ou_chinese', threadId: '' }, language: 'zh-CN' }]);
    expect(house.feishu.messages).toMatchObject([{ chat: 'oc_p2pchinese' }]);
  });

  it('puts the form of our people into the chat with them alone, and says so where they asked', async () => {
    const house = await tenant([{ kind: 'form', form: FORM }]);
    await give(house, messageOf({ text: 'fault' }, STAFF));
    expect(house.feishu.messages).toMatchObject([{ chat: 'oc_p2penglish', type: 'interactive' }]);
    expect(textOf(house.feishu.whispers)).toContain('in your chat with me');
  });

  it('puts the form of outsiders under what they said, and hears it for that place and message', async () => {
    const house = await openTenant({
      hear: ({ kind }) => (kind === 'submit' ? [DONE] : [{ kind: 'form', form: FORM }]),
    });
    open = house;
    await house.deliver(messageOf({ text: '报障' }, CUSTOMER));
    const [form] = await until('the form', async () =>
      house.feishu.messages.length > 0 ? house.feishu.messages : undefined,
    );
    const submit = controlsOf(form?.content).find(({ name }) => name === '_submit');
    const values = { text: '黑屏', since: '2026-09-28 07:50 +0800' };
    const action = { value: submit?.behaviors[0].value, name: '_submit', form_value: values };
    const [answer] = await give(house, pressOf(action, CUSTOMER, form?.id));
    expect(house.heard[1]).toMatchObject({
      kind: 'submit',
      command: 'ticket.report',
      args: { kind: 'fault' },
      values: { text: '黑屏', since: '2026-09-27T23:50:00.000Z' },
      place: { channelId: 'oc_customer' },
      message: { threadId: expect.stringMatching(/^om_said/), link: expect.stringContaining('oc_customer') },
    });
    expect(answer).toMatchObject({ toast: { type: 'success' }, card: { type: 'raw', data: { schema: '2.0' } } });
  });

  it.each([
    ['left as it is', (begun: string) => begun, (whole: string) => whole],
    ['written anew', () => 'The wall is dark', (whole: string) => `The wall is dark\n\n${whole}`],
  ])('keeps all of a message that is too long for its form, which was %s', async (_what, write, expected) => {
    const whole = `${'大屏黑了，'.repeat(300)}最后一句`;
    const house = await openTenant({
      hear: (event) => {
        if (event.kind !== 'button') return [DONE];
        const [text] = FORM.fields;
        return [{ kind: 'form', form: { ...FORM, fields: [{ ...text, initial: event.args.text } as FormField] } }];
      },
    });
    open = house;
    const content = { text: whole };
    house.feishu.say({ id: 'om_parent', chat: 'oc_sample', root: '', thread: '', type: 'text', content, createdAt: 0 });
    const more = { parent_id: 'om_parent', root_id: 'om_parent' };
    await house.deliver(messageOf({ text: '转工单', more }, STAFF));
    const form = await until('the form', async () => house.feishu.messages.find(({ type }) => type === 'interactive'));
    const submit = controlsOf(form.content).find(({ name }) => name === '_submit');
    const [, begun = ''] = /"default_value":"([^"]*)"/.exec(textOf(form.content)) ?? [];
    expect(begun).toHaveLength(1_000);
    const action = { value: submit?.behaviors[0].value, name: '_submit', form_value: { text: write(begun) } };
    await give(house, pressOf(action, { user: STAFF.user }, form.id));
    expect(house.heard[1]).toMatchObject({ kind: 'submit', values: { text: expected(whole) } });
    expect(house.heard[1]).not.toHaveProperty('begun');
  });

  it('leaves a form that is refused as it is, and says why in passing', async () => {
    const house = await tenant([REFUSED]);
    const value = { c: 'ticket.report', a: {}, p: 'oc_sample', t: '' };
    const [answer] = await give(house, pressOf({ value, form_value: { text: '' } }, STAFF));
    expect(answer).toEqual({ toast: { type: 'error', content: '已被响应' } });
    expect(house.feishu.messages).toEqual([]);
  });

  it('answers a press in passing, and sends what is more than a line', async () => {
    const house = await tenant([{ kind: 'card', card: CARD }]);
    const [answer] = await give(house, pressOf({ value: { c: 'ticket.open', a: {} } }, STAFF));
    expect(answer).toMatchObject({ toast: { type: 'info' } });
    expect(house.feishu.whispers).toMatchObject([{ user: 'ou_english' }]);
  });

  it('says that something was done where the desk says nothing', async () => {
    const house = await tenant([]);
    const [answer] = await give(house, pressOf({ value: { c: 'ticket.acknowledge', a: { ticket: 'T-1' } } }, STAFF));
    expect(answer).toMatchObject({ toast: { type: 'success' } });
    expect(answer).not.toHaveProperty('card');
  });

  it('asks the desk to draw anew a card whose button is none any more', async () => {
    const house = await tenant([REFUSED]);
    const [answer] = await give(house, pressOf({ value: { s: 'ticket/1', v: 'x' } }, STAFF));
    expect(house.heard).toMatchObject([{ kind: 'button', command: '', subject: 'ticket/1' }]);
    expect(answer).toMatchObject({ toast: { type: 'warning' } });
  });

  it('tells who presses what is none of ours', async () => {
    const house = await tenant();
    const [answer] = await give(house, pressOf({ value: 'vote' }, STAFF));
    expect(house.heard).toEqual([]);
    expect(answer).toMatchObject({ toast: { type: 'error' } });
  });

  it('answers a press in time, however long the desk takes, and the rest as a message', async () => {
    const desk = Promise.withResolvers<readonly Reply[]>();
    const house = await tenant([], { hear: () => desk.promise, times: { pressMs: 50 } });
    const { answer } = await house.deliver(pressOf({ value: { c: 'ticket.acknowledge', a: {} } }, STAFF));
    expect(answer).toMatchObject({ toast: { type: 'info' } });
    desk.resolve([REFUSED]);
    await house.finish();
    expect(textOf(house.feishu.whispers)).toContain('已被响应');
  });

  it('gives the receipt of an event once it is stored, whatever time the desk takes', async () => {
    const desk = Promise.withResolvers<readonly Reply[]>();
    const house = await tenant([], { hear: () => desk.promise });
    expect((await house.deliver(messageOf({ text: 'status' }, STAFF))).status).toBe(200);
    desk.resolve([]);
  });

  it.each([
    ['an event', messageOf({ text: 'status' }, STAFF)],
    ['a press', pressOf({ value: { c: 'ticket.acknowledge', a: {} } }, STAFF)],
  ])('has %s come again that was not stored', async (_what, payload) => {
    const house = await tenant([], { accepts: () => false });
    expect((await house.deliver(payload)).status).toBe(503);
    expect(house.heard).toEqual([]);
  });
});

describe('what is heard', () => {
  it('takes away our own name and keeps the ids of the others', async () => {
    const house = await tenant();
    const others = [
      { key: '@_user_2', id: { open_id: 'ou_two' }, name: 'Li Wei' },
      { key: '@_user_10', id: { open_id: 'ou_ten' }, name: 'Ten' },
      { key: '@_user_3', id: { open_id: 'ou_three' }, name: 'LiWei' },
    ];
    const content = { text: '@_user_1 assign T-1 @_user_10 @_user_2 @_user_3' };
    await give(house, messageOf({ content, mentions: [US, ...others] }, STAFF));
    const [event] = house.heard;
    expect(event).toMatchObject({ text: 'assign T-1 @Ten @LiWei @LiWei#3' });
    expect(event).toMatchObject({ mentions: { '@Ten': 'ou_ten', '@LiWei': 'ou_two', '@LiWei#3': 'ou_three' } });
  });

  it('reads a post line by line', async () => {
    const house = await tenant();
    const content = {
      title: '机房',
      content: [
        [
          { tag: 'at', user_id: '@_user_1', user_name: 'Deskbell' },
          { tag: 'text', text: ' 报障 核心交换机' },
        ],
        [
          { tag: 'a', text: '监控', href: 'https://x.example/' },
          { tag: 'img', image_key: 'img_1' },
        ],
      ],
    };
    await give(house, messageOf({ type: 'post', content, mentions: [US] }, STAFF));
    expect(house.heard).toMatchObject([
      {
        text: '机房\n  报障 核心交换机\n监控 (https://x.example/)',
        message: { files: [{ name: 'img', sent: { key: 'img_1' } }] },
      },
    ]);
  });

  it('calls an outsider by the name that messages give them, asked for once and never waited for', async () => {
    const house = await tenant();
    const say = async (text: string) => {
      const said = messageOf({ text }, CUSTOMER) as { event: { message: { message_id: string } } };
      const message = { chat: CUSTOMER.chat, root: '', thread: '', type: 'text', content: { text }, createdAt: 0 };
      house.feishu.say({ id: said.event.message.message_id, ...message, sender: CUSTOMER.user });
      await house.deliver(said);
    };
    await say('core switch down');
    await until('their name', async () => {
      await say('any news');
      return house.heard.at(-1)?.person.displayName === 'Liu' || undefined;
    });
    expect(house.heard[0]?.person.displayName).toBe('ou_customer');
    expect(house.heard.every(({ person }) => person.external)).toBe(true);
    expect(house.feishu.calls.filter((call) => call === 'GET im/v1/messages/:id')).toHaveLength(1);
  });

  it('learns a name from a mention, and takes nobody for ours by it', async () => {
    const house = await tenant();
    const mentions = [US, { key: '@_user_2', id: { open_id: 'ou_stranger' }, name: 'Chen Hao' }];
    await house.deliver(messageOf({ content: { text: '@_user_1 ask @_user_2' }, mentions }, STAFF));
    await give(house, messageOf({ text: 'hello' }, { user: 'ou_stranger', tenant: '', chat: 'oc_customer' }));
    expect(house.heard.at(-1)?.person).toMatchObject({ displayName: 'Chen Hao', external: true });
  });

  it.each([
    ['/fault core switch down', 'fault', 'core switch down'],
    ['/报障 核心交换机坏了\n二楼', '报障', '核心交换机坏了\n二楼'],
    ['／desk status', 'desk', 'status'],
    ['/desk', 'desk', ''],
    ['/var/log is full', '', '/var/log is full'],
    ['报障 黑屏', '', '报障 黑屏'],
  ])('reads %s', async (text, word, rest) => {
    const house = await tenant();
    await give(house, messageOf({ text }, { user: 'ou_english' }), messageOf({ text }, STAFF));
    for (const event of house.heard) expect(event).toMatchObject({ kind: 'words', word, text: rest });
    expect(house.heard).toHaveLength(2);
  });

  it('makes a ticket of the message that is replied to', async () => {
    const house = await tenant();
    const content = { text: '大屏黑了' };
    house.feishu.say({ id: 'om_parent', chat: 'oc_sample', root: '', thread: '', type: 'text', content, createdAt: 0 });
    const more = { parent_id: 'om_parent', root_id: 'om_parent' };
    await give(house, messageOf({ text: '转工单', more }, STAFF));
    expect(house.heard).toMatchObject([
      { kind: 'button', command: 'ticket.report-message', args: { text: '大屏黑了' }, place: { threadId: '' } },
    ]);
  });

  it.each<[string, (house: Tenant) => void]>([
    ['is no more', () => {}],
    ['cannot be fetched now', ({ feishu }) => feishu.failNext('GET im/v1/messages/:id', { status: 500 })],
  ])('opens the form where the message above %s, and says so', async (_what, prepare) => {
    const house = await tenant([{ kind: 'form', form: FORM }]);
    prepare(house);
    const more = { parent_id: 'om_gone', root_id: 'om_gone' };
    const said = messageOf({ text: '报障', more }, STAFF);
    await give(house, said);
    expect(house.heard).toMatchObject([{ kind: 'button', command: 'ticket.report-message', args: { text: '' } }]);
    expect(textOf(house.feishu.messages)).toContain('上面的消息已撤回');
  });

  it('takes nothing of a card of our own', async () => {
    const house = await tenant([DONE, { kind: 'form', form: FORM }]);
    await house.deliver(messageOf({ text: '进度' }, { user: 'ou_english' }));
    const ours = await until('our card', async () => house.feishu.messages[0]);
    const more = { parent_id: ours.id, root_id: ours.id };
    await give(house, messageOf({ text: '转工单', more }, { user: 'ou_english' }));
    expect(house.heard[1]).toMatchObject({ kind: 'button', command: 'ticket.report-message', args: { text: '' } });
  });

  it('knows whose language is which: told by the app, or read from what was written', async () => {
    const house = await tenant();
    const agent = { user_agent: 'Mozilla/5.0 Lark/7.30 LarkLocale/en_US Channel/x' };
    await give(
      house,
      messageOf({ text: 'T-12' }, { user: 'ou_chinese' }),
      messageOf({ text: '状态' }, { user: 'ou_english' }),
      messageOf({ text: '状态', more: agent }, { user: 'ou_english' }),
      pressOf({ value: { c: 'ticket.open', a: {} } }, { user: 'ou_english' }),
    );
    expect(house.heard.map(({ language }) => language)).toEqual([undefined, 'zh-CN', 'en', 'en']);
  });

  it('knows who is of another organisation, also where an event does not say whose somebody is', async () => {
    const house = await tenant();
    const menu = (open_id: string) =>
      eventOf('application.bot.menu_v6', {
        operator: { operator_id: { open_id } },
        event_key: 'ticket.mine',
        timestamp: 1,
      });
    await give(
      house,
      messageOf({ text: '进度' }, CUSTOMER),
      menu('ou_customer'),
      menu('ou_english'),
      menu('ou_nobody'),
      messageOf({ text: '进度' }, STAFF),
    );
    expect(house.heard.map(({ person: { teamId, external } }) => [teamId, external])).toEqual([
      ['their-tenant', true],
      ['their-tenant', true],
      ['home-tenant', false],
      ['', true],
      ['home-tenant', false],
    ]);
    expect(house.heard[1]).toMatchObject({
      kind: 'button',
      command: 'ticket.mine',
      place: { channelId: '@ou_customer' },
    });
  });

  it('takes a press in the chat with somebody alone for one there', async () => {
    const house = await tenant();
    await give(house, pressOf({ value: { c: 'ticket.open', a: {} } }, { user: 'ou_chinese' }));
    expect(house.heard[0]?.place.channelId).toBe('@ou_chinese');
  });

  it('hears a press whose context stands beside it, and by whichever id the operator has', async () => {
    const house = await tenant();
    const operator = { user_id: 'u1', union_id: 'on_1', tenant_key: 'home-tenant' };
    const action = {
      tag: 'overflow',
      value: { s: 'ticket/1', v: 'x' },
      option: '{"c":"ticket.undo","a":{"ticket":"T-1"}}',
    };
    const context = { open_message_id: 'om_0001', open_chat_id: 'oc_sample' };
    const press = { ...eventOf('card.action.trigger', { operator, token: 'c-1', action }), context };
    await give(house, press);
    expect(house.heard).toMatchObject([
      {
        kind: 'button',
        command: 'ticket.undo',
        args: { ticket: 'T-1' },
        subject: 'ticket/1',
        person: { userId: 'u1' },
      },
    ]);
    expect(house.heard[0]?.place.channelId).toBe('oc_sample');
  });

  it('welcomes who comes for the first time, and greets whoever invites us to a group', async () => {
    const house = await tenant();
    const operator_id = { open_id: 'ou_english' };
    const entered = (last_message_id?: string) =>
      eventOf('im.chat.access_event.bot_p2p_chat_entered_v1', {
        chat_id: 'oc_p2penglish',
        operator_id,
        last_message_id,
      });
    const added = { chat_id: 'oc_sample', operator_id, external: false, operator_tenant_key: 'home-tenant' };
    await give(house, entered(), entered('om_1'), eventOf('im.chat.member.bot.added_v1', added));
    expect(house.heard).toMatchObject([
      { kind: 'button', command: 'desk.home', place: { channelId: '@ou_english' } },
      { kind: 'button', command: 'channel.joined', place: { channelId: 'oc_sample' } },
    ]);
  });

  it.each<[string, () => object]>([
    [
      'another bot',
      () =>
        change(messageOf({ text: 'fault' }, STAFF), { sender: { sender_type: 'bot', sender_id: { open_id: 'ou_b' } } }),
    ],
    ['ourselves', () => messageOf({ text: 'fault' }, { ...STAFF, user: BOT_USER })],
    ['talk that does not name us', () => messageOf({ content: { text: 'hi' }, mentions: [] }, STAFF)],
    ['talk to somebody else', () => messageOf({ mentions: [{ ...US, id: { open_id: 'ou_two' } }] }, STAFF)],
    ['a recalled message', () => messageOf({ content: {}, mentions: [US] }, STAFF)],
    ['a kind of event it does not know', () => eventOf('im.message.reaction.created_v1', { message_id: 'om_1' })],
    ['a kind of event it knows, of a shape it does not', () => eventOf('im.message.receive_v1', { message: [] })],
    ['that a chat is no more', () => eventOf('im.chat.disbanded_v1', { chat_id: 'oc_sample' })],
    ['an event without a body', () => ({ ...eventOf('im.message.receive_v1', {}), event: null })],
  ])('passes over %s', async (_what, payload) => {
    const house = await tenant([DONE]);
    await give(house, payload());
    expect(house.heard).toEqual([]);
    expect(house.feishu.messages).toEqual([]);
  });

  it('has talk in a group come again while it does not know which of the people it names we are', async () => {
    const feishu = await openSampleFeishu();
    for (const _ of ['start', 'delivery']) feishu.failNext('GET bot/v3/info', { status: 500 });
    const house = await tenant([], { feishu });
    expect((await house.deliver(messageOf({ text: 'status' }, STAFF))).status).toBe(503);
    expect((await house.deliver(messageOf({ text: 'status' }, STAFF))).status).toBe(200);
    await house.finish();
    expect(house.heard).toHaveLength(1);
  });

  it('refuses to start with an app that Feishu refuses', async () => {
    await expect(openTenant({ secret: 'another' })).rejects.toThrow('FEISHU_APP_SECRET');
  });
});

function change(delivery: object, event: object): object {
  const { event: told, ...rest } = delivery as { event: object };
  return { ...rest, event: { ...told, ...event } };
}
