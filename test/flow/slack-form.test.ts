import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import type { TextKey } from '../../src/lib/text-key.ts';
import {
  buttonFor,
  CUSTOMER_CHANNEL,
  ENGINEER,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
  wordsOn,
} from '../support/slack-house.ts';
import { pressOf, slashOf, submissionOf } from '../support/slack-payload.ts';

const REPORTER = { user: 'UGUEST', channel: CUSTOMER_CHANNEL };
const DOWN = { outageSince: { outageSince: { selected_date_time: Date.parse('2026-09-28T09:40:00+08:00') / 1000 } } };

function filled(text: string, percent = '', more: object = {}) {
  return {
    kind: { kind: { selected_option: { value: 'fault' } } },
    text: { text: { value: text } },
    affectedPercent: { affectedPercent: { value: percent } },
    ...more,
  };
}

describe('a form that the desk refuses', () => {
  let house: SlackHouse;
  beforeEach(async () => {
    house = await openSlackHouse();
  });
  afterEach(() => house.close());

  async function openForm() {
    await house.give(slashOf('/fault', '', REPORTER));
    return house.view(1);
  }

  it.each<[string, ReturnType<typeof filled>, string, TextKey | '']>([
    ['a percentage that is none', filled('core switch down', 'many'), 'affectedPercent', 'form.field.affectedPercent'],
    ['a text of nothing but blanks', filled('   '), 'text', 'form.field.text'],
    ['a text that is too long', filled('x'.repeat(4_001)), 'text', 'form.field.text'],
    [
      'an outage that has not begun',
      filled('core switch down', '', { outageSince: { outageSince: { selected_date_time: 4_000_000_000 } } }),
      'outageSince',
      '',
    ],
  ])('stays open for %s, and says so beside the field', async (_what, values, field, label) => {
    const answer = await house.ask(submissionOf(await openForm(), REPORTER, values));
    expect(answer).toMatchObject({ response_action: 'errors', errors: { [field]: expect.any(String) } });
    if (label !== '') expect(JSON.stringify(answer)).toContain(t('en', label));
    expect(house.in(TEAM_CHANNEL)).toEqual([]);
  });

  it('is corrected and sent again under the same id: one ticket, however often it comes then', async () => {
    const form = await openForm();
    expect(await house.ask(submissionOf(form, REPORTER, filled('core switch down', '101')))).toMatchObject({
      response_action: 'errors',
    });
    const corrected = submissionOf(form, REPORTER, filled('core switch down', '60', DOWN));
    expect(await house.ask(corrected)).toBeUndefined();
    await house.find(TEAM_CHANNEL, 'T-1');
    expect(await house.ask(corrected)).toBeUndefined();
    expect(house.in(TEAM_CHANNEL).map(({ text }) => /T-\d+/.exec(text)?.[0])).toEqual(['T-1']);
  });
});

describe('a desk that takes long', () => {
  let house: SlackHouse;
  afterEach(() => house.close());

  it('has a form’s sender wait in the form, and tells them there that it is done', async () => {
    house = await openSlackHouse({ waits: { ackWithinMs: 1 } });
    await house.give(slashOf('/fault', '', OUTSIDER));
    const form = await house.view(1);
    const answer = house.holdDesk();
    expect(await house.ask(submissionOf(form, OUTSIDER, filled('core switch down')))).toMatchObject({
      response_action: 'update',
      view: { title: { text: 'One moment' } },
    });
    answer();
    const told = await house.view(2);
    expect(told.id).toBe(form.id);
    expect(wordsOn(told)).toContain('T-1');
    expect(house.in(TEAM_CHANNEL)).toHaveLength(1);
  });

  it('tells a refusal there as well, late as it is', async () => {
    house = await openSlackHouse({ language: 'zh-CN', waits: { ackWithinMs: 1 } });
    await house.give(slashOf('/fault', '', OUTSIDER));
    const form = await house.view(1);
    const answer = house.holdDesk();
    expect(JSON.stringify(await house.ask(submissionOf(form, OUTSIDER, filled('交换机', 'x'))))).toContain('请稍候');
    answer();
    const told = await house.view(2);
    expect(told.id).toBe(form.id);
    expect(wordsOn(told)).toContain('受影响用户');
    expect(house.in(TEAM_CHANNEL)).toEqual([]);
  });

  it('keeps a click’s form possible: a view holds its trigger and is filled with the form', async () => {
    house = await openSlackHouse({ waits: { holdAfterMs: 0 } });
    const answer = house.holdDesk();
    await house.give(slashOf('/fault', '', OUTSIDER));
    expect(await house.view(1)).toMatchObject({ title: { text: 'One moment' } });
    answer();
    const form = await house.view(2);
    expect(form).toMatchObject({ id: 'V0', title: { text: t('en', 'form.report.title') } });
    expect(house.slack.calls.filter((call) => call.startsWith('views.'))).toEqual(['views.open', 'views.update']);
  });

  it('fills that view with the answer to a command or a press', async () => {
    house = await openSlackHouse({ waits: { holdAfterMs: 0 } });
    const report = house.holdDesk();
    await house.give(slashOf('/fault', 'core switch down', OUTSIDER));
    await house.view(1);
    report();
    expect(wordsOn(await house.view(2))).toContain('Reported as T-1');
    const card = await house.find(TEAM_CHANNEL, 'T-1');
    const press = house.holdDesk();
    await house.give(pressOf(buttonFor(card, 'ticket.acknowledge'), ENGINEER));
    await house.view(3);
    press();
    expect(wordsOn(await house.view(4))).toContain('T-1 is yours.');
  });

  it('opens a form for somebody new although Slack does not say who they are', async () => {
    house = await openSlackHouse({ waits: { strangerWaitMs: 1, personWaitMs: 1 } });
    const release = house.slack.hold('users.info');
    await house.give(slashOf('/fault', '', OUTSIDER));
    expect(await house.view(1)).toMatchObject({ title: { text: t('en', 'form.report.title') } });
    release();
  });
});
