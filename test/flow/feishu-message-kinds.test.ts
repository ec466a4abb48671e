import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BookCustomer, BookSource } from '../../src/desk/book/schema.ts';
import type { FeishuMessage } from '../support/feishu-chats.ts';
import { CUSTOMER, ENGINEER, type FeishuHouse, openFeishuHouse, REPORTER, TEAM } from '../support/feishu-house.ts';
import { controlsOf, messageOf, pressOf } from '../support/feishu-payload.ts';
import { until } from '../support/until.ts';

interface Kind {
  readonly message_type: string;
  readonly content: Record<string, unknown>;
}
const KINDS: Readonly<Record<string, Kind>> = JSON.parse(
  readFileSync(new URL('../fixture/feishu/message-kinds.json', import.meta.url), 'utf8'),
);

interface Said {
  readonly event: { readonly message: { readonly message_id: string; readonly chat_id: string } };
}

const wordsOf = (message: FeishuMessage | undefined) => JSON.stringify(message?.content);

describe('a ticket made of a message on Feishu', () => {
  let house: FeishuHouse;
  afterEach(async () => {
    await house.close();
    expect(house.alarms).toEqual([]);
  });

  /** A person sends a message of a kind into a chat; gives its id. */
  function send(kind: string, chat: string, more: Partial<FeishuMessage> = {}): string {
    const { message_type: type, content } = KINDS[kind] ?? { message_type: '', content: {} };
    const message = { id: 'om_parent', chat, root: '', thread: '', type, content, createdAt: 0, sender: 'ou_reporter' };
    house.feishu.say({ ...message, ...more });
    return more.id ?? 'om_parent';
  }

  /** A person replies to a message. */
  async function reply(parent: string, text: string, by: Parameters<typeof messageOf>[1]): Promise<void> {
    const said = messageOf({ text, more: { parent_id: parent, root_id: parent } }, by) as Said;
    const { message_id: id, chat_id: chat } = said.event.message;
    house.feishu.say({
      id,
      chat,
      root: parent,
      thread: '',
      type: 'text',
      content: { text },
      createdAt: 0,
      sender: by.user,
    });
    await house.give(said);
  }

  /** A person replies to it with these words; gives the form that they get. */
  async function makeTicket(
    parent: string,
    words: string,
    by: typeof REPORTER | typeof ENGINEER,
  ): Promise<FeishuMessage> {
    await reply(parent, words, { ...by, chat: CUSTOMER });
    return until('the form', async () =>
      house.feishu.messages.find(({ content }) => controlsOf(content).some(({ name }) => name === '_submit')),
    );
  }

  async function submit(form: FeishuMessage, by: typeof REPORTER | typeof ENGINEER, filled: object): Promise<void> {
    const value = controlsOf(form.content).find(({ name }) => name === '_submit')?.behaviors[0].value;
    const chat = house.feishu.messages.includes(form) && form.chat === CUSTOMER ? { chat: CUSTOMER } : {};
    const { chat: _chat, ...who } = by;
    const answer = await house.give(
      pressOf({ value, name: '_submit', form_value: { kind: 'fault', ...filled } }, { ...who, ...chat }, form.id),
    );
    expect(answer).toMatchObject({ toast: { type: 'success' } });
  }
  const teamCard = () => until('the card', async () => house.in(TEAM).find(({ type }) => type === 'interactive'));

  describe('with the sample book', () => {
    beforeEach(async () => {
      house = await openFeishuHouse();
    });

    it.each([
      ['picture', 'image'],
      ['file', 'core.log'],
      ['voice', 'voice.opus'],
      ['video', 'wall.mp4'],
    ])('that is a %s has the file, by staff and by the customer', async (kind, name) => {
      for (const [at, by] of [ENGINEER, REPORTER].entries()) {
        const parent = send(kind, CUSTOMER, { id: `om_parent${at}` });
        const before = house.feishu.messages.length;
        await reply(parent, '请转工单。', { ...by, chat: CUSTOMER });
        const form = await until('the form', async () =>
          house.feishu.messages
            .slice(before)
            .find(({ content }) => wordsOf({ content } as FeishuMessage).includes('_submit')),
        );
        await submit(form, by, { text: `dark wall ${at}` });
        const card = await until('the card', async () =>
          house.in(TEAM).find((each) => wordsOf(each).includes(`dark wall ${at}`)),
        );
        expect(wordsOf(card)).toContain(name);
      }
    });

    it('that is an alert on a card has its words and links', async () => {
      const parent = send('card as it was sent, version 2', CUSTOMER);
      const form = await makeTicket(parent, 'ticket, please', REPORTER);
      const text = /"default_value":"((?:[^"\\]|\\.)*)"/.exec(wordsOf(form))?.[1] ?? '';
      expect(text).toContain('Link down\\ncore-1');
      await submit(form, REPORTER, { text: JSON.parse(`"${text}"`) });
      const card = wordsOf(await teamCard());
      expect(card).toContain('T-1 · Link down');
      expect(card).toContain('https://mon.example/p3');
    });

    it('that is a forward has the words with who said each, however long', async () => {
      const long = 'the wall is dark, '.repeat(80);
      const upper = 'om_parent';
      send('text', 'oc_elsewhere', { id: 'om_1', upper, content: { text: long }, createdAt: 1 });
      send('text', 'oc_elsewhere', {
        id: 'om_2',
        upper,
        content: { text: 'since noon' },
        createdAt: 2,
        sender: ENGINEER.user,
      });
      send('file', 'oc_elsewhere', { id: 'om_3', upper, createdAt: 3 });
      const form = await makeTicket(send('forward', CUSTOMER), '转工单', ENGINEER);
      expect(wordsOf(form)).toContain('转发消息里的文件');
      const shown = /"default_value":"((?:[^"\\]|\\.)*)"/.exec(wordsOf(form))?.[1] ?? '';
      await submit(form, ENGINEER, { text: JSON.parse(`"${shown}"`) });
      const told = JSON.stringify(`Liu: ${long.trim()}\nengineer1: since noon\nLiu: 📎 core.log`).slice(1, -1);
      expect(wordsOf(await teamCard())).toContain(told);
    });

    it('that is gone is one of what is typed instead, and the form says so', async () => {
      const form = await makeTicket('om_gone', '报障', REPORTER);
      expect(wordsOf(form)).toContain('上面的消息已撤回');
      await submit(form, REPORTER, { text: 'wall is dark' });
      expect(wordsOf(await teamCard())).toContain('T-1 · wall is dark');
    });
  });

  it('in a direct chat has its file, which the team gets because they cannot open that chat', async () => {
    house = await openFeishuHouse({ change: withPerson('ou_reporter') });
    house.feishu.files.set('img_v3_rack', { name: 'rack', bytes: Buffer.from('a picture'), type: 'image/png' });
    const direct = `oc_p2p${REPORTER.user.slice(3)}`;
    const parent = send('picture', direct);
    const by = { user: REPORTER.user, tenant: REPORTER.tenant };
    await reply(parent, '转工单', by);
    const form = await until('the form', async () =>
      house.in(direct).find((each) => wordsOf(each).includes('_submit')),
    );
    await submit(form, { ...REPORTER, chat: direct }, { text: 'rack is dark' });
    const picture = await until('the picture', async () => house.in(TEAM).find(({ type }) => type === 'image'));
    expect(house.feishu.files.get(String(picture.content.image_key))?.bytes.toString()).toBe('a picture');
  });

  it('names any of a customer’s 300 devices, found by a part of its name', async () => {
    house = await openFeishuHouse({ change: withDevices(300) });
    const form = await makeTicket('om_gone', '转工单', ENGINEER);
    expect(wordsOf(form)).toMatch(/of 300|共 300 项/);
    expect(wordsOf(form)).not.toContain('"Camera 288');
    const find = controlsOf(form.content).find(({ name }) => name === '_find_device');
    const filled = { kind: 'fault', text: 'camera is dark', _query_device: 'camera 288', device: '' };
    const sought = { value: find?.behaviors[0].value, name: '_find_device', form_value: filled };
    const { card } = await house.give(pressOf(sought, { user: ENGINEER.user }, form.id));
    expect(JSON.stringify(card)).toContain('Camera 288');
    expect(JSON.stringify(card)).toContain('camera is dark');
    expect(house.in(TEAM)).toEqual([]);
    const found = { ...form, content: card?.data as FeishuMessage['content'] };
    await submit(found, ENGINEER, { text: 'camera is dark', device: 'camera288' });
    expect(wordsOf(await teamCard())).toContain('Camera 288');
  });
});

function withDevices(count: number) {
  return changeCustomer(({ devices: [device], sites: [site] }) => {
    if (!device || !site) throw new Error('no device');
    const name = (at: number) => ({ zh: `Camera ${at}`, en: `Camera ${at}` });
    const camera = (at: number) => ({ ...device, key: `camera${at}`, name: name(at), site: site.key });
    return { devices: Array.from({ length: count }, (_, at) => camera(at + 1)) };
  });
}

function changeCustomer(change: (customer: BookCustomer) => Partial<BookCustomer>) {
  return (book: BookSource): BookSource => {
    const [[key, customer] = []] = Object.entries(book.customers);
    if (key === undefined || !customer) throw new Error('no customer');
    return { ...book, customers: { ...book.customers, [key]: { ...customer, ...change(customer) } } };
  };
}

function withPerson(id: string) {
  return changeCustomer((customer) => ({
    people: [...customer.people, { name: { zh: 'Liu', en: 'Liu' }, ids: { feishu: id } }],
  }));
}
