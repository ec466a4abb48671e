import { afterEach, describe, expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import type { Language } from '../../src/lib/language.ts';
import { callerBook } from '../support/caller-book.ts';
import { slackBookOf } from '../support/slack-book.ts';
import {
  buttonFor,
  CUSTOMER_CHANNEL,
  ENGINEER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
  wordsOn,
} from '../support/slack-house.ts';
import type { Json } from '../support/slack-limits.ts';
import { pressInView, pressOf, slashOf, submissionOf } from '../support/slack-payload.ts';
import { until } from '../support/until.ts';

const DOWN_SINCE = Date.parse('2026-09-28T08:00:00+08:00') / 1000;

const typed = (name: string, value: string) => ({ [name]: { [name]: { value } } });
/** `value` undefined: Slack sends a select that was left open, too. */
const chosen = (name: string, value?: string) => ({
  [name]: { [name]: { selected_option: value === undefined ? null : { value } } },
});
const picked = (name: string, at: number) => ({ [name]: { [name]: { selected_date_time: at } } });

describe.each<[Language]>([['en'], ['zh-CN']])('a call, written down in Slack in %s', (language) => {
  let house: SlackHouse;
  afterEach(() => house.close());

  /** The view that replaces the one that was sent. */
  async function next(view: Json, values: object): Promise<Json> {
    const answer = (await house.ask(submissionOf(view, ENGINEER, values))) as { view?: Json } | undefined;
    if (!answer?.view) throw new Error(`no view in ${JSON.stringify(answer)}`);
    return answer.view;
  }

  it('who called, what happened, its deadlines, and the ticket in the customer’s channel; the device is corrected later', async () => {
    const book = slackBookOf(await callerBook(language));
    house = await openSlackHouse({ language, change: () => book });
    await house.give(slashOf('/fault', '', ENGINEER));
    const who = await house.view(1);
    expect(who).toMatchObject({ title: { text: t(language, 'form.behalf.title') } });
    const asked = await house.ask(
      submissionOf(who, ENGINEER, { ...typed('caller', '138 0000 1111'), ...chosen('customer') }),
    );
    expect(asked).toMatchObject({
      response_action: 'errors',
      errors: { customer: t(language, 'ticket.caller-unknown') },
    });

    const what = await next(who, { ...typed('caller', 'Zhao Min 138 0000 1111'), ...chosen('customer', 'sample') });
    expect(JSON.stringify(what)).toContain('Zhao Min');
    const values = {
      ...typed('contact', 'Zhao Min'),
      ...typed('phone', '138 0000 1111'),
      ...chosen('way', 'phone'),
      ...chosen('kind', 'fault'),
      ...typed('text', 'core switch down'),
      ...chosen('device', 'device1'),
      ...picked('outageSince', DOWN_SINCE),
      ...typed('affectedPercent', '40'),
      ...chosen('callback', '30'),
    };
    const wrong = await house.ask(submissionOf(what, ENGINEER, { ...values, ...typed('affectedPercent', 'many') }));
    expect(wrong).toMatchObject({ response_action: 'errors', errors: { affectedPercent: expect.any(String) } });
    const shown = await next(what, values);
    expect(wordsOn(shown)).toContain(t(language, 'metric.respond'));
    expect(wordsOn(shown)).toContain('10:20');
    expect(house.in(CUSTOMER_CHANNEL)).toEqual([]);
    expect(await house.ask(submissionOf(shown, ENGINEER, values))).toBeUndefined();

    const ours = await house.find(TEAM_CHANNEL, 'T-1');
    const theirs = await house.find(CUSTOMER_CHANNEL, 'T-1');
    expect(wordsOn(theirs)).toContain('138 **** 1111');
    expect(wordsOn(theirs)).not.toContain('138 0000 1111');
    expect(wordsOn(ours)).toContain('138 0000 1111');
    expect(wordsOn(ours)).toContain('10:40');

    await house.give(pressOf(buttonFor(ours, 'ticket.correct'), { ...ENGINEER, ts: ours.ts }));
    const form = await house.view(2);
    const moves = await next(form, {
      ...chosen('device', 'router'),
      ...chosen('site', 'main'),
      ...typed('contact', ''),
    });
    expect(wordsOn(moves)).toContain(t(language, 'card.billable'));
    await house.give(pressInView(buttonFor(moves, 'ticket.correct'), { ...moves, type: 'modal' }, ENGINEER));
    const corrected = await until('the corrected card', async () =>
      house.in(CUSTOMER_CHANNEL).find((message) => wordsOn(message).includes('SN-BRANCH') && message.blocks),
    );
    expect(wordsOn(corrected)).toContain(t(language, 'card.billable'));
  });
});
