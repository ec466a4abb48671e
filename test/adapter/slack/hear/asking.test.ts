import { afterEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../../src/chat/form.ts';
import type { Reply } from '../../../../src/chat/reply.ts';
import { messageOf, pressOf, slashOf, submissionOf } from '../../../support/slack-payload.ts';
import { type SlackPayload, signPayload } from '../../../support/slack-request.ts';
import { BOT_USER, openSlackServer } from '../../../support/slack-server.ts';
import { until } from '../../../support/until.ts';
import { openSampleSlack, openWorkspace, type Workspace } from '../workspace.ts';

const FORM: Form = {
  command: 'ticket.report',
  args: {},
  title: 'Report a fault',
  submit: 'Report',
  intro: '',
  fields: [{ name: 'text', label: 'What?', hint: '', required: true, initial: '', kind: 'text', maxLength: 4_000 }],
};
const DONE: Reply = { kind: 'whisper', text: 'T-1 is <open> & noted', tone: 'plain' };

let open: Workspace | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function workspace(replies: readonly Reply[] = []): Promise<Workspace> {
  open = await openWorkspace({ hear: () => replies });
  return open;
}

async function give({ deliver, finish }: Workspace, ...payloads: SlackPayload[]): Promise<void> {
  for (const payload of payloads) expect(await deliver(signPayload(payload))).toBe(200);
  await finish();
}

describe('what people are told', () => {
  it('opens a form before it whispers, and whispers to the asker where they asked', async () => {
    const house = await workspace([DONE, { kind: 'form', form: FORM }]);
    const { slack } = house;
    const responseUrl = slack.responseUrl('CSAMPLE', 'UENGLISH');
    await give(house, slashOf('/fault', '', { user: 'UENGLISH', responseUrl }));
    expect(slack.calls.slice(-2)).toEqual(['views.open', 'response_url']);
    expect(slack.views[0]).toMatchObject({ callback_id: 'ticket.report', title: { text: 'Report a fault' } });
    expect(slack.whispers).toMatchObject([
      { channel: 'CSAMPLE', user: 'UENGLISH', text: 'T-1 is &lt;open&gt; &amp; noted' },
    ]);
    expect(JSON.stringify(slack.whispers[0]?.blocks)).toContain('T-1 is <open> & noted');
    expect(slack.messages).toEqual([]);
  });

  it('answers a mention in its thread, to who asked alone', async () => {
    const house = await workspace([DONE]);
    const said = { text: `<@${BOT_USER}|deskbell> status`, thread_ts: '1700000000.000100' };
    await give(house, messageOf(said, { user: 'UENGLISH' }));
    expect(house.slack.whispers).toMatchObject([{ channel: 'CSAMPLE', user: 'UENGLISH', thread: '1700000000.000100' }]);
    expect(house.heard).toMatchObject([{ kind: 'words', word: '', text: 'status' }]);
  });

  it('answers a direct message there', async () => {
    const house = await workspace([DONE]);
    const said = { type: 'message', channel_type: 'im', text: 'mine' };
    await give(house, messageOf(said, { user: 'UENGLISH', channel: 'DUENGLISH' }));
    expect(house.heard[0]?.place.channelId).toBe('@UENGLISH');
    expect(house.slack.messages).toMatchObject([{ channel: 'DUENGLISH', text: 'T-1 is &lt;open&gt; &amp; noted' }]);
  });

  it('says it in direct messages when the channel does not take it', async () => {
    const house = await workspace([DONE]);
    house.slack.failNext('chat.postEphemeral', { status: 200, body: { ok: false, error: 'user_not_in_channel' } });
    await give(house, messageOf({ text: 'status' }, { user: 'UENGLISH' }));
    expect(house.slack.messages).toMatchObject([{ channel: 'DUENGLISH' }]);
  });

  it('gives a button where nothing can open a form, and only who asked can open it', async () => {
    const house = await workspace([{ kind: 'form', form: FORM }]);
    const { slack, deliver, finish } = house;
    await deliver(signPayload(messageOf({ text: 'fault' }, { user: 'UENGLISH' })));
    const [{ blocks }] = (await until('a whisper', async () =>
      slack.whispers.length > 0 ? slack.whispers : undefined,
    )) as [(typeof slack.whispers)[0]];
    const [button] = (blocks.at(-1)?.elements ?? []) as [object];
    await deliver(signPayload(pressOf(button, { user: 'UENGLISH' })));
    await deliver(
      signPayload(pressOf(button, { user: 'UOTHER', responseUrl: slack.responseUrl('CSAMPLE', 'UOTHER') })),
    );
    await finish();
    expect(slack.views).toMatchObject([{ title: { text: 'Report a fault' } }]);
    expect(slack.whispers.at(-1)).toMatchObject({ user: 'UOTHER', text: expect.stringContaining('expired') });
    expect(house.heard).toHaveLength(1);
  });

  it('asks before an option that wants to be confirmed, and hears the press after that', async () => {
    const house = await workspace();
    const { slack, heard, deliver, finish } = house;
    const option = {
      text: { text: '撤回响应' },
      value: '["ticket.undo-acknowledge","ticket","T-1"]',
      description: { text: '确定撤回？' },
    };
    await deliver(signPayload(pressOf({ type: 'overflow', selected_option: option }, { user: 'UCHINESE' })));
    const [view] = await until('the question', async () => (slack.views.length > 0 ? slack.views : undefined));
    expect(heard).toEqual([]);
    expect(JSON.stringify(view)).toContain('确定撤回？');
    await deliver(signPayload(submissionOf(view ?? {}, { user: 'UCHINESE' })));
    await finish();
    expect(heard).toMatchObject([
      { kind: 'button', command: 'ticket.undo-acknowledge', args: { ticket: 'T-1' }, place: { channelId: 'CSAMPLE' } },
    ]);
  });

  it('tells who presses something that is none of ours', async () => {
    const house = await workspace();
    await give(house, pressOf({ type: 'button', value: 'vote-1' }, { user: 'UCHINESE' }));
    expect(house.heard).toEqual([]);
    expect(house.slack.whispers).toMatchObject([{ user: 'UCHINESE', text: expect.stringContaining('已失效') }]);
  });

  it('is told when the answer could not be shown', async () => {
    const house = await workspace([
      { kind: 'card', card: { subject: 'x', tone: 'neutral', title: '', badges: [], parts: [] } },
    ]);
    await give(house, slashOf('/desk', 'mine', { user: 'UENGLISH' }));
    expect(house.slack.whispers).toMatchObject([{ text: expect.stringContaining('could not be shown') }]);
  });
});

describe('what is heard', () => {
  it('gives a message that comes as two events one id', async () => {
    const house = await workspace();
    const said = { text: `<@${BOT_USER}> fault`, ts: '1700000050.000100' };
    const by = { user: 'UENGLISH', channel: 'DUENGLISH' };
    await give(house, messageOf(said, by), messageOf({ ...said, type: 'message', channel_type: 'im' }, by));
    expect(new Set(house.heard.map(({ id }) => id))).toEqual(new Set(['message/DUENGLISH/1700000050.000100']));
    expect(house.heard).toHaveLength(2);
  });

  it('knows a press inside a thread from one on the message that begins it', async () => {
    const house = await workspace();
    const action = { type: 'button', value: '["ticket.acknowledge","ticket","T-1"]' };
    for (const thread_ts of [undefined, '1700000000.000100', '1600000000.000100']) {
      const before = house.heard.length;
      await house.deliver(signPayload(pressOf(action, { user: 'UENGLISH', thread: thread_ts })));
      await until('the press', async () => (house.heard.length > before ? true : undefined));
    }
    expect(house.heard.map(({ place }) => place.threadId)).toEqual(['', '', '1600000000.000100']);
  });

  it('keys people by workspace and id, and knows the language of those whom Slack tells about', async () => {
    const house = await workspace();
    const { deliver, finish, heard } = house;
    for (const by of [{ user: 'UCUSTOMER', team: 'TCLIENT' }, { user: 'UCHINESE' }])
      await deliver(signPayload(slashOf('/fault', 'x', by)));
    await finish();
    const people = heard.map(({ person, language }) => ({ ...person, language }));
    expect(people).toContainEqual(
      expect.objectContaining({ teamId: 'TCLIENT', userId: 'UCUSTOMER', language: undefined }),
    );
    expect(people).toContainEqual(expect.objectContaining({ teamId: 'THOME', userId: 'UCHINESE', language: 'zh-CN' }));
  });

  it('asks Slack who somebody is once, and goes on without when Slack does not say', async () => {
    const house = await workspace();
    const { slack, deliver, finish, heard } = house;
    slack.failNext('users.info', { status: 500 });
    for (const _ of ['unanswered', 'asked again', 'remembered']) {
      const before = heard.length;
      await deliver(signPayload(slashOf('/fault', 'x', { user: 'UCHINESE' })));
      await until('the words', async () => (heard.length > before ? true : undefined));
    }
    await finish();
    expect(heard.map(({ language }) => language)).toEqual([undefined, 'zh-CN', 'zh-CN']);
    expect(slack.calls.filter((method) => method === 'users.info')).toHaveLength(2);
  });

  it('learns who somebody is although Slack took longer than they could wait', async () => {
    open = await openWorkspace({ waits: { strangerWaitMs: 1, personWaitMs: 1 } });
    const { slack, deliver, heard } = open;
    const release = slack.hold('users.info');
    const report = () => deliver(signPayload(slashOf('/fault', 'x', { user: 'UCHINESE' })));
    await report();
    await report();
    await until('the words', async () => (heard.length === 2 ? true : undefined));
    release();
    await until('the language', async () => {
      await report();
      return heard.at(-1)?.language === 'zh-CN' ? true : undefined;
    });
    expect(slack.calls.filter((method) => method === 'users.info')).toHaveLength(1);
  });

  it('takes nobody for one of ours as long as Slack does not say who we are', async () => {
    const slack = await openSampleSlack();
    slack.failNext('auth.test', { status: 500 });
    open = await openWorkspace({ slack, waits: { personWaitMs: 1 } });
    slack.hold('auth.test');
    await give(open, slashOf('/fault', 'x', { user: 'UENGLISH' }));
    expect(open.heard).toMatchObject([{ person: { teamId: 'THOME', external: true } }]);
  });

  it('takes nobody for one of ours whom Slack’s own word places elsewhere', async () => {
    const slack = await openSlackServer({
      channels: ['CSAMPLE'],
      locales: {},
      people: { UGUEST: { team_id: 'TCLIENT' } },
    });
    open = await openWorkspace({ slack });
    await give(open, pressOf({ value: '["ticket.mine"]' }, { user: 'UGUEST' }));
    expect(open.heard).toMatchObject([{ person: { external: true } }]);
  });

  it('reads what people typed, not how Slack marks it up', async () => {
    const house = await workspace();
    const text = 'a &lt;b&gt; &amp;amp; <https://x.example/?a=1&amp;b=2|x.example> <#C1|general> <@U9|wang> <!channel>';
    await give(house, slashOf('/fault', text, { user: 'UENGLISH' }));
    expect(house.heard).toMatchObject([
      { text: 'a <b> &amp; x.example (https://x.example/?a=1&b=2) #general @wang @channel' },
    ]);
  });

  it.each<[string, SlackPayload]>([
    ['another bot', messageOf({ text: 'fault', bot_id: 'B1' }, { user: 'UBOT' })],
    ['an edit', messageOf({ type: 'message', channel_type: 'im', subtype: 'message_changed' }, { user: 'UENGLISH' })],
    ['talk in a channel', messageOf({ type: 'message', channel_type: 'channel', text: 'fault' }, { user: 'UENGLISH' })],
    ['a kind of event it does not know', messageOf({ type: 'reaction_added' }, { user: 'UENGLISH' })],
    [
      'a form that another workspace’s installation opened',
      submissionOf(
        { app_installed_team_id: 'TOTHER', callback_id: 'ticket.report', private_metadata: metadata('CSAMPLE') },
        { user: 'UENGLISH' },
      ),
    ],
  ])('passes over %s', async (_what, payload) => {
    const house = await workspace([DONE]);
    await give(house, payload);
    expect(house.heard).toEqual([]);
    expect(house.slack.whispers).toEqual([]);
  });
});

function metadata(channelId: string): string {
  return JSON.stringify({ press: '["ticket.report"]', channelId, threadId: '' });
}
