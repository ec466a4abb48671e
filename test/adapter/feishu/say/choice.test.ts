import { afterEach, describe, expect, it } from 'vitest';
import type { Times } from '../../../../src/adapter/feishu/wire/incoming-limits.ts';
import type { ChatEvent } from '../../../../src/chat/event.ts';
import type { Form } from '../../../../src/chat/form.ts';
import type { Reply } from '../../../../src/chat/reply.ts';
import { type Json, overrunsOfCard } from '../../../support/feishu-card-rules.ts';
import { controlsOf, messageOf, pressOf } from '../../../support/feishu-payload.ts';
import { until } from '../../../support/until.ts';
import { HASTY, openTenant, type Tenant } from '../tenant.ts';

const base = { hint: '', required: true, initial: '' };
const optionsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ value: `d${at + 1}`, label: `Switch ${at + 1} · 机房 ${at % 7}` }));
const formOf = (count: number): Form => ({
  command: 'ticket.report',
  args: {},
  title: 'Report a fault',
  submit: 'Report',
  intro: '',
  fields: [
    {
      ...base,
      name: 'kind',
      label: 'Kind',
      kind: 'choice',
      options: [{ value: 'fault', label: 'Fault' }],
      initial: 'fault',
    },
    { ...base, name: 'text', label: 'What?', kind: 'text', maxLength: 4_000 },
    { ...base, name: 'device', label: 'Device', kind: 'choice', options: optionsOf(count) },
    { ...base, name: 'since', label: 'Since?', kind: 'datetime' },
    { ...base, name: 'percent', label: 'Share', kind: 'line', maxLength: 3 },
    { ...base, name: 'contact', label: 'Contact', kind: 'line', maxLength: 200 },
  ],
});
const STAFF = { user: 'ou_english', chat: 'oc_sample' };

let open: Tenant | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

interface Shown {
  readonly id: string;
  readonly content: Json;
}

/** A person asks for a form with this many devices. */
async function ask(
  count: number,
  hear?: (event: ChatEvent) => readonly Reply[] | Promise<readonly Reply[]>,
  times?: Partial<Times>,
): Promise<{ house: Tenant; form: Shown }> {
  const answer =
    hear ??
    (({ kind }: ChatEvent): readonly Reply[] => (kind === 'submit' ? [] : [{ kind: 'form', form: formOf(count) }]));
  open = await openTenant({ hear: answer, times: { ...HASTY, ...times } });
  await open.deliver(messageOf({ text: '/fault' }, STAFF));
  const { feishu } = open;
  const form = await until('the form', async () => feishu.messages.find(({ chat }) => chat === 'oc_p2penglish'));
  return { house: open, form };
}

/** A press on a control of the form, with what is filled in; gives the card that takes its place. */
async function press(house: Tenant, form: Shown, name: string, filled: object): Promise<Shown> {
  const control = controlsOf(form.content).find((each) => each.name === name);
  const action = { name, value: control?.behaviors[0].value, form_value: filled };
  const { answer } = await house.deliver(pressOf(action, { user: STAFF.user }, form.id));
  const { card } = answer as { card?: { data: Json } };
  if (!card) throw new Error(`no card for ${name}: ${JSON.stringify(answer)}`);
  expect(overrunsOfCard(card.data)).toEqual([]);
  return { id: form.id, content: card.data };
}

const elementsOf = (card: Json) =>
  (card.body as { elements: readonly { elements?: readonly Json[] }[] }).elements.flatMap(
    (each) => each.elements ?? [],
  );
function listIn({ content }: Shown): { values: string[]; initial: unknown } {
  const list = elementsOf(content).find(({ tag, name }) => tag === 'select_static' && name === 'device');
  const options = (list?.options ?? []) as readonly { value: string }[];
  return { values: options.map(({ value }) => value), initial: list?.initial_option };
}
const textOf = ({ content }: Shown) => JSON.stringify(content);

