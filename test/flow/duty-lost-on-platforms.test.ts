import { afterEach, describe, expect, it } from 'vitest';
import { feishuId } from '../support/feishu-book.ts';
import { type FeishuHouse, openFeishuHouse, REPORTER, TEAM } from '../support/feishu-house.ts';
import { eventOf as feishuEventOf, messageOf } from '../support/feishu-payload.ts';
import { slackId } from '../support/slack-book.ts';
import { CUSTOMER_CHANNEL, openSlackHouse, type SlackHouse, TEAM_CHANNEL } from '../support/slack-house.ts';
import { eventOf, slashOf } from '../support/slack-payload.ts';
import { TEAM as OUR_TEAM } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

/** engineer1 has the bell; the book names the senior engineer as the fallback. */
const ASSIGNEES = 'select assignee from ticket order by id';

let open: SlackHouse | FeishuHouse | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const assigned = async (house: SlackHouse | FeishuHouse, person: string) =>
  until(`${person} has the tickets`, async () => {
    await house.forward(0);
    const rows = (await house.query(ASSIGNEES)) as { assignee: string }[];
    return rows.length > 0 && rows.every(({ assignee }) => assignee === person) ? true : undefined;
  });
const lost = (house: SlackHouse | FeishuHouse) => house.query('select platform, user_id, person from lost_account');

describe('on Slack', () => {
  const U1 = slackId('U', 'engineer1');
  const report = (house: SlackHouse, words: string) =>
    house.give(slashOf('/fault', words, { user: 'UGUEST', channel: CUSTOMER_CHANNEL }));
  const changed = (id: string, deleted: boolean) =>
    eventOf({ type: 'user_change', user: { id, team_id: OUR_TEAM, name: id, deleted }, cache_ts: 1, event_ts: '1.1' });

  it('a deactivated account gives the bell and the tickets on, and an active one takes the bell back', async () => {
    const house = await openSlackHouse();
    open = house;
    await report(house, 'core switch down');
    await house.find(TEAM_CHANNEL, 'core switch down');
    await house.give(changed(U1, true));
    await house.settled();
    expect(await lost(house)).toEqual([{ platform: 'slack', user_id: U1, person: 'engineer1' }]);
    await assigned(house, 'senior');
    await house.find(TEAM_CHANNEL, 'cannot be reached any more');
    await house.give(changed(U1, false));
    await assigned(house, 'engineer1');
    expect(await lost(house)).toEqual([]);
  });

  it('other changes of profiles, and other people’s, are not even stored', async () => {
    const house = await openSlackHouse();
    open = house;
    await house.give(changed('USOMEONE', false));
    await house.settled();
    expect(await house.query('select event_id from receipt')).toEqual([]);
    await house.give(changed('USOMEONE', true));
    await house.settled();
    expect(await lost(house)).toEqual([]);
    expect(house.slack.messages.concat(house.slack.whispers as never[])).toEqual([]);
  });

  /** Slack does not take the next direct message, and tells this of the person. */
  async function failDirect(house: SlackHouse, about: object) {
    // Slack is asked who engineer3 is before anything is expected of it.
    await house.give(slashOf('/desk', 'oncall', as('engineer3')));
    await house.settled();
    house.slack.failNext('chat.postMessage', { status: 200, body: { ok: false, error: 'user_disabled' } });
    house.slack.failNext('users.info', { status: 200, body: about as never });
    await house.give(slashOf('/desk', `swap primary 2026-10-06T09:00 2026-10-06T18:00 engineer1`, as('engineer3')));
    await house.settled();
    await house.deliver();
  }
  const as = (key: string) => ({ user: slackId('U', key), channel: TEAM_CHANNEL });

  it('a direct message that is not delivered makes sure of it first', async () => {
    const house = await openSlackHouse();
    open = house;
    await report(house, 'core switch down');
    await house.find(TEAM_CHANNEL, 'core switch down');
    await failDirect(house, { ok: true, user: { id: U1, deleted: true } });
    await assigned(house, 'senior');
    expect(house.takeAlarms().length).toBeGreaterThan(0);
  });

  it('one that is not delivered to an active account is a warning to the director only', async () => {
    const house = await openSlackHouse();
    open = house;
    await failDirect(house, { ok: true, user: { id: U1, team_id: OUR_TEAM } });
    await house.find(`D${slackId('U', 'director')}`, 'does not get direct messages');
    expect(await lost(house)).toEqual([]);
    expect(house.takeAlarms().length).toBeGreaterThan(0);
  });
});

describe('on Feishu', () => {
  const OU1 = feishuId('ou', 'engineer1');
  const object = { open_id: OU1, union_id: `on_${OU1.slice(3)}`, name: 'engineer1' };
  const status = (is_resigned: boolean, is_frozen = false) => ({
    status: { is_frozen, is_resigned, is_activated: true, is_exited: false, is_unjoin: false },
  });
  const textOf = (house: FeishuHouse, words: string) =>
    until(words, async () => house.in(TEAM).find(({ content }) => JSON.stringify(content).includes(words)));

  it.each([
    ['who leaves the organisation', feishuEventOf('contact.user.deleted_v3', { object, old_object: {} })],
    [
      'whose account is suspended',
      feishuEventOf('contact.user.updated_v3', {
        object: { ...object, ...status(false, true) },
        old_object: status(false),
      }),
    ],
  ])('a person %s gives the bell and the tickets on, until the account is active again', async (_, event) => {
    const house = await openFeishuHouse();
    open = house;
    await house.give(messageOf({ text: '/fault core switch down' }, REPORTER));
    await house.give(event);
    expect(await lost(house)).toEqual([{ platform: 'feishu', user_id: OU1, person: 'engineer1' }]);
    await assigned(house, 'senior');
    await textOf(house, '已联系不上');
    await house.give(
      feishuEventOf('contact.user.updated_v3', {
        object: { ...object, ...status(false) },
        old_object: status(false, true),
      }),
    );
    await assigned(house, 'engineer1');
  });

  it('another change of a profile does nothing', async () => {
    const house = await openFeishuHouse();
    open = house;
    const renamed = { object: { ...object, ...status(true) }, old_object: { name: 'before' } };
    await house.give(feishuEventOf('contact.user.updated_v3', renamed));
    expect(await lost(house)).toEqual([]);
  });

  it.each([
    ['gone', { code: 0, data: { user: { open_id: OU1, ...status(true) } } }, 1],
    ['one we may not see', { code: 41050, msg: 'no user authority error' }, 0],
  ])('a direct message that is not delivered asks the directory first: %s', async (_, body, gone) => {
    const house = await openFeishuHouse();
    open = house;
    house.feishu.failNext('GET contact/v3/users/:id', { status: 200, body });
    house.feishu.failNext('POST im/v1/messages', { status: 400, body: { code: 230013, msg: 'no availability' } });
    const as3 = { user: feishuId('ou', 'engineer3'), chat: TEAM };
    await house.give(messageOf({ text: '/desk swap primary 2026-10-06T09:00 2026-10-06T18:00 engineer1' }, as3));
    await house.deliver();
    await until(
      'the directory was asked',
      async () => house.feishu.calls.includes('GET contact/v3/users/:id') || undefined,
    );
    await house.deliver();
    expect(await lost(house)).toHaveLength(gone);
    const director = JSON.stringify(
      house.in(`oc_p2p${feishuId('ou', 'director').slice(3)}`).map(({ content }) => content),
    );
    expect([director, JSON.stringify(house.feishu.messages)].join()).toContain(gone ? '已联系不上' : '收不到私信');
  });
});
