import { afterEach, expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { feishuBookOf } from '../support/feishu-book.ts';
import { overrunsOfCard } from '../support/feishu-card-rules.ts';
import type { FeishuMessage } from '../support/feishu-chats.ts';
import { ENGINEER as AT_FEISHU, openFeishuHouse } from '../support/feishu-house.ts';
import { controlsOf, messageOf, pressOf } from '../support/feishu-payload.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';
import { OUTSIDER, openSlackHouse, TEAM_CHANNEL, wordsOn } from '../support/slack-house.ts';
import { type Json, overrunsOfOptions } from '../support/slack-limits.ts';
import { slashOf, submissionOf, suggestionOf } from '../support/slack-payload.ts';
import { until } from '../support/until.ts';

const MANY = 5_000;

/** The book with a customer of 5,000 devices. Forty have the same name: people tell them apart by serial number or site. */
function withMany(book: BookSource): BookSource {
  const [key, customer] = must(Object.entries(book.customers)[0]);
  const site = must(customer.sites[0]).key;
  const devices = Array.from({ length: MANY }, (_, at) => ({
    key: `lift-${at + 1}`,
    name: { zh: `${at % 125}号楼电梯`, en: `Lift of building ${at % 125}` },
    site,
    model: 'Gen2',
    serial: `OT-${100_000 + at}`,
    serials: [],
    count: 1,
  }));
  return { ...book, customers: { ...book.customers, [key]: { ...customer, devices } } };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** The inputs of a modal as they were opened. */
const untouched = ({ blocks }: Json): Json =>
  Object.fromEntries(
    (blocks as Json[]).flatMap(({ type, block_id, element }) => {
      const { initial_value, initial_option } = (element ?? {}) as Json;
      const given = { value: initial_value ?? null, selected_option: initial_option ?? null };
      return type === 'input' ? [[String(block_id), { [String(block_id)]: given }]] : [];
    }),
  );

it('Slack: one of 5,000 devices is found by serial number or name, chosen, and on the ticket', async () => {
  const house = await openSlackHouse({ change: withMany });
  closing.push(house.close);
  await house.give(slashOf('/fault', '', OUTSIDER));
  const form = await house.view(1);
  const search = async (typed: string) => {
    const answer = (await house.ask(suggestionOf(form, OUTSIDER, 'device', typed))) ?? {};
    expect(overrunsOfOptions(answer)).toEqual([]);
    const groups = (answer.option_groups ?? [answer]) as Json[];
    return groups.flatMap(({ options }) => options as Json[]).map(({ value }) => value);
  };
  expect(await search('')).toHaveLength(100);
  expect(await search('ot-104999')).toEqual(['lift-5000']);
  expect(await search('77号楼')).toHaveLength(40);
  expect(await search('building 77 104452')).toEqual(['lift-4453']);
  const values = {
    ...untouched(form),
    text: { text: { value: 'it stands still' } },
    device: { device: { selected_option: { value: 'lift-5000' } } },
  };
  expect(await house.ask(submissionOf(form, OUTSIDER, values))).toBeUndefined();
  expect(wordsOn(await house.find(TEAM_CHANNEL, 'T-1'))).toContain('OT-104999');
});

it('Feishu: the same, by a search in the form or page by page', async () => {
  const book = withMany(feishuBookOf(await sampleBook('en')));
  const house = await openFeishuHouse({ change: () => book });
  closing.push(house.close);
  const staff = { user: AT_FEISHU.user };
  const chat = `oc_p2p${AT_FEISHU.user.slice(3)}`;
  const formWith = (words: string): Promise<FeishuMessage> =>
    until(`a form with ${words}`, async () =>
      house.in(chat).findLast(({ content }) => JSON.stringify(content).includes(words)),
    );
  const press = async (shown: Pick<FeishuMessage, 'id' | 'content'>, name: string, filled: object) => {
    const control = controlsOf(shown.content).find((each) => each.name === name);
    const value = must(control).behaviors[0].value;
    return house.give(pressOf({ name, value, form_value: filled }, staff, shown.id));
  };
  const turned = async (shown: Pick<FeishuMessage, 'id' | 'content'>, name: string, filled: object) => {
    const answer = (await press(shown, name, filled)) as { card?: { data: Json } };
    const content = must(answer.card).data;
    expect(overrunsOfCard(content)).toEqual([]);
    return { id: shown.id, content };
  };
  const devicesOf = ({ content }: { readonly content: unknown }) => {
    const { elements } = (content as { body: { elements: readonly { elements?: readonly Json[] }[] } }).body;
    const list = elements.flatMap((each) => each.elements ?? []).find(({ name }) => name === 'device');
    return ((list?.options ?? []) as readonly { value: string }[]).map(({ value }) => value);
  };

  await house.give(messageOf({ text: '/fault' }, staff));
  await press(await formWith('caller'), '_submit', { caller: 'Zhao Min', customer: 'sample' });
  const form = await formWith('5000');
  expect(overrunsOfCard(form.content)).toEqual([]);
  const first = devicesOf(form);
  expect(first[0]).toBe('lift-1');
  const second = await turned(form, '_next_device', {});
  expect(devicesOf(second)[0]).toBe(`lift-${first.length + 1}`);
  expect(devicesOf(await turned(second, '_find_device', { _query_device: 'OT-104999' }))).toEqual(['lift-5000']);
  const other = await turned(form, '_find_device', { _query_device: '77号楼' });
  expect(devicesOf(other)[0], 'by the name in the other language').toBe('lift-78');
  const found = await turned(form, '_find_device', { _query_device: 'building 77 104452' });
  expect(devicesOf(found)).toEqual(['lift-4453']);

  const told = { contact: 'Zhao Min', phone: '138 0000 1111', way: 'phone', kind: 'fault', text: 'it stands still' };
  await press(found, '_submit', { ...told, device: 'lift-4453', callback: '30' });
  // The next form shows the deadlines, and has the device chosen, whichever page it was on.
  const shown = await formWith('"initial_option":"lift-4453"');
  await press(shown, '_submit', { ...told, device: 'lift-4453', callback: '30' });
  await until('the ticket', async () =>
    house.in(AT_FEISHU.chat).find(({ content }) => JSON.stringify(content).includes('OT-104452')),
  );
});
