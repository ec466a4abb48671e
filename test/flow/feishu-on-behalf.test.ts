import { expect, it } from 'vitest';
import { callerBook } from '../support/caller-book.ts';
import { feishuBookOf } from '../support/feishu-book.ts';
import { overrunsOfCard } from '../support/feishu-card-rules.ts';
import type { FeishuMessage } from '../support/feishu-chats.ts';
import { CUSTOMER, ENGINEER, type FeishuHouse, openFeishuHouse, TEAM } from '../support/feishu-house.ts';
import { controlsOf, messageOf, pressOf } from '../support/feishu-payload.ts';
import { until } from '../support/until.ts';

const DIRECT = { user: ENGINEER.user };
const CALLED = { contact: 'Zhao Min', phone: '138 0000 1111', way: 'phone', kind: 'fault', text: 'core switch down' };

const wordsOf = (message: FeishuMessage | undefined) => JSON.stringify(message?.content);

/** Forms that people have in their chat with us, oldest first; one that was sent is no form any more. */
function formsIn(house: FeishuHouse): FeishuMessage[] {
  return house.in(`oc_p2p${ENGINEER.user.slice(3)}`).filter((message) => wordsOf(message).includes('"_submit"'));
}

/** The newest form with these words on it, as soon as it is there. */
function formWith(house: FeishuHouse, words: string): Promise<FeishuMessage> {
  return until(`a form with ${words}`, async () => formsIn(house).findLast((form) => wordsOf(form).includes(words)));
}

async function send(house: FeishuHouse, form: FeishuMessage, values: object) {
  const submit = controlsOf(form.content).find(({ name }) => name === '_submit');
  const sent = { value: submit?.behaviors[0].value, name: '_submit', form_value: values };
  return house.give(pressOf(sent, DIRECT, form.id));
}

it('a call is written down in Feishu: each form is a card of its own, and keeps what was typed, times too', async () => {
  const book = feishuBookOf(await callerBook('en'));
  const house = await openFeishuHouse({ change: () => book });
  try {
    await house.give(messageOf({ text: '/fault' }, DIRECT));
    const who = await formWith(house, 'caller');
    const unknown = await send(house, who, { caller: '138 0000 1111' });
    expect(unknown).toMatchObject({
      toast: { type: 'error', content: expect.stringContaining('choose the customer') },
    });
    expect(unknown, 'the form stays as it is').not.toHaveProperty('card');
    await send(house, who, { caller: 'Zhao Min 138 0000 1111', customer: 'sample' });

    const what = await formWith(house, 'outageSince');
    expect(overrunsOfCard(what.content)).toEqual([]);
    expect(wordsOf(what)).toContain('"default_value":"Zhao Min"');
    const outage = { outageSince: '2026-09-28 08:00 +0800', affectedPercent: '40' };
    await send(house, what, { ...CALLED, ...outage, device: 'device1', callback: '30' });

    const shown = await formWith(house, '10:20');
    expect(wordsOf(shown)).toContain('"initial_datetime":"2026-09-28 08:00"');
    expect(wordsOf(shown)).toContain('"initial_option":"device1"');
    expect(house.in(CUSTOMER)).toEqual([]);
    const answer = await send(house, shown, { ...CALLED, ...outage, device: 'device1', callback: '30' });
    expect(answer).toMatchObject({ toast: { type: 'success', content: expect.stringContaining('T-1') } });

    const theirs = await until('the ticket', async () =>
      house.in(CUSTOMER).find((each) => wordsOf(each).includes('T-1')),
    );
    expect(wordsOf(theirs)).toContain('taken down by Li Wei');
    for (const message of house.in(CUSTOMER)) expect(wordsOf(message)).not.toContain('138 0000 1111');
    expect(house.in(TEAM).map(wordsOf).join()).toContain('138 0000 1111');
  } finally {
    await house.close();
  }
  expect(house.alarms).toEqual([]);
});
