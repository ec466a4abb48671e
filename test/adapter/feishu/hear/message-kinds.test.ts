import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readContent } from '../../../../src/adapter/feishu/hear/message-content.ts';
import { asksForTicket } from '../../../../src/adapter/feishu/hear/ticket-word.ts';
import type { ChatEvent } from '../../../../src/chat/event.ts';
import type { Reply } from '../../../../src/chat/reply.ts';
import { messageOf, US } from '../../../support/feishu-payload.ts';
import { until } from '../../../support/until.ts';
import { openTenant, type Tenant } from '../tenant.ts';

interface Kind {
  readonly message_type: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** What people can send on Feishu, as its deliveries hold it. */
const KINDS: Readonly<Record<string, Kind>> = JSON.parse(
  readFileSync(new URL('../../../fixture/feishu/message-kinds.json', import.meta.url), 'utf8'),
);
const STAFF = { user: 'ou_english', chat: 'oc_sample' };

/** kind of message · what the desk hears of it · the text of a report made of it · what is said beside · keys of files */
type Row = readonly [kind: string, heard: string, report: string, note: string, files?: string];
const NOTHING = 'nothing';
const TABLE: readonly Row[] = [
  ['text', '“核心交换机坏了，[监控](https://mon.example/1)”', '核心交换机坏了，[监控](https://mon.example/1)', ''],
  [
    'post',
    '“机房告警\n看这里 监控 (https://mon.example/1)[SOB]\n$ ping 10.0.0.1\ntimeout\n---\n- 二楼\n- 三楼\nport down”',
    '机房告警\n看这里 监控 (https://mon.example/1)[SOB]\n$ ping 10.0.0.1\ntimeout\n---\n- 二楼\n- 三楼\nport down',
    '',
    'img_v3_rack file_v3_clip',
  ],
  ['post of pictures alone', 'file', '', '', 'img_v3_rack'],
  ['post of an app', '“通知\n链路中断”', '通知\n链路中断', ''],
  ['picture', 'file', '', 'what happened', 'img_v3_rack'],
  ['file', 'file', '', 'what happened', 'file_v3_log'],
  ['voice', 'voice', '', 'cannot understand it', 'file_v3_voice'],
  ['video', 'file', '', 'what happened', 'file_v3_clip'],
  ['sticker', 'sticker', '', 'A sticker cannot'],
  ['place', 'place', '📍 浙江省杭州市余杭区五常街道 (30.272741, 119.99302)', ''],
  [
    'card as Feishu retells it',
    'card',
    'CPU 告警\n主机 db-1 详情 (https://mon.example/db-1)\n来自监控',
    'pictures of a card',
  ],
  ['card as it was sent, version 1', 'card', '磁盘将满\n主机：db-1\n用量\n95%\n看板 (https://mon.example/disk)', ''],
  [
    'card as it was sent, version 2',
    'card',
    'Link down\ncore-1\nP1\nport 3 graph (https://mon.example/p3)\nsince 10:00\nPort: 3 · State: down\nOpen (https://mon.example/open)',
    '',
  ],
  ['card that Feishu does not tell', 'card', '', 'no text to read on the card'],
  ['card with its own JSON beside', 'card', 'UPS on battery', ''],
  ['forward', 'forward', '', 'forwarded messages cannot be read'],
  ['group shared', 'other', '', 'messages of this kind'],
  ['person shared', 'other', '', 'messages of this kind'],
  ['calendar event', 'other', '📅 割接\n2026-10-12 02:00 UTC – 2026-10-12 03:00 UTC', ''],
  ['calendar invitation', 'other', '📅 割接\n2026-10-12 02:00 UTC', ''],
  ['task', 'other', '更换硬盘', ''],
  ['vote', 'other', '哪天割接\n• 周五\n• 周六', ''],
  ['video call', 'other', '故障会议', ''],
  ['folder', 'other', '📁 logs', ''],
  ['red packet', 'other', '[红包]', ''],
  ['a kind of tomorrow with words', '“交换机坏了”', '交换机坏了', ''],
  ['a kind of tomorrow', 'other', '', 'messages of this kind'],
  ['a picture whose key is missing', 'file', '', 'what happened', 'no-key'],
  ['a recalled message', NOTHING, '', 'messages of this kind'],
  ["a line of Feishu's own", NOTHING, '', 'messages of this kind'],
];

const ROWS = TABLE.map(([kind, heard, report, note, files = '']) => [kind, heard, report, note, files] as const);

let open: Tenant | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** A tenant whose desk shows a form, which begins with the message's words, to people who make a ticket of a message. */
async function openReporting(): Promise<Tenant> {
  const hear = (event: ChatEvent): readonly Reply[] =>
    event.kind === 'button'
      ? [{ kind: 'form', form: { ...FORM, fields: [{ ...FIELD, initial: event.args.text ?? '' }] } }]
      : [];
  open = await openTenant({ hear });
  return open;
}
const FIELD = { name: 'text', label: 'What?', hint: '', required: true, kind: 'text', maxLength: 4_000 } as const;
const FORM = { command: 'ticket.report', args: {}, title: 'Report a fault', submit: 'Report', intro: '', fields: [] };

/** A person sends a message of a kind, which can be fetched afterwards; gives the delivery. */
function send({ feishu }: Tenant, kind: string, by: Parameters<typeof messageOf>[1], more: object = {}): object {
  const { message_type: type, content } = KINDS[kind] ?? { message_type: '', content: {} };
  const said = messageOf({ type, content, mentions: [], more }, by) as { event: { message: { message_id: string } } };
  const { message_id: id } = said.event.message;
  const chat = by.chat ?? `oc_p2p${by.user.slice(3)}`;
  feishu.say({ id, chat, root: '', thread: '', type, content, createdAt: 1, sender: by.user });
  return said;
}

function toldOf(event: ChatEvent | undefined): string {
  if (event?.kind !== 'words') return NOTHING;
  return event.wordless ?? `“${event.text}”`;
}

describe('every kind of message', () => {
  it('has its row in the table', () => {
    expect(TABLE.map(([kind]) => kind)).toEqual(Object.keys(KINDS));
  });

  it.each(ROWS)('%s, in a direct chat, is heard as %s', async (kind, heard, _report, _note, files) => {
    const house = await openReporting();
    const { status } = await house.deliver(send(house, kind, { user: 'ou_english' }));
    expect(status).toBe(200);
    await house.finish();
    const [event] = house.heard;
    expect(toldOf(event)).toBe(heard);
    if (event?.kind !== 'words') return;
    expect(event.wordless === undefined).toBe(event.text !== '');
    expect(event.message?.files.map(({ sent }) => sent?.key ?? 'no-key').join(' ')).toBe(files);
    expect(event.message?.files.every(({ link }) => link === '')).toBe(true);
  });

  it.each(ROWS)('%s, in a thread of a group, is overheard as %s', async (kind, heard, _report, _note, files) => {
    const house = await openReporting();
    await house.deliver(send(house, kind, STAFF, { root_id: 'om_root', parent_id: 'om_root', thread_id: 'omt_1' }));
    await house.finish();
    const [event] = house.heard;
    expect(toldOf(event)).toBe(heard);
    if (event?.kind !== 'words') return;
    expect(event).toMatchObject({ overheard: true, place: { channelId: 'oc_sample', threadId: 'om_root' } });
    expect(event.message?.files.map(({ sent }) => sent?.key ?? 'no-key').join(' ')).toBe(files);
  });

  it.each(ROWS)('%s, replied to with “转工单”, makes a form', async (kind, _heard, report, note, files) => {
    const house = await openReporting();
    const sent = send(house, kind, STAFF) as { event: { message: { message_id: string } } };
    const more = { parent_id: sent.event.message.message_id, root_id: sent.event.message.message_id };
    await house.deliver(messageOf({ text: 'Ticket, please!', more }, STAFF));
    const form = await until('the form', async () =>
      house.feishu.messages.find(({ chat }) => chat === 'oc_p2penglish'),
    );
    expect(house.heard).toMatchObject([{ kind: 'button', command: 'ticket.report-message', args: { text: report } }]);
    if (note === '') expect(notesOf(form.content)).toBe('[]');
    else expect(notesOf(form.content)).toContain(note);
    for (const key of files.replace('no-key', '').split(' ')) expect(JSON.stringify(form.content)).toContain(key);
  });

  it('is heard by a mention, too: a rich text with a picture alone', async () => {
    const house = await openReporting();
    const content = {
      title: '',
      content: [[{ tag: 'at', user_id: '@_user_1' }], [{ tag: 'img', image_key: 'img_v3_rack' }]],
    };
    await house.deliver(messageOf({ type: 'post', content, mentions: [US] }, STAFF));
    await house.finish();
    expect(house.heard).toMatchObject([
      { text: '', wordless: 'file', message: { files: [{ sent: { key: 'img_v3_rack' } }] } },
    ]);
    expect(house.heard[0]).not.toHaveProperty('overheard');
  });

  it('passes on all files of a message, and its form says how many it carries', async () => {
    const house = await openReporting();
    const pictures = Array.from({ length: 25 }, (_, at) => [{ tag: 'img', image_key: `img_v3_${at}` }]);
    const content = { title: '', content: pictures };
    const direct = { user: 'ou_english' };
    const more = { message_id: 'om_many' };
    await house.deliver(messageOf({ type: 'post', content, more }, direct));
    const sent = { id: 'om_many', chat: 'oc_p2penglish', root: '', thread: '', type: 'post', content, createdAt: 0 };
    house.feishu.say(sent);
    await house.deliver(messageOf({ text: '转工单', more: { parent_id: 'om_many', root_id: 'om_many' } }, direct));
    const form = await until('the form', async () =>
      house.feishu.messages.find(({ type, chat }) => type === 'interactive' && chat === 'oc_p2penglish'),
    );
    expect(house.heard[0]?.message?.files).toHaveLength(25);
    expect(notesOf(form.content)).toContain('消息里有 25 个文件，只带上前 20 个');
    expect(JSON.stringify(form.content)).toContain('img_v3_19');
    expect(JSON.stringify(form.content)).not.toContain('img_v3_20');
  });

  it('is read without a fault, however odd its content is', () => {
    const types = Object.values(KINDS).map(({ message_type }) => message_type);
    const inner = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>('', 'x', '@_user_1', null, 0, -1, 1e99, true, 'img', 'a', 'text', '{', '{"tag":1}'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    const content = fc.dictionary(fc.constantFrom(...NAMES), inner, { maxKeys: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...types), content, (type, odd) => {
        const read = readContent(type, JSON.stringify(odd), [], 'ou_us');
        if (!read) return;
        for (const text of [read.text, read.readable]) expect(typeof text).toBe('string');
        for (const file of read.files) expect([typeof file.key, typeof file.name]).toEqual(['string', 'string']);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is heard once: a message that nobody mentions us in, outside threads, is not for us', async () => {
    const house = await openReporting();
    for (const kind of Object.keys(KINDS)) await house.deliver(send(house, kind, STAFF));
    await house.finish();
    expect(house.heard).toEqual([]);
  });
});

/** Names that mean something in one content or another. */
const NAMES = [
  ...['tag', 'text', 'content', 'title', 'elements', 'i18n_elements', 'zh_cn', 'header', 'body', 'fields', 'columns'],
  ...['rows', 'actions', 'behaviors', 'multi_url', 'url', 'href', 'user_id', 'image_key', 'file_key', 'file_name'],
  ...[
    'summary',
    'start_time',
    'topic',
    'options',
    'name',
    'latitude',
    'longitude',
    'user_dsl',
    '__proto__',
    'constructor',
  ],
];

/** What stands above a form. */
function notesOf(card: unknown): string {
  const { elements } = (card as { body: { elements: readonly { tag: string }[] } }).body;
  return JSON.stringify(elements.filter(({ tag }) => tag !== 'form'));
}

describe('a reply that only asks for a ticket', () => {
  it.each([
    ...[
      '转工单',
      '转工单。',
      ' 转工单 ',
      '请转工单',
      '麻烦转工单，谢谢！',
      '请帮忙转成工单吧',
      '转为工单',
      '提个工单',
      '建工单',
    ],
    ...[
      '报障',
      '报障！',
      '请报障一下',
      '帮我报障',
      '报修',
      '转工单🙏',
      '“转工单”',
      '＠all 转工单',
      '把这条转工单',
      '转　工单'.replace('　', ''),
    ],
    ...[
      'ticket',
      'Ticket',
      'TICKET!',
      'ticket please',
      'please ticket',
      'Ticket, pls :)',
      'make a ticket',
      'Make this a ticket, thanks',
    ],
  ])('%s', (text) => {
    expect(asksForTicket(text)).toBe(true);
  });

  it.each([
    ...['', '工单', '不要转工单', '转工单了吗', '为什么转工单', '报障电话是多少', '报障 黑屏', '转工单 T-1', '谢谢'],
    ...['ticket?s', 'which ticket', 'the ticket is wrong', 'ticket T-1', 'no ticket', 'tickets', 'thanks'],
  ])('%s is none', (text) => {
    expect(asksForTicket(text)).toBe(false);
  });
});
