import { afterEach, expect, it } from 'vitest';
import { feishuId } from '../support/feishu-book.ts';
import { overrunsOfCard } from '../support/feishu-card-rules.ts';
import type { FeishuMessage } from '../support/feishu-chats.ts';
import { type FeishuHouse, openFeishuHouse, TEAM } from '../support/feishu-house.ts';
import { actionFor, controlsOf, messageOf, pressOf as pressOnFeishu } from '../support/feishu-payload.ts';
import { slackId } from '../support/slack-book.ts';
import { buttonFor, openSlackHouse, type SlackHouse, TEAM_CHANNEL, wordsOn } from '../support/slack-house.ts';
import { pressOf, slashOf, submissionOf } from '../support/slack-payload.ts';
import { until } from '../support/until.ts';

/** Small edits of the book by payloads as Slack and Feishu send them: words, buttons, forms, refusals beside a field. */
let opened: SlackHouse | FeishuHouse | undefined;
afterEach(() => opened?.close());

const line = (name: string, value: string) => ({ [name]: { [name]: { value } } });
const choice = (name: string, value: string) => ({ [name]: { [name]: { selected_option: { value } } } });

it('on Slack: a number by its form, which stays open over what is none, and a device by the buttons of the list', async () => {
  const director = { user: slackId('U', 'director'), channel: TEAM_CHANNEL };
  const house = await openSlackHouse({ language: 'en' });
  opened = house;
  const phoneOf = async () => {
    const rows = await house.query(
      `select source->'people'->'director'->>'phone' as phone from book_version order by id desc limit 1`,
    );
    return (rows as { phone: string }[])[0]?.phone;
  };
  await house.give(slashOf('/desk', 'phone', director));
  const form = await house.view(1);
  const wrong = await house.ask(submissionOf(form, director, line('own-phone', 'call me')));
  expect(wrong).toMatchObject({
    response_action: 'errors',
    errors: { 'own-phone': expect.stringContaining('call me') },
  });
  expect(await house.ask(submissionOf(form, director, line('own-phone', '+44 20 7946 0018')))).toBeUndefined();
  await until('the new number', async () => ((await phoneOf()) === '+44 20 7946 0018' ? true : undefined));

  const shown = await listedOn(house, director);
  await house.give(pressOf(buttonFor(shown, 'device.add'), director));
  const device = await house.view(2);
  expect(wordsOn(device)).toContain('Serial number');
  const values = {
    ...line('device-name', 'GW-9'),
    ...line('device-serial', 'SN-1, SN-2'),
    ...line('device-count', '3'),
  };
  const refused = await house.ask(submissionOf(device, director, { ...values, ...choice('device-site', 'site1') }));
  expect(refused).toMatchObject({ response_action: 'errors' });
});

/** The list of devices, as it was answered. */
async function listedOn(house: SlackHouse, by: { readonly user: string; readonly channel: string }) {
  await house.give(slashOf('/desk', 'devices', by));
  const found = await until('the list', async () =>
    house.slack.requests.find(({ args }) => JSON.stringify(args).includes('device.add')),
  );
  return found.args as { readonly blocks?: unknown };
}

it('on Feishu: a contact in words, then changed by the form of its card', async () => {
  const by = { user: feishuId('ou', 'director'), chat: TEAM };
  const house = await openFeishuHouse();
  opened = house;
  await house.give(messageOf({ text: '/desk 联系人 sample 王芳 13700000001 机房' }, by));
  await house.give(messageOf({ text: '/desk 联系人 sample' }, by));
  const { card } = await until('the contacts', async () =>
    house.feishu.whispers.find((whisper) => JSON.stringify(whisper).includes('13700000001 · 机房')),
  );
  expect(JSON.stringify(card)).toContain('contact.change');
  expect(overrunsOfCard(card)).toEqual([]);
  await house.give(pressOnFeishu(actionFor(card, 'contact.change'), by));
  const forms = () =>
    house.in(`oc_p2p${by.user.slice(3)}`).filter((each) => JSON.stringify(each.content).includes('_submit'));
  const send = async (form: FeishuMessage, values: object) => {
    const submit = controlsOf(form.content).find(({ name }) => name === '_submit');
    const sent = { value: submit?.behaviors[0].value, name: '_submit', form_value: values };
    return house.give(pressOnFeishu(sent, { user: by.user }, form.id));
  };
  const which = await until('the choice', async () => forms().at(-1));
  await send(which, { contact: '王芳' });
  const form = await until('the form', async () =>
    forms().findLast((each) => JSON.stringify(each.content).includes('contact-phone')),
  );
  expect(await send(form, { 'contact-phone': '12', 'contact-for': '机房' })).toMatchObject({
    toast: { type: 'error' },
  });
  const told = await send(form, { 'contact-phone': '13700000002', 'contact-for': '机房' });
  expect(told).toMatchObject({ toast: { type: 'success', content: expect.stringContaining('13700000002') } });
});
