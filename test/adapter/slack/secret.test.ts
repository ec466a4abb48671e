import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/chat/reply.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import {
  eventOf,
  messageOf,
  pressInView,
  pressOf,
  shortcutOn,
  slashOf,
  submissionOf,
} from '../../support/slack-payload.ts';
import { type SlackPayload, signPayload } from '../../support/slack-request.ts';
import { APP_TOKEN, BOT_TOKEN, BOT_USER, type Instead, openSlackServer } from '../../support/slack-server.ts';
import { lineOf } from '../contract.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const SAID = 'the vault code is 4711';
const FILE = 'merger-plan.pdf';
const BY = { user: 'UENGLISH', responseUrl: 'http://127.0.0.1:9/actions/the-way-back' };
const FILES = [{ id: 'FPLAN', name: FILE, file_access: 'check_file_info' }];
const SECRETS = [BOT_TOKEN, APP_TOKEN, 'the-way-back', 'vault', FILE];

const ANSWERS: readonly Reply[] = [
  { kind: 'whisper', text: SAID, tone: 'bad' },
  { kind: 'card', card: { subject: 'x', tone: 'neutral', title: SAID, badges: [], parts: [] } },
  { kind: 'form', form: { command: 'ticket.report', args: {}, title: SAID, submit: 'ok', intro: SAID, fields: [] } },
];
const METADATA = JSON.stringify({ press: '["ticket.report"]', channelId: 'CSAMPLE', threadId: '' });

const PAYLOADS: readonly (readonly [string, () => SlackPayload])[] = [
  ['a command', () => slashOf('/fault', SAID, BY)],
  ['a press', () => pressOf({ type: 'button', block_id: 'actions/1/ticket/1', value: `["${SAID}"]` }, BY)],
  ['a press on a home', () => pressInView({ value: '["desk.help"]' }, { type: 'home' }, BY)],
  ['a mention', () => messageOf({ text: `<@${BOT_USER}> ${SAID}`, files: FILES }, { ...BY, team: 'TCLIENT' })],
  ['a shortcut', () => shortcutOn({ ts: '1700000001.000100', text: SAID, files: FILES }, BY)],
  [
    'a form',
    () =>
      submissionOf({ callback_id: 'ticket.report', private_metadata: METADATA }, BY, {
        text: { text: { value: SAID } },
      }),
  ],
  ['an opened home', () => eventOf({ type: 'app_home_opened', user: 'UENGLISH', tab: 'home' })],
  ['a payload of no kind', () => ({ payload: { type: SAID, response_url: BY.responseUrl } })],
];

/** A refusal whose error, as Slack's client keeps it, repeats what was sent. */
const TELLING = { ok: false, error: 'invalid_blocks', response_metadata: { messages: [`[ERROR] ${SAID}`] } };
const REFUSALS: readonly (readonly [string, Instead])[] = [
  ['refuses it', { status: 200, body: TELLING }],
  ['fails', { status: 500, body: `${SAID} ${BOT_TOKEN}` }],
  ['limits us', { status: 429, headers: { 'retry-after': '1', 'x-said': 'the-way-back' }, body: SAID }],
  ['says nothing that can be read', { status: 200, body: SAID }],
];
const METHODS = [
  'auth.test',
  'users.info',
  'views.open',
  'views.push',
  'views.update',
  'views.publish',
  'chat.postMessage',
  'chat.postEphemeral',
  'chat.update',
  'chat.getPermalink',
  'files.info',
  'conversations.info',
  'pins.add',
];

let open: Workspace | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function failing(instead: Instead, hear: () => readonly Reply[]) {
  const kept = createKeptLog();
  const slack = await openSlackServer({ channels: ['CSAMPLE'], locales: {} });
  open = await openWorkspace({ slack, log: kept.log, hear });
  for (const method of METHODS) for (let times = 0; times < 40; times += 1) slack.failNext(method, instead);
  return { kept, house: open };
}

describe('the log', () => {
  describe.each(REFUSALS)('when Slack %s', (_how, instead) => {
    it.each(PAYLOADS)('keeps what %s said, its ways back and our tokens to ourselves', async (_what, payload) => {
      const { kept, house } = await failing(instead, () => ANSWERS);
      await house.deliver(signPayload(payload()));
      await house.finish();
      const log = kept.take();
      expect(SECRETS.filter((secret) => log.includes(secret))).toEqual([]);
    });

    it('keeps what we send to ourselves', async () => {
      const { kept, house } = await failing(instead, () => []);
      const place = { platform: 'slack', channelId: 'CSAMPLE', threadId: '' };
      const post = { ...lineOf(SAID), pinned: true } as const;
      const card = { subject: 'x', tone: 'neutral', title: SAID, badges: [], parts: [] } as const;
      const refused = await Promise.allSettled([
        house.adapter.send(place, { ...post, readers: 'staff' }, 'notice/1', 1_700_000_000_000),
        house.adapter.send(place, post, 'notice/2', 1_700_000_000_000),
        house.adapter.refresh(place, { messageId: '1700000000.000100', threadId: '' }, { ...post, card }),
      ]);
      for (const each of refused) kept.log.error({ err: each.status === 'rejected' ? each.reason : '' }, 'outbox.dead');
      const log = kept.take();
      expect(SECRETS.filter((secret) => log.includes(secret))).toEqual([]);
    });
  });

  it('names a fault of our own, without what was said', async () => {
    const kept = createKeptLog();
    open = await openWorkspace({
      log: kept.log,
      hear: () => {
        throw new TypeError('no such thing');
      },
    });
    for (const [, payload] of PAYLOADS) await open.deliver(signPayload(payload()));
    await open.finish();
    const log = kept.take();
    expect(log).toContain('no such thing');
    expect(SECRETS.filter((secret) => log.includes(secret))).toEqual([]);
  });
});
