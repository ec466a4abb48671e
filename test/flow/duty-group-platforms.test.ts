import { describe, expect, it, onTestFinished } from 'vitest';
import type { DutyGroups } from '../../src/desk/book/duty-group-rule.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { feishuId } from '../support/feishu-book.ts';
import { openFeishuHouse } from '../support/feishu-house.ts';
import { must } from '../support/must.ts';
import { slackId } from '../support/slack-book.ts';
import { openSlackHouse, TEAM_CHANNEL, wordsOn } from '../support/slack-house.ts';

const WEEK_HOURS = 7 * 24;

function withGroup(group: DutyGroups): (book: BookSource) => BookSource {
  return (book) => ({
    ...book,
    rotations: { ...book.rotations, primary: { ...must(book.rotations.primary), group } },
  });
}

describe('on Slack', () => {
  async function openSlack() {
    const userGroups = [{ id: 'S0ONCALL', handle: 'on-call', users: ['UBEFORE'] }];
    const house = await openSlackHouse({ change: withGroup({ slack: 'on-call' }), userGroups });
    onTestFinished(() => house.close());
    await house.forward(0);
    return { house, members: () => house.slack.userGroups.groups[0]?.users };
  }

  it('@on-call follows a handoff', async () => {
    const { house, members } = await openSlack();
    expect(members()).toEqual([slackId('U', 'engineer1')]);
    await house.forward(WEEK_HOURS);
    expect(members()).toEqual([slackId('U', 'engineer2')]);
  });

  it('a handoff that Slack did not take before the process ended is made up for by the next process', async () => {
    const { house, members } = await openSlack();
    house.slack.failNext('usergroups.users.update', { status: 500, body: 'down' });
    house.slack.failNext('usergroups.list', { status: 429, headers: { 'retry-after': '1' } });
    await house.forwardTo(Date.parse('2026-10-05T09:00:00+08:00'));
    expect(members()).toEqual([slackId('U', 'engineer1')]);
    await house.restart();
    await house.deliver();
    await house.deliver();
    expect(members()).toEqual([slackId('U', 'engineer2')]);
  });

  it('that only administrators may change it is said in the team’s channel, once, with what to do', async () => {
    const { house, members } = await openSlack();
    house.slack.userGroups.changedBy = 'administrators';
    await house.forward(WEEK_HOURS + 3);
    const told = house.in(TEAM_CHANNEL).filter((message) => wordsOn(message.blocks).includes('@on-call'));
    expect(told).toHaveLength(1);
    expect(wordsOn(must(told[0]).blocks)).toContain('Workspace settings > Permissions > User groups');
    house.slack.userGroups.changedBy = 'everyone';
    await house.forward(1);
    expect(members()).toEqual([slackId('U', 'engineer2')]);
  });
});

describe('on Feishu', () => {
  it('the duty chat has the one who has the bell, and others of no rotation stay in it', async () => {
    const chats = { oc_duty: { members: [feishuId('ou', 'director'), feishuId('ou', 'engineer3')] } };
    const house = await openFeishuHouse({ change: withGroup({ feishu: 'oc_duty' }), chats });
    onTestFinished(() => house.close());
    const members = () => house.feishu.membersOf('oc_duty');
    await house.forward(0);
    expect(members()).toEqual([feishuId('ou', 'director'), feishuId('ou', 'engineer1')]);
    await house.forward(WEEK_HOURS);
    expect(members()).toEqual([feishuId('ou', 'director'), feishuId('ou', 'engineer2')]);
    expect(house.alarms).toEqual([]);
  });
});
