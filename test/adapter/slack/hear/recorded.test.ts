import { afterEach, describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../../../src/chat/event.ts';
import { createKeptLog } from '../../../support/kept-log.ts';
import { type SlackPayload, signPayload } from '../../../support/slack-request.ts';
import { openSlackServer, type SlackServerOptions } from '../../../support/slack-server.ts';
import { until } from '../../../support/until.ts';
import { readFixture } from '../../contract.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

const kept = createKeptLog();
let open: Workspace | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** A workspace that has received and worked on these recorded payloads. */
async function giveRecorded(names: readonly string[], told: Partial<SlackServerOptions> = {}): Promise<Workspace> {
  const slack = await openSlackServer({
    channels: ['CSAMPLE', 'CTEAM'],
    locales: { UENGLISH: 'en-GB' },
    people: { USTRANGER: { team_id: 'TCLIENT' } },
    files: {
      FRACK: { name: 'rack.png', permalink: 'https://client.slack.com/files/FRACK' },
      FPLAN: { name: 'plan.pdf', permalink: 'https://client.slack.com/files/FPLAN' },
    },
    ...told,
  });
  const house = await openWorkspace({ slack, log: kept.log });
  open = house;
  for (const name of names) {
    const { headers, ...payload } = readFixture('slack', name) as SlackPayload & { headers?: Record<string, string> };
    expect(await house.deliver(signPayload(payload as SlackPayload, headers ? { headers } : {}))).toBe(200);
  }
  if (names.length > 0) await house.finish();
  return house;
}

/** A person of a customer's workspace. */
const CUSTOMER = { teamId: 'TCLIENT', userId: 'UCUSTOMER', external: true };
const ENGINEER = { teamId: 'THOME', userId: 'UENGLISH', external: false };
const CHANNEL = { platform: 'slack', channelId: 'CSAMPLE', threadId: '' };
const FILES = { name: 'rack.png', link: 'https://client.slack.com/files/FRACK' };

const HEARD: readonly (readonly [string, object])[] = [
  ['external-click', { kind: 'button', command: 'ticket.update', subject: 'ticket/12', person: CUSTOMER }],
  ['external-click-without-its-team', { kind: 'button', person: { teamId: 'TCLIENT', external: true } }],
  ['external-click-in-a-view', { kind: 'button', command: 'ticket.update', person: CUSTOMER, place: CHANNEL }],
  [
    'external-form',
    {
      kind: 'submit',
      id: 'view/VFORM1',
      command: 'ticket.report',
      person: CUSTOMER,
      place: CHANNEL,
      values: { text: 'core <switch> down & out', kind: 'fault', device: '', outageSince: '', contact: '' },
    },
  ],
  ['external-direct-message', { kind: 'words', person: CUSTOMER, place: { channelId: '@UCUSTOMER' } }],
  ['external-mention', { kind: 'words', text: 'core switch <A> is down', person: CUSTOMER, place: CHANNEL }],
  ['external-mention-status', { kind: 'words', text: 'status', person: CUSTOMER }],
  ['external-mention-file', { kind: 'words', message: { files: [FILES] } }],
  ['external-mention-without-its-team', { kind: 'words', person: { teamId: 'TCLIENT', external: true } }],
  [
    'message-shortcut',
    {
      kind: 'button',
      command: 'ticket.report-message',
      args: { text: 'the rack is <dark>\nsince this morning' },
      person: ENGINEER,
      place: CHANNEL,
    },
  ],
  ['message-shortcut-in-a-thread', { command: 'ticket.report-message', person: ENGINEER }],
  ['global-shortcut', { command: 'ticket.report', person: ENGINEER, place: { channelId: '@UENGLISH' } }],
  ['retried-event', { kind: 'words', text: 'mine', person: ENGINEER, place: { channelId: 'CTEAM' } }],
  ['message-broadcast-from-a-thread', { text: 'status', place: { threadId: '1700000400.000100' } }],
  ['home-opened', { kind: 'button', command: 'desk.home', place: { channelId: '@UENGLISH' } }],
  ['bot-joined-channel', { kind: 'button', command: 'channel.joined', place: CHANNEL }],
  [
    'click-unknown-action',
    { kind: 'button', command: 'ticket.of-old', subject: 'ticket/12', args: { ticket: 'T-12' } },
  ],
  ['click-unknown-value', { kind: 'button', command: '', subject: 'ticket/12' }],
];

const PASSED_OVER = [
  'external-form-of-another-installation',
  'click-in-a-view-of-another-installation',
  'event-of-another-installation',
  'org-wide-mention-of-another-organisation',
  'org-wide-mention',
  'messages-tab-opened',
  'somebody-joined-channel',
  'edited-message',
  'bot-message',
  'channel-id-changed',
  'app-uninstalled',
  'tokens-revoked-of-a-person',
  'tokens-revoked-of-the-bot',
];

describe('what Slack sent', () => {
  it.each(HEARD)('%s is heard as what it says', async (name, said) => {
    const { heard, slack } = await giveRecorded([name]);
    expect(heard).toMatchObject([said]);
    expect(slack.messages).toEqual([]);
  });

  it.each(PASSED_OVER)('%s asks nothing of us, and nobody is answered', async (name) => {
    const { heard, slack } = await giveRecorded([name]);
    expect(heard).toEqual([]);
    expect([...slack.messages, ...slack.whispers, ...slack.views]).toEqual([]);
  });

  it.each(['click-on-no-card', 'message-shortcut-unknown'])(
    '%s is none of ours any more: who did it is told so',
    async (name) => {
      const { heard, slack } = await giveRecorded([name]);
      expect(heard).toEqual([]);
      expect(JSON.stringify([slack.messages, slack.whispers, slack.views])).toContain('out of date');
    },
  );

  it('form-unknown is none of ours any more: it says so itself', async () => {
    const { heard, slack, ask } = await giveRecorded([]);
    const answer = await ask(signPayload(readFixture('slack', 'form-unknown') as SlackPayload));
    expect(answer).toMatchObject({ response_action: 'update' });
    expect(JSON.stringify(answer)).toContain('out of date');
    expect([...heard, ...slack.messages, ...slack.whispers, ...slack.views]).toEqual([]);
  });

  it('keeps its id when it comes again, as Slack’s own retry or sent by somebody else', async () => {
    const { heard } = await giveRecorded(['retried-event', 'retried-event', 'external-mention', 'external-mention']);
    const ids = heard.map(({ id }: ChatEvent) => id).sort();
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(2);
  });

  it('is refused when its seal is older than five minutes, however genuine', async () => {
    const { deliver } = await giveRecorded([]);
    const payload = readFixture('slack', 'external-mention') as SlackPayload;
    expect(await deliver(signPayload(payload, { stampOffset: -301 }))).toBe(401);
  });

  it('reads an organisation-wide installation, whose workspace is null', async () => {
    const colleague = { team_id: 'TWORKSPACE2', enterprise_user: { enterprise_id: 'EORG' } };
    const org = {
      self: { team_id: null, enterprise_id: 'EORG', is_enterprise_install: true },
      people: { UENGLISH: colleague },
    };
    const names = ['org-wide-mention', 'org-wide-click', 'org-wide-mention-of-another-organisation'];
    const { heard } = await giveRecorded(names, org);
    expect(heard.map(({ kind, person }) => [kind, person.teamId, person.external]).sort()).toEqual([
      ['button', 'TWORKSPACE2', false],
      ['words', 'TWORKSPACE2', false],
    ]);
  });

  it.each(['app-uninstalled', 'tokens-revoked-of-the-bot'])('%s is told to whoever keeps the desk', async (name) => {
    await giveRecorded([name]);
    expect(kept.take()).toContain('slack.revoked');
  });

  it.each(['app-uninstalled-elsewhere', 'tokens-revoked-of-a-person'])('%s is not', async (name) => {
    await giveRecorded([name]);
    expect(kept.take()).not.toContain('slack.revoked');
  });

  it('knows a channel by its old id after it got another one', async () => {
    const { heard } = await giveRecorded(['channel-id-changed', 'external-click']);
    await until('the press', async () => (heard.length > 0 ? true : undefined));
    expect(heard[0]?.place.channelId).toBe('GSAMPLE');
  });
});