describe('a long list of a form', () => {
  it.each([100, 120, 150])('of %i options stands whole on one card', async (count) => {
    const { form } = await ask(count);
    expect(listIn(form).values).toHaveLength(count);
    expect(textOf(form)).not.toContain('Next page');
  });

  it('of 400 options is turned page by page, with what is filled in, and submitted', async () => {
    const { house, form } = await ask(400);
    const first = listIn(form).values;
    expect(first[0]).toBe('d1');
    expect(textOf(form)).toContain(`1–${first.length} of 400`);
    expect(overrunsOfCard(form.content)).toEqual([]);
    const filled = { kind: 'fault', text: 'dark', device: 'd2', since: '2026-09-28 07:50 +0800', percent: '30' };
    const second = await press(house, form, '_next_device', filled);
    // The chosen option stays in sight on every page.
    expect(listIn(second)).toEqual({
      values: ['d2', ...first.map((_, at) => `d${first.length + at + 1}`)],
      initial: 'd2',
    });
    for (const text of ['"default_value":"dark"', '"default_value":"30"', '"initial_datetime":"2026-09-28 07:50"'])
      expect(textOf(second)).toContain(text);
    const seen = new Set([...first, ...listIn(second).values]);
    let card = second;
    for (let turns = 0; turns < 10 && seen.size < 400; turns += 1) {
      card = await press(house, card, '_next_device', { ...filled, device: '' });
      for (const value of listIn(card).values) seen.add(value);
    }
    expect(seen.size).toBe(400);
    const submit = controlsOf(card.content).find(({ name }) => name === '_submit');
    const sent = { ...filled, device: 'd399', _query_device: 'x' };
    await house.deliver(
      pressOf({ name: '_submit', value: submit?.behaviors[0].value, form_value: sent }, STAFF, form.id),
    );
    const { since: _since, ...same } = { ...filled, device: 'd399' };
    const last = house.heard.at(-1);
    expect(last).toMatchObject({ kind: 'submit', values: same, place: { channelId: 'oc_sample' } });
    expect(last).not.toHaveProperty('values._query_device');
  });

  it('is searched by words of a name, in any width and case', async () => {
    const { house, form } = await ask(400);
    const found = await press(house, form, '_find_device', { _query_device: '机房 ＳＷＩＴＣＨ 39', device: '' });
    expect(listIn(found).values.slice(0, 2)).toEqual(['d39', 'd139']);
    expect(textOf(found)).toMatch(/1–\d+ of \d+ with/);
    expect(textOf(found)).toContain('"default_value":"机房 ＳＷＩＴＣＨ 39"');
    const none = await press(house, found, '_find_device', { _query_device: 'router', device: 'd7' });
    expect(listIn(none)).toEqual({ values: ['d7'], initial: 'd7' });
    expect(textOf(none)).toContain('None of the names has “router”');
    const all = await press(house, none, '_find_device', { _query_device: '', device: '' });
    expect(listIn(all).values).toEqual(listIn(form).values);
  });

  it('is turned later if the desk takes its time', async () => {
    const desk = Promise.withResolvers<readonly Reply[]>();
    let times = 0;
    const hear = () => {
      times += 1;
      return times === 1 ? [{ kind: 'form', form: formOf(400) } as const] : desk.promise;
    };
    const { house, form } = await ask(400, hear, { pressMs: 50 });
    const control = controlsOf(form.content).find(({ name }) => name === '_next_device');
    const action = { name: '_next_device', value: control?.behaviors[0].value, form_value: { text: 'dark' } };
    const { answer } = await house.deliver(pressOf(action, { user: STAFF.user }, form.id));
    expect(answer).toMatchObject({ toast: { type: 'info' } });
    expect(answer).not.toHaveProperty('card');
    desk.resolve([{ kind: 'form', form: formOf(400) }]);
    await house.finish();
    const turned = house.feishu.messages.find(({ id }) => id === form.id);
    expect(JSON.stringify(turned?.content)).toContain('151–300 of 400');
    expect(house.feishu.messages).toHaveLength(1);
  });

  it('is turned by the person it was shown to alone', async () => {
    const { house, form } = await ask(400);
    const control = controlsOf(form.content).find(({ name }) => name === '_next_device');
    const action = { name: '_next_device', value: control?.behaviors[0].value, form_value: { device: '' } };
    const { answer } = await house.deliver(pressOf(action, { user: 'ou_chinese' }, form.id));
    expect(answer).toMatchObject({ toast: { type: 'error' } });
    expect(answer).not.toHaveProperty('card');
    expect(house.heard).toHaveLength(1);
  });

  it('stays as it is where its form is refused meanwhile, which is said', async () => {
    let times = 0;
    const hear = (): readonly Reply[] => {
      times += 1;
      if (times === 1) return [{ kind: 'form', form: formOf(400) }];
      return [{ kind: 'whisper', text: 'T-1 is closed', tone: 'bad' }];
    };
    const { house, form } = await ask(400, hear);
    const control = controlsOf(form.content).find(({ name }) => name === '_next_device');
    const action = { name: '_next_device', value: control?.behaviors[0].value, form_value: { device: '' } };
    const { answer } = await house.deliver(pressOf(action, { user: STAFF.user }, form.id));
    expect(answer).toEqual({ toast: { type: 'error', content: 'T-1 is closed' } });
  });

  it('says how many options are left out where its form cannot be asked for again', async () => {
    const hear = ({ kind }: ChatEvent): readonly Reply[] => [
      { kind: 'form', form: formOf(kind === 'submit' ? 400 : 1) },
    ];
    const { house, form } = await ask(1, hear);
    const submit = controlsOf(form.content).find(({ name }) => name === '_submit');
    const action = { name: '_submit', value: submit?.behaviors[0].value, form_value: { text: 'x' } };
    await house.deliver(pressOf(action, { user: STAFF.user }, form.id));
    const next = await until('the next form', async () =>
      house.feishu.messages.find(({ id, content }) => id !== form.id && JSON.stringify(content).includes('of 400')),
    );
    expect(textOf(next)).toMatch(/The first \d+ of 400/);
    expect(textOf(next)).not.toContain('_next_device');
    expect(overrunsOfCard(next.content)).toEqual([]);
  });
});
