import { afterEach, describe, expect, it } from 'vitest';
import { slashOf } from '../../../support/slack-payload.ts';
import { signPayload } from '../../../support/slack-request.ts';
import type { SlackServer } from '../../../support/slack-server.ts';
import { until } from '../../../support/until.ts';
import { openSampleSlack, openWorkspace, type Workspace, type WorkspaceOptions } from '../workspace.ts';

/** Short waits for tests; others are as in production. */
const QUICK = { reconnectMs: 10, reconnectMostMs: 40, reconnectSlowMs: 80, socketCloseMs: 50 };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function workspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const house = await openWorkspace({ ways: ['socket'], socketLimits: QUICK, ...options });
  open.push(house);
  return house;
}

const say = (text: string) => slashOf('/fault', text, { user: 'UENGLISH' });
const connections = (slack: SlackServer, count: number) =>
  until(`connection ${count}`, async () => (slack.socket.opened >= count && slack.socket.standing > 0) || undefined);
const textsOf = ({ heard }: Workspace) => heard.map((event) => (event.kind === 'words' ? event.text : event.kind));
const hears = (house: Workspace, ...texts: string[]) =>
  until(`hearing ${texts}`, async () => (house.heard.length >= texts.length ? textsOf(house) : undefined)).then(
    (heard) => expect(heard).toEqual(texts),
  );

describe('a socket that breaks', () => {
  it('is replaced, and what comes then is heard', async () => {
    const house = await workspace();
    await connections(house.slack, 1);
    house.slack.socket.drop();
    await connections(house.slack, 2);
    await house.slack.socket.deliver(say('after the drop'));
    await hears(house, 'after the drop');
  });

  it('is replaced when its server was killed and came back at the same address', async () => {
    const slack = await openSampleSlack();
    const house = await workspace({ slack });
    await slack.socket.deliver(say('before'));
    await slack.close();
    const again = await openSampleSlack(Number(new URL(slack.apiUrl).port));
    open.push(again);
    await again.socket.deliver(say('after'));
    await hears(house, 'before', 'after');
  });

  it('is replaced when it says nothing any more, not even to a ping', async () => {
    const house = await workspace({ socketLimits: { ...QUICK, socketPongMs: 60 } });
    await connections(house.slack, 1);
    house.slack.socket.freeze();
    await until('another connection', async () => house.slack.socket.opened > 1 || undefined);
    await house.slack.socket.deliver(say('thawed'));
    await hears(house, 'thawed');
  });

  it('is replaced at once, and no sooner closed than there is another, when Slack announces its end', async () => {
    const house = await workspace({ socketLimits: { ...QUICK, reconnectMs: 60_000, reconnectMostMs: 60_000 } });
    const { socket } = house.slack;
    await connections(house.slack, 1);
    socket.say({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'applink-1' } });
    await connections(house.slack, 2);
    await until('the end of the first', async () => socket.standing === 1 || undefined);
    await socket.deliver(say('refreshed'));
    await hears(house, 'refreshed');
  });

  it('does not throw away the work behind an acknowledgement that reaches nobody', async () => {
    const house = await workspace();
    await connections(house.slack, 1);
    house.slack.socket.post(say('goodbye'));
    house.slack.socket.leave();
    await hears(house, 'goodbye');
  });
});

