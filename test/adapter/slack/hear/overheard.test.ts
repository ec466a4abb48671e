import { afterEach, describe, expect, it } from 'vitest';
import { messageOf } from '../../../support/slack-payload.ts';
import { signPayload } from '../../../support/slack-request.ts';
import { BOT_USER, openSlackServer } from '../../../support/slack-server.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../workspace.ts';

let open: Workspace | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const BY = { user: 'UENGLISH' };
const IN_CHANNEL = { type: 'message', channel_type: 'channel', text: 'the core switch is down' };
const ROOT = '1700000000.000100';
const REPLY = { ...IN_CHANNEL, thread_ts: ROOT };
const MENTION = { text: `<@${BOT_USER}> still down`, ts: '1700000050.000100' };

/** What the desk hears of messages in a channel, with `CSAMPLE` as the only one that the book listens to. */
async function hear(said: readonly object[], options: WorkspaceOptions = {}, by: { user: string; team?: string } = BY) {
  open = await openWorkspace({ listensTo: (channelId) => channelId === 'CSAMPLE', ...options });
  for (const each of said) expect(await open.deliver(signPayload(messageOf(each, by)))).toBe(200);
  await open.finish();
  return open.heard;
}

const DEAF: WorkspaceOptions = { listensTo: () => false };

describe('what is said without mentioning us', () => {
  it.each([
    ['in a channel', IN_CHANNEL],
    ['in a private channel', { ...IN_CHANNEL, channel_type: 'group' }],
    ['in a reply', REPLY],
    ['in a reply that the channel sees too', { ...REPLY, subtype: 'thread_broadcast' }],
    ['to another person', { ...IN_CHANNEL, text: '<@U9> is it down?' }],
  ])('%s is passed on as overheard where the book listens', async (_where, said) => {
    expect(await hear([said])).toMatchObject([{ kind: 'words', word: '', overheard: true }]);
  });

  it('is passed on in a thread of every channel, with the thread and its files', async () => {
    const files = [{ id: 'FRACK', name: 'rack.png', permalink: 'https://home.slack.com/files/FRACK' }];
    const heard = await hear([{ ...REPLY, text: '', subtype: 'file_share', files }], DEAF);
    expect(heard).toMatchObject([
      {
        text: '',
        overheard: true,
        wordless: 'file',
        place: { channelId: 'CSAMPLE', threadId: ROOT },
        message: { threadId: ROOT, files: [{ name: 'rack.png' }] },
      },
    ]);
  });

  it.each<[string, object]>([
    ['in a channel that the book does not listen to', IN_CHANNEL],
    ['at the head of a thread', { ...IN_CHANNEL, ts: ROOT, thread_ts: ROOT }],
  ])('%s is passed over', async (_where, said) => {
    expect(await hear([said], DEAF)).toEqual([]);
  });

  it.each<[string, object]>([
    ['an edit', { subtype: 'message_changed', message: { text: 'x' } }],
    ['a deletion', { subtype: 'message_deleted', deleted_ts: ROOT }],
    ['a join', { subtype: 'channel_join' }],
    ['a new topic', { subtype: 'channel_topic' }],
    ['another app', { subtype: 'bot_message', bot_id: 'B1', user: undefined }],
    ['a message that an app wrote for a person', { bot_id: 'B1' }],
    ['our own message', { user: BOT_USER }],
    ['Slack itself', { user: 'USLACKBOT' }],
    ['a group conversation', { channel_type: 'mpim' }],
  ])('%s is passed over, in threads too', async (_what, more) => {
    expect(
      await hear([
        { ...IN_CHANNEL, ...more },
        { ...REPLY, ...more },
      ]),
    ).toEqual([]);
  });

  it('is passed over as long as we cannot tell whether it mentions us', async () => {
    const slack = await openSlackServer({ channels: ['CSAMPLE'], locales: {} });
    slack.failNext('auth.test', { status: 500 });
    open = await openWorkspace({ slack, listensTo: () => true, waits: { personWaitMs: 1 } });
    slack.hold('auth.test');
    const payload = messageOf(MENTION, BY);
    const event = { ...IN_CHANNEL, ...MENTION, user: BY.user, channel: 'CSAMPLE' };
    expect(
      await open.deliver(signPayload({ json: { ...(payload as { json: object }).json, authorizations: [], event } })),
    ).toBe(200);
    expect(open.heard).toEqual([]);
  });

  it('asks nobody of another organisation in public, and tells nobody that it failed', async () => {
    const slack = await openSlackServer({
      channels: ['CSAMPLE'],
      locales: {},
      people: { UCUSTOMER: { team_id: 'TCLIENT' } },
    });
    const customer = { user: 'UCUSTOMER', team: 'TCLIENT' };
    const card = { subject: 'x', tone: 'neutral', title: 'Is this a fault?', badges: [], parts: [] } as const;
    await hear([REPLY], { slack, hear: () => [{ kind: 'card', card }] }, customer);
    expect(slack.messages).toMatchObject([{ channel: 'DUCUSTOMER' }]);
    await open?.close();
    const other = await openSlackServer({ channels: ['CSAMPLE'], locales: {} });
    await hear([REPLY], { slack: other, hear: () => Promise.reject(new Error('broken')) });
    expect([...other.messages, ...other.whispers]).toEqual([]);
  });
});

describe('an answer for one pair of eyes', () => {
  it('is whispered to a person of another organisation whom we cannot write to, and never posted', async () => {
    const slack = await openSlackServer({
      channels: ['CSAMPLE'],
      locales: {},
      people: { UCUSTOMER: { team_id: 'TCLIENT' } },
    });
    slack.failNext('chat.postMessage', { status: 200, body: { ok: false, error: 'cannot_dm_bot' } });
    const refusal = { kind: 'whisper', tone: 'bad', text: 'private', readers: 'asker' } as const;
    await hear([MENTION], { slack, hear: () => [refusal] }, { user: 'UCUSTOMER', team: 'TCLIENT' });
    expect(slack.whispers).toMatchObject([{ user: 'UCUSTOMER', text: 'private' }]);
    expect(slack.messages).toEqual([]);
  });
});

describe('a mention in a channel that we may read', () => {
  const asMessage = { ...IN_CHANNEL, ...MENTION };
  it.each([
    ['the mention', [MENTION, asMessage]],
    ['the message', [asMessage, MENTION]],
  ])('is heard as said to us under one id when %s comes first', async (_which, said) => {
    const heard = await hear(said);
    expect(heard).toHaveLength(2);
    for (const each of heard) {
      expect(each).toMatchObject({ id: 'message/CSAMPLE/1700000050.000100', text: 'still down' });
      expect(each).not.toHaveProperty('overheard');
    }
  });

  it('that is added to a message heard before counts as a new one', async () => {
    const before = { ...IN_CHANNEL, ts: MENTION.ts };
    expect((await hear([before, MENTION])).map(({ id }) => id).sort()).toEqual([
      'message/CSAMPLE/1700000050.000100',
      'overheard/CSAMPLE/1700000050.000100',
    ]);
  });
});
