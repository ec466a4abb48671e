import { afterEach, describe, expect, it } from 'vitest';
import { createDutyGroups } from '../../../../src/adapter/slack/say/duty-group.ts';
import { createClient } from '../../../../src/adapter/slack/wire/client.ts';
import { BOT_SCOPES } from '../../../../src/adapter/slack/wire/names.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import {
  BOT_TOKEN,
  openSlackServer,
  type SlackServer,
  type SlackServerOptions,
} from '../../../support/slack-server.ts';
import type { SlackUserGroup } from '../../../support/slack-user-groups.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function openSlack(options: Partial<SlackServerOptions> = {}) {
  const userGroups: SlackUserGroup[] = [
    { id: 'S0OTHER', handle: 'others', users: ['UOTHER'] },
    { id: 'S0ONCALL', handle: 'on-call', users: ['UBEFORE'] },
  ];
  const slack = await openSlackServer({ channels: [], locales: {}, userGroups, ...options });
  closers.push(slack.close);
  const set = createDutyGroups(createClient({ botToken: BOT_TOKEN, apiUrl: slack.apiUrl }, 10_000, silentLog));
  const setTo = (members: readonly string[], group = 'on-call') => set({ group, members, leaving: [] });
  const members = () => slack.userGroups.groups.find(({ id }) => id === 'S0ONCALL')?.users;
  return { slack, setTo, members };
}

function forbid({ userGroups }: SlackServer): void {
  userGroups.changedBy = 'administrators';
}

function takePlan({ userGroups }: SlackServer): void {
  userGroups.plan = 'free';
}

const updates = ({ calls }: SlackServer) => calls.filter((call) => call === 'usergroups.users.update').length;

describe('a Slack user group', () => {
  it('gets those who have the bell and no others, by its handle or its id', async () => {
    const { slack, setTo, members } = await openSlack();
    expect(await setTo(['THOME/UWEI'])).toBeUndefined();
    expect(members()).toEqual(['UWEI']);
    expect(await setTo(['UMIN', 'UWEI'], 'S0ONCALL')).toBeUndefined();
    expect(members()).toEqual(['UMIN', 'UWEI']);
    expect(await setTo(['UMIN'], 'On-Call')).toBeUndefined();
    expect(slack.userGroups.groups[0]?.users).toEqual(['UOTHER']);
  });

  it('is not written where it has these members already', async () => {
    const { slack, setTo } = await openSlack();
    await setTo(['UWEI', 'UMIN']);
    await setTo(['UMIN', 'UWEI']);
    expect(updates(slack)).toBe(1);
  });

  it('that answers are lost does not matter: a repeat finds it done', async () => {
    const { slack, setTo, members } = await openSlack();
    slack.loseAnswer('usergroups.users.update');
    await expect(setTo(['UWEI'])).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await setTo(['UWEI'])).toBeUndefined();
    expect([updates(slack), members()]).toEqual([1, ['UWEI']]);
  });

  it.each([
    ['scope', { scopes: BOT_SCOPES }, undefined, 'on-call'],
    ['scope', { scopes: [...BOT_SCOPES, 'usergroups:read'] }, undefined, 'on-call'],
    ['unknown', {}, undefined, 'nobody'],
    ['off', { userGroups: [{ id: 'S0OFF', handle: 'on-call', users: ['U1'], off: true }] }, undefined, 'on-call'],
    ['forbidden', {}, forbid, 'on-call'],
    ['plan', {}, takePlan, 'on-call'],
    ['people', { people: { UMIN: {} } }, undefined, 'on-call'],
  ] as const)('tells %s where a person has to do something', async (trouble, options, prepare, group) => {
    const { slack, setTo, members } = await openSlack(options);
    const before = members();
    prepare?.(slack);
    expect(await setTo(['UWEI'], group)).toBe(trouble);
    expect(members()).toEqual(before);
  });

  it('throws what may pass: a rate limit with its wait, a workspace that is down, a refused token', async () => {
    const { slack, setTo } = await openSlack();
    slack.failNext('usergroups.list', { status: 429, headers: { 'retry-after': '7' } });
    await expect(setTo(['UWEI'])).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: 7000 });
    slack.failNext('usergroups.users.update', { status: 503, body: 'down' });
    await expect(setTo(['UWEI'])).rejects.toMatchObject({ kind: 'unavailable' });
    slack.failNext('usergroups.list', { status: 200, body: { ok: false, error: 'token_revoked' } });
    await expect(setTo(['UWEI'])).rejects.toMatchObject({ kind: 'unauthorized' });
  });
});