describe('Slack that does not let us in', () => {
  const REFUSALS = [
    ['an error', { status: 500 }],
    ['too many requests', { status: 429, headers: { 'retry-after': '0' } }],
    ['too many requests without a word of when', { status: 429 }],
    ['a page of a proxy', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>maintenance</html>' }],
    ['a page of a proxy that forbids', { status: 403, headers: { 'content-type': 'text/html' }, body: '<html/>' }],
    ['an answer without an address', { status: 200, body: { ok: true } }],
    ['an address that is none', { status: 200, body: { ok: true, url: 'nonsense' } }],
    ['a failure of its own', { status: 200, body: { ok: false, error: 'internal_error' } }],
  ] as const;

  it('is asked again after whatever it answers', async () => {
    const slack = await openSampleSlack();
    for (const [, instead] of REFUSALS) slack.failNext('apps.connections.open', instead);
    const house = await workspace({ slack });
    await slack.socket.deliver(say('in at last'));
    await hears(house, 'in at last');
    expect(slack.calls.filter((method) => method === 'apps.connections.open')).toHaveLength(REFUSALS.length + 1);
  });

  it('is asked again after whatever it answers to a reconnect', async () => {
    const house = await workspace();
    await connections(house.slack, 1);
    for (const [, instead] of REFUSALS) house.slack.failNext('apps.connections.open', instead);
    house.slack.loseAnswer('apps.connections.open');
    house.slack.socket.drop();
    await connections(house.slack, 2);
    expect(house.failures).toEqual([]);
  });

  it('does not hold up the start when nobody is there', async () => {
    const gone = await openSampleSlack();
    await gone.close();
    const house = await workspace({ slack: gone });
    const slack = await openSampleSlack(Number(new URL(gone.apiUrl).port));
    open.push(slack);
    await slack.socket.deliver(say('there now'));
    await hears(house, 'there now');
  });

  it('is tried again when it greets nobody, or takes no socket', async () => {
    const slack = await openSampleSlack();
    slack.socket.manners.hello = false;
    const house = await workspace({ slack, socketLimits: { ...QUICK, socketHelloMs: 60 } });
    await connections(slack, 2);
    slack.socket.manners.upgrade = 'refused';
    const asked = () => slack.calls.filter((method) => method === 'apps.connections.open').length;
    const before = asked();
    await until('another try', async () => asked() > before + 1 || undefined);
    Object.assign(slack.socket.manners, { hello: true, upgrade: 'taken' });
    const greeted = slack.socket.opened;
    await connections(slack, greeted + 1);
    await slack.socket.deliver(say('greeted'));
    await hears(house, 'greeted');
  });

  it('is tried again, slowly, when Socket Mode was switched off', async () => {
    const house = await workspace();
    const { socket } = house.slack;
    await connections(house.slack, 1);
    socket.say({ type: 'disconnect', reason: 'link_disabled' });
    await until('the end of the first', async () => socket.standing === 0 || undefined);
    await connections(house.slack, 2);
    expect(house.failures).toEqual([]);
  });

  it.each(['invalid_auth', 'token_revoked', 'missing_scope', 'not_allowed_token_type'])(
    'is not asked again when it says %s',
    async (error) => {
      const house = await workspace();
      await connections(house.slack, 1);
      house.slack.failNext('apps.connections.open', { status: 200, body: { ok: false, error } });
      house.slack.socket.drop();
      const [failure] = await until('the end', async () => (house.failures.length > 0 ? house.failures : undefined));
      expect(failure?.message).toMatch(new RegExp(`SLACK_APP_TOKEN \\(${error}\\)`));
      await house.finish();
      expect(house.failures).toHaveLength(1);
    },
  );

  it('refuses to start with an app token that Slack refuses', async () => {
    const slack = await openSampleSlack();
    slack.failNext('apps.connections.open', { status: 200, body: { ok: false, error: 'invalid_auth' } });
    await expect(workspace({ slack })).rejects.toThrow('SLACK_APP_TOKEN');
  });
});

describe('what comes over a socket', () => {
  it('is acknowledged, whatever it is, before it is worked on', async () => {
    const house = await workspace({
      hear: () => {
        throw new Error('a fault of the desk');
      },
    });
    const { socket } = house.slack;
    const payloads = [say('a'), { payload: { type: 'something_new' } }, { payload: { type: 'block_suggestion' } }];
    for (const payload of payloads) expect(await socket.deliver(payload)).toMatchObject({ payload: {} });
    await hears(house, 'a');
    expect(socket.acks).toHaveLength(payloads.length);
  });

  it('may be nonsense, which is passed over', async () => {
    const house = await workspace();
    const { socket } = house.slack;
    await connections(house.slack, 1);
    for (const frame of ['null', '{"half":', '[]', '7', '', '{"type":"something_new"}']) socket.say(frame);
    socket.say({ type: 'events_api', envelope_id: 'e', payload: { type: 'app_rate_limited' } });
    socket.say({ type: 'slash_commands', envelope_id: 'e', payload: null });
    await socket.deliver(say('sense'));
    await hears(house, 'sense');
    expect(socket.opened).toBe(1);
  });

  it('comes again in another envelope under the same event id, which ends it at the receipt', async () => {
    const house = await workspace();
    const payload = say('twice');
    await house.slack.socket.deliver(payload);
    await house.slack.socket.deliver(payload);
    await hears(house, 'twice', 'twice');
    expect(new Set(house.heard.map(({ id }) => id)).size).toBe(1);
  });

  it('has the same event id as over HTTP, when Slack uses both', async () => {
    const house = await workspace({ ways: ['http', 'socket'] });
    const payload = say('both ways');
    await house.slack.socket.deliver(payload);
    expect(await house.deliver(signPayload(payload))).toBe(200);
    await hears(house, 'both ways', 'both ways');
    expect(new Set(house.heard.map(({ id }) => id)).size).toBe(1);
  });

  it('does not come over HTTP where there is no signing secret', async () => {
    const house = await workspace();
    expect(await house.deliver(signPayload(say('signed')))).toBe(404);
    expect(house.heard).toEqual([]);
  });
});
