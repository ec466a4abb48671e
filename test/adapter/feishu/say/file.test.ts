import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFiles, type Files } from '../../../../src/adapter/feishu/say/file.ts';
import { createFeishuClient } from '../../../../src/adapter/feishu/wire/client.ts';
import { createExposure } from '../../../../src/adapter/feishu/wire/exposure.ts';
import type { CarriedFile, SentFile } from '../../../../src/chat/file.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import {
  APP_ID,
  APP_SECRET,
  type FeishuServer,
  type Instead,
  openFeishuServer,
} from '../../../support/feishu-server.ts';

const TEAM = { platform: 'feishu', channelId: 'oc_team', threadId: '' };
const BYTES = Uint8Array.from({ length: 5_000 }, (_, at) => at % 256);
const fileOf = (name: string, bytes = BYTES): CarriedFile => ({ name, mediaType: 'application/octet-stream', bytes });
const refusal = (code: number): Instead => ({ status: 400, body: { code, msg: 'no' } });

let feishu: FeishuServer;
let files: Files;
beforeEach(async () => {
  feishu = await openFeishuServer({
    chats: { oc_team: {}, oc_shared: { external: true } },
    people: { ou_wei: 'Li Wei' },
  });
  const access = { appId: APP_ID, appSecret: APP_SECRET, domain: feishu.domain };
  const client = createFeishuClient(access, 5_000, silentLog);
  files = createFiles(client, createExposure(client, { now: () => Date.now() }));
});
afterEach(() => feishu.close());

describe('a file that is sent', () => {
  it.each([
    ['rack.png', 'image'],
    ['故障处理报告.docx', 'file'],
  ])('%s stands in the thread as it is', async (name, type) => {
    feishu.say({ id: 'om_card', chat: 'oc_team', root: '', thread: '', type: 'text', content: {}, createdAt: 0 });
    await files.send({ ...TEAM, threadId: 'om_card' }, fileOf(name), 'staff', '7');
    const message = feishu.messages.at(-1);
    expect(message).toMatchObject({ chat: 'oc_team', root: 'om_card', type });
    const [key = ''] = Object.values(message?.content ?? {});
    const kept = feishu.files.get(String(key));
    expect([kept?.name, Buffer.compare(kept?.bytes ?? new Uint8Array(), BYTES)]).toEqual([name, 0]);
  });

  it('is a file where it is too large for a picture, or is none', async () => {
    await files.send(TEAM, fileOf('scan.png', new Uint8Array(10 * 1024 * 1024 + 1)), 'staff', '1');
    feishu.failNext('POST im/v1/images', refusal(234011));
    await files.send(TEAM, fileOf('renamed.png'), 'staff', '2');
    expect(feishu.messages.map(({ type }) => type)).toEqual(['file', 'file']);
  });

  it('stands once when its answer was lost, though it is uploaded again', async () => {
    feishu.loseAnswer('POST im/v1/messages');
    await expect(files.send(TEAM, fileOf('a.txt'), 'staff', '7')).rejects.toMatchObject({ kind: 'unavailable' });
    await files.send(TEAM, fileOf('a.txt'), 'staff', '7');
    expect(feishu.messages).toHaveLength(1);
  });

  it('of staff’s goes nowhere that others read along', async () => {
    const shared = { ...TEAM, channelId: 'oc_shared' };
    await expect(files.send(shared, fileOf('a.txt'), 'staff', '7')).rejects.toMatchObject({ kind: 'exposed' });
    await files.send(shared, fileOf('a.txt'), 'customer', '7');
    expect(feishu.messages).toHaveLength(1);
  });

  it.each<[string, CarriedFile, Instead | undefined, string]>([
    ['an empty one', fileOf('a.txt', new Uint8Array()), undefined, 'rejected'],
    ['one that is too large', fileOf('a.txt'), refusal(234006), 'too-large'],
    ['one that a gateway finds too large', fileOf('a.txt'), { status: 413, body: '<html>' }, 'too-large'],
    ['a missing scope', fileOf('a.txt'), refusal(99991672), 'unauthorized'],
    ['a Feishu that is down', fileOf('a.txt'), 'cut', 'unavailable'],
  ])('tells %s by its kind', async (_what, file, instead, kind) => {
    if (instead) feishu.failNext('POST im/v1/files', instead);
    await expect(files.send(TEAM, file, 'staff', '7')).rejects.toMatchObject({ platform: 'feishu', kind });
  });
});

describe('a file that is fetched', () => {
  const sent = (change: Partial<SentFile> = {}): SentFile => {
    const where = { from: 'chat', ...TEAM, messageId: 'om_said' } as const;
    return { ...where, key: 'img_v3_1-a', name: 'image', ...change };
  };
  beforeEach(() => {
    feishu.files.set('img_v3_1-a', { name: '', bytes: BYTES, type: 'image/png' });
    feishu.files.set('file_v3_2', { name: 'x.json', bytes: Buffer.from('{"code":1}'), type: 'application/json' });
    const content = { image_key: 'img_v3_1-a', file_key: 'file_v3_2' };
    for (const [id, chat] of [
      ['om_said', 'oc_team'],
      ['om_theirs', 'oc_shared'],
    ] as const)
      feishu.say({ id, chat, root: '', thread: '', type: 'file', content, createdAt: 0 });
  });

  it('comes with its bytes, and an ending where Feishu keeps no name', async () => {
    const { name, mediaType, bytes } = await files.fetch(sent(), 10_000);
    expect([name, mediaType, Buffer.compare(bytes, BYTES)]).toEqual(['image.png', 'image/png', 0]);
  });

  it.each<[string, Partial<SentFile>, number, string]>([
    ['is larger than it may be', {}, 4_999, 'too-large'],
    ['stands in a group with another organisation', { messageId: 'om_theirs' }, 10_000, 'rejected'],
    ['was recalled', { messageId: 'om_gone' }, 10_000, 'gone'],
    ['is in no such message', { key: 'file_v3_9' }, 10_000, 'gone'],
    ['has a key that leads elsewhere', { key: 'img_v3/../../x' }, 10_000, 'gone'],
  ])('is told by its kind where it %s', async (_what, change, most, kind) => {
    await expect(files.fetch(sent(change), most)).rejects.toMatchObject({ platform: 'feishu', kind });
  });

  it('waits where Feishu is busy', async () => {
    feishu.failNext('GET im/v1/messages/:id/resources/:id', {
      status: 429,
      headers: { 'x-ogw-ratelimit-reset': '7' },
      body: { code: 99991400 },
    });
    await expect(files.fetch(sent(), 10_000)).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: 7_000 });
  });

  it('asks for a new token where the old one is stale', async () => {
    await files.fetch(sent(), 10_000);
    feishu.expireTokens();
    expect((await files.fetch(sent(), 10_000)).bytes).toHaveLength(BYTES.length);
  });
});
