import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { examineSlack } from '../../../../src/adapter/slack/examine/examine.ts';
import type { SlackConfig } from '../../../../src/adapter/slack/wire/config.ts';
import { BOT_SCOPES } from '../../../../src/adapter/slack/wire/names.ts';
import type { Finding, NamedThere } from '../../../../src/chat/check.ts';
import type { GroupTrouble } from '../../../../src/chat/duty-group.ts';
import { runChecks } from '../../../../src/doctor/guard.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import { SIGNING_SECRET } from '../../../support/slack-request.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  openSlackServer,
  type SlackServer,
  type SlackServerOptions,
} from '../../../support/slack-server.ts';
import { until } from '../../../support/until.ts';

const NAMED: NamedThere = {
  channels: [
    { key: 'bank', id: 'CBANK', readers: 'customer' },
    { key: 'team', id: 'CTEAM', readers: 'staff' },
  ],
  people: [
    { key: 'li', id: 'ULI' },
    { key: 'zhang', id: 'THOME/UZHANG' },
  ],
  urgent: [],
};

/** Our time and, unless a test says otherwise, Slack's: a whole second, for Slack's answers name no smaller part. */
const NOW = Date.parse('2026-09-28T02:10:00Z');

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Sickness {
  readonly slack?: Partial<SlackServerOptions>;
  readonly config?: Partial<SlackConfig>;
  readonly deskUrl?: string;
  /** What the book names; left out: `NAMED`. */
  readonly named?: NamedThere;
  /** Runs before the checks. */
  readonly prepare?: (slack: SlackServer) => unknown;
}

async function examine({ slack = {}, config = {}, deskUrl, named = NAMED, prepare }: Sickness): Promise<Finding[]> {
  const server = await openSlackServer({ channels: ['CBANK', 'CTEAM'], locales: {}, now: () => NOW, ...slack });
  closers.push(server.close);
  await prepare?.(server);
  const secrets = { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, appToken: undefined };
  const parts = { clock: { now: () => NOW }, log: silentLog, deskUrl };
  const checks = examineSlack({ ...secrets, apiUrl: server.apiUrl, ...config }, parts, async () => named);
  const findings: Finding[] = [];
  for await (const found of runChecks(checks)) findings.push(found);
  return findings;
}

/** Matches a line whose details vary. */
function matching(pattern: RegExp): string {
  return expect.stringMatching(pattern);
}

/** The findings that are not "ok", without the prefix `doctor.slack.`. */
function sicknesses(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ level }) => level === 'warning' || level === 'wrong')
    .map(({ level, code, params }) => {
      const said = Object.values(params).join(' ');
      return `${level} ${code.replace('doctor.slack.', '')}${said === '' ? '' : ` ${said}`}`;
    })
    .filter((line) => line !== 'warning desk-unknown');
}

function dutyGroups(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ code }) => code.startsWith('doctor.slack.duty-group'))
    .map(({ level, code }) => `${level} ${code.replace('doctor.slack.', '')}`);
}

