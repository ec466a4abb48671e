import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import {
  CUSTOMER_CHANNEL,
  ENGINEER,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
  wordsOn,
} from '../support/slack-house.ts';
import { type Json, overrunsOfOptions } from '../support/slack-limits.ts';
import { shortcutOn, slashOf, submissionOf, suggestionOf } from '../support/slack-payload.ts';

const LINES = Array.from({ length: 90 }, (_, at) => `${100 + at} %LINK-3-UPDOWN: interface Gi1/0/1 down`);
const ALERT = { ts: '1700000150.000200', subtype: 'bot_message', bot_id: 'BMON', text: '' };
const BY = { ...ENGINEER, channel: CUSTOMER_CHANNEL };

/** The values of a form that is sent as it was opened. */
function untouched({ blocks }: Json): Json {
  const inputs = (blocks as Json[]).flatMap(({ type, block_id, element }) =>
    type === 'input' ? [[String(block_id), element as Json] as const] : [],
  );
  return Object.fromEntries(
    inputs.map(([name, { initial_value, initial_option }]) => [
      name,
      { [name]: { value: initial_value ?? null, selected_option: initial_option ?? null } },
    ]),
  );
}

describe('“Make this a ticket” on an alert', () => {
  let house: SlackHouse;
  beforeEach(async () => {
    house = await openSlackHouse();
  });
  afterEach(() => house.close());

  it('begins with the words of its attachments, and the ticket has them', async () => {
    const attachments = [
      { fallback: 'x', title: 'HostDown core-sw-1', title_link: 'https://mon.example/1', text: '*down*' },
    ];
    await house.give(shortcutOn({ ...ALERT, attachments }, BY));
    const form = await house.view(1);
    expect(await house.ask(submissionOf(form, BY, untouched(form)))).toBeUndefined();
    const card = wordsOn(await house.find(TEAM_CHANNEL, 'T-1'));
    expect(card).toContain('HostDown core-sw-1 (https://mon.example/1)');
    expect(card).toContain('*down*');
  });

  it('keeps all of 3,900 characters', async () => {
    const text = LINES.join('\n').slice(0, 3_900);
    await house.give(shortcutOn({ ...ALERT, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] }, BY));
    const form = await house.view(1);
    expect(await house.ask(submissionOf(form, BY, untouched(form)))).toBeUndefined();
    const withoutBlanks = (words: string) => words.replace(/\s/g, '');
    expect(withoutBlanks(wordsOn(await house.find(TEAM_CHANNEL, 'T-1')))).toContain(
      withoutBlanks(text.slice(text.indexOf('\n'))),
    );
  });

  it('says what is missing of a longer one, and opens a ticket with what is there', async () => {
    await house.give(shortcutOn({ ...ALERT, text: `core-sw-1\n${'x'.repeat(6_000)}` }, BY));
    const form = await house.view(1);
    expect(JSON.stringify(form)).toContain('first 4000 of 6010 characters');
    expect(await house.ask(submissionOf(form, BY, untouched(form)))).toBeUndefined();
    await house.find(TEAM_CHANNEL, 'T-1');
  });

  it('refuses what was made too long by the name of the field', async () => {
    await house.give(shortcutOn({ ...ALERT, text: `core-sw-1\n${'x'.repeat(3_900)}` }, BY));
    const form = await house.view(1);
    const [, later = ''] = Object.keys(untouched(form)).filter((name) => name.startsWith('text'));
    const values = { ...untouched(form), [later]: { [later]: { value: 'y'.repeat(2_000) } } };
    const answer = await house.ask(submissionOf(form, BY, values));
    expect(answer).toMatchObject({ errors: { text: expect.stringContaining('What happened') } });
  });
});

const DEVICES = Array.from({ length: 150 }, (_, at) => ({
  key: `sw-${at + 1}`,
  name: { zh: `接入交换机${at + 1}号`, en: `Access switch ${at + 1}` },
  site: 'main',
}));

/** The book with 150 devices, and as many customers besides. */
function withMany(book: BookSource): BookSource {
  const [entry] = Object.entries(book.customers);
  if (!entry) throw new Error('no customer');
  const [key, customer] = entry;
  const others = Array.from({ length: 130 }, (_, at) => [
    `bank-${at + 1}`,
    { ...customer, name: { zh: `城商行${at + 1}`, en: `City Bank ${at + 1}` }, people: [] },
  ]);
  const site = customer.sites[0]?.key ?? '';
  const devices = DEVICES.map((device) => ({ ...device, site }));
  return { ...book, customers: { [key]: { ...customer, devices }, ...Object.fromEntries(others) } };
}

describe('a choice with more options than a menu holds', () => {
  let house: SlackHouse;
  beforeEach(async () => {
    house = await openSlackHouse({ change: withMany });
  });
  afterEach(() => house.close());

  /** The values that Slack shows for what is typed. */
  async function search(form: Json, field: string, typed: string, by: { user: string; team?: string }) {
    const answer = (await house.ask(suggestionOf(form, by, field, typed))) ?? {};
    expect(overrunsOfOptions(answer)).toEqual([]);
    const groups = (answer.option_groups ?? [answer]) as Json[];
    return groups.flatMap(({ options }) => options as Json[]).map(({ value }) => value);
  }

  it('is searched by a customer of another workspace, and what was found counts', async () => {
    await house.give(slashOf('/fault', '', OUTSIDER));
    const form = await house.view(1);
    expect(await search(form, 'device', '', OUTSIDER)).toHaveLength(100);
    expect(await search(form, 'device', 'switch 149', OUTSIDER)).toEqual(['sw-149']);
    expect(await search(form, 'device', '交换机149', OUTSIDER)).toEqual(['sw-149']);
    const values = {
      ...untouched(form),
      text: { text: { value: 'it is dark' } },
      device: { device: { selected_option: { value: 'sw-149' } } },
    };
    expect(await house.ask(submissionOf(form, OUTSIDER, values))).toBeUndefined();
    expect(wordsOn(await house.find(TEAM_CHANNEL, 'T-1'))).toContain('Access switch 149');
  });

  it('is searched after a restart, too: the desk is asked for the form again and nothing else happens', async () => {
    await house.give(slashOf('/fault', '', OUTSIDER));
    const form = await house.view(1);
    await house.restart();
    expect(await search(form, 'device', 'SWITCH 150', OUTSIDER)).toEqual(['sw-150']);
    expect(house.slack.views).toHaveLength(1);
    expect(house.in(TEAM_CHANNEL)).toEqual([]);
  });

  it('is searched after a restart in the form that a message began, whose words do not travel with it', async () => {
    const by = { ...ENGINEER, channel: TEAM_CHANNEL };
    await house.give(shortcutOn({ ts: '1700000150.000200', user: 'U1', text: 'dark '.repeat(300) }, by));
    const form = await house.view(1);
    await house.restart();
    expect(await search(form, 'customer', 'city bank 130', by)).toEqual(['bank-130']);
    expect(await search(form, 'customer', 'bank-7', by)).toContain('bank-7');
  });

  it('shows nothing of the desk to a person who did not get the form', async () => {
    await house.give(slashOf('/desk', 'dossier', ENGINEER));
    const form = await house.view(1);
    expect(await search(form, 'customer', 'bank 2', ENGINEER)).toContain('bank-2');
    const forged = await house.ask(suggestionOf(form, OUTSIDER, 'customer', 'bank 2'));
    expect(JSON.stringify(forged)).not.toContain('bank-2');
    expect(JSON.stringify(forged)).toContain('did not load');
  });
});