describe('examining Slack', () => {
  it('finds a healthy workspace healthy, and names it', async () => {
    const findings = await examine({});
    expect(sicknesses(findings)).toEqual([]);
    expect(findings.map(({ level, code }) => `${level} ${code}`)).toEqual([
      'ok doctor.slack.token',
      'ok doctor.slack.scopes',
      'ok doctor.slack.channel-unshared',
      'ok doctor.slack.channel-internal',
      'ok doctor.slack.people',
      'ok doctor.slack.clock',
      'warning doctor.slack.desk-unknown',
    ]);
    expect(findings[0]?.params).toEqual({ team: 'Home', teamId: 'THOME', bot: 'deskbell' });
    expect(findings[4]?.params).toEqual({ sound: 2, all: 2 });
  });

  it.each<[string, Sickness, string[]]>([
    ['a token that was revoked', { config: { botToken: 'xoxb-revoked' } }, ['wrong token-refused invalid_auth']],
    [
      "a person's token",
      {
        prepare: (slack) => slack.failNext('auth.test', { status: 200, body: { ok: true, user: 'li', team_id: 'T' } }),
      },
      ['wrong no-bot li'],
    ],
    [
      'an answer that is none of Slack',
      { prepare: (slack) => slack.failNext('auth.test', { status: 200, body: { ok: false, error: '<h1>hi</h1>' } }) },
      [matching(/^wrong unreachable 127\.0\.0\.1:\d+ unavailable$/)],
    ],
    [
      'a Slack that is not there',
      { config: { apiUrl: 'http://127.0.0.1:9/api/' } },
      ['wrong unreachable 127.0.0.1:9 unavailable'],
    ],
    [
      'missing scopes',
      { slack: { scopes: BOT_SCOPES.filter((scope) => scope !== 'chat:write' && scope !== 'commands') } },
      ['wrong scopes-missing chat:write, commands'],
    ],
    ['an unknown channel', { slack: { channels: ['CBANK'] } }, ['wrong channel-unknown team CTEAM']],
    [
      'an archived channel',
      { slack: { about: { CBANK: { is_archived: true } } } },
      ['wrong channel-archived bank CBANK'],
    ],
    [
      'a channel without the bot',
      { slack: { about: { CTEAM: { is_member: false } } } },
      ['wrong channel-uninvited team CTEAM'],
    ],
    [
      'an internal channel with outsiders',
      { slack: { about: { CTEAM: { is_ext_shared: true } } } },
      ['wrong channel-exposed team CTEAM'],
    ],
    [
      'an internal channel to which outsiders are invited',
      { slack: { about: { CTEAM: { is_pending_ext_shared: true } } } },
      ['wrong channel-exposed team CTEAM'],
    ],
    ["a customer's shared channel: nothing", { slack: { about: { CBANK: { is_ext_shared: true } } } }, []],
    ['a deactivated engineer', { slack: { about: { ULI: { deleted: true } } } }, ['wrong person-deactivated li ULI']],
    [
      'an engineer of another workspace',
      { slack: { about: { UZHANG: { team_id: 'TELSE' } } } },
      ['warning person-elsewhere zhang THOME/UZHANG'],
    ],
    [
      'an engineer of another workspace of the same organisation: nothing',
      { slack: { about: { UZHANG: { team_id: 'TELSE', enterprise_user: { teams: ['TELSE', 'THOME'] } } } } },
      [],
    ],
    [
      'somebody whom Slack does not know',
      {
        prepare: (slack) => slack.failNext('users.info', { status: 200, body: { ok: false, error: 'user_not_found' } }),
      },
      [matching(/^wrong person-unknown/)],
    ],
    ['a clock a little behind', { slack: { now: () => NOW + 100_000 } }, ['warning clock-behind 100']],
    ['a clock far ahead', { slack: { now: () => NOW - 250_000 } }, ['wrong clock-ahead 250']],
  ])('tells of %s', async (_, sickness, told) => {
    expect(sicknesses(await examine(sickness))).toEqual(told);
  });

  it.each([
    ['a public channel', {}, 'message.channels', 'channels:history'],
    ['a private channel', { CBANK: { is_private: true } }, 'message.groups', 'groups:history'],
  ])('tells what %s needs that the book listens to', async (_, about, event, scope) => {
    const named: NamedThere = {
      ...NAMED,
      channels: [{ key: 'bank', id: 'CBANK', readers: 'customer', listens: true }],
    };
    const params = { channel: 'bank', id: 'CBANK', event };
    const granted = await examine({ named, slack: { about } });
    expect(granted).toContainEqual({ level: 'note', code: 'doctor.slack.listens', params });
    const scopes = BOT_SCOPES.filter((each) => each !== scope);
    expect(await examine({ named, slack: { about, scopes } })).toContainEqual({
      level: 'wrong',
      code: 'doctor.slack.listens-not',
      params: { ...params, scope },
    });
  });

  it.each<[string, Sickness['slack'], string[]]>([
    ['is as it should be', {}, ['ok duty-group.ok']],
    ['is not there', { userGroups: [] }, ['wrong duty-group.unknown']],
    [
      'is disabled',
      { userGroups: [{ id: 'S0ONCALL', handle: 'on-call', users: ['ULI'], off: true }] },
      ['wrong duty-group.off'],
    ],
    ['may not be read', { scopes: BOT_SCOPES }, ['wrong duty-group.scope']],
    ['may not be written', { scopes: [...BOT_SCOPES, 'usergroups:read'] }, ['wrong duty-group.scope']],
  ])('tells of a user group that %s', async (_, slack, told) => {
    const named: NamedThere = { ...NAMED, dutyGroups: [{ name: 'on-call', trouble: undefined }] };
    const userGroups = [{ id: 'S0ONCALL', handle: 'on-call', users: ['ULI'] }];
    const findings = await examine({ named, slack: { userGroups, ...slack } });
    expect(dutyGroups(findings)).toEqual(told);
  });

  it('tells what only a try shows, as the desk noted it at its last one', async () => {
    const userGroups = [{ id: 'S0ONCALL', handle: 'on-call', users: ['ULI'] }];
    const told = async (trouble: GroupTrouble) =>
      dutyGroups(
        await examine({ named: { ...NAMED, dutyGroups: [{ name: 'on-call', trouble }] }, slack: { userGroups } }),
      );
    expect(await told('forbidden')).toEqual(['wrong duty-group.forbidden']);
    expect(await told('people')).toEqual(['wrong duty-group.people']);
    // What it looked at itself just now counts more.
    expect(await told('unknown')).toEqual(['ok duty-group.ok']);
    const prepare = (slack: SlackServer) =>
      slack.failNext('usergroups.list', { status: 200, body: { ok: false, error: 'plan_upgrade_required' } });
    const named = { ...NAMED, dutyGroups: [{ name: 'on-call', trouble: undefined }] };
    expect(dutyGroups(await examine({ named, prepare }))).toEqual(['wrong duty-group.plan']);
  });

  it('waits where Slack asks it to, and forgets nobody', async () => {
    const slow = { status: 429, headers: { 'retry-after': '0' } };
    const findings = await examine({ prepare: (slack) => slack.failNext('users.info', slow) });
    expect(findings).toContainEqual({ level: 'ok', code: 'doctor.slack.people', params: { sound: 2, all: 2 } });
  });

  it('asks nothing but what it may read', async () => {
    let server: SlackServer | undefined;
    await examine({
      prepare: (slack) => {
        server = slack;
      },
    });
    expect([...new Set(server?.calls)].sort()).toEqual(['auth.test', 'conversations.info', 'users.info']);
  });

  it('says what else may answer where the desk should', async () => {
    const other = createServer((_request, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const deskUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    expect(sicknesses(await examine({ deskUrl }))).toEqual([`wrong desk-other ${deskUrl}slack/events 404`]);
    other.close();
    await once(other, 'close');
    expect(sicknesses(await examine({ deskUrl }))).toEqual([`warning desk-down ${deskUrl}slack/events`]);
  });
});

describe('examining Socket Mode', () => {
  const config = { appToken: APP_TOKEN, signingSecret: undefined };
  let slack: SlackServer;

  async function examineSocket(prepare: (slack: SlackServer) => unknown, changed = config): Promise<string[]> {
    const findings = await examine({
      config: changed,
      prepare: async (server) => {
        slack = server;
        await prepare(server);
      },
    });
    return sicknesses(findings);
  }

  it('finds nothing wrong beside a connection of a desk, and leaves it alone', async () => {
    const connect = async ({ apiUrl, socket }: SlackServer) => {
      const desk = new WebSocket(new URL(socket.issuePath(), apiUrl.replace('http', 'ws')));
      closers.unshift(async () => desk.close());
      await until('its hello', async () => socket.standing === 1 || undefined);
    };
    expect(await examineSocket(connect)).toEqual([]);
    await until('our end', async () => slack.socket.standing === 1 || undefined);
    expect(slack.socket.opened).toBe(2);
  });

  it('tells that no desk is connected', async () => {
    expect(await examineSocket(() => {})).toEqual(['warning socket-unused']);
    await until('our end', async () => slack.socket.standing === 0 || undefined);
  });

  it('tells of a token that Slack refuses', async () => {
    const told = await examineSocket(() => {}, { ...config, appToken: 'xapp-revoked' });
    expect(told).toEqual(['wrong socket-refused invalid_auth']);
  });

  it('tells of an address where nobody greets', async () => {
    const told = await examineSocket(({ socket }) => Object.assign(socket.manners, { upgrade: 'refused' }));
    expect(told).toEqual(['wrong socket-silent']);
  });
});
