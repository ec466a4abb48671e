import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CarriedFile, SentFile } from '../../../../src/chat/file.ts';
import type { SlackFile } from '../../../support/slack-files.ts';
import { BOT_USER, type Instead } from '../../../support/slack-server.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

const PLACE = { platform: 'slack', channelId: 'CTEAM', threadId: '1700000000.000100' };
const SINCE = 1_699_999_000_000;
const BYTES = Uint8Array.from({ length: 3_000 }, (_, at) => at % 256);
const FILE: CarriedFile = { name: 'rack 三号.png', mediaType: 'image/png', bytes: BYTES };
const SENT: SentFile = { from: 'chat', ...PLACE, messageId: '1700000001.000100', key: 'FRACK', name: 'rack.png' };
const KEPT: SlackFile = { name: 'rack.png', permalink: 'https://x', mimetype: 'image/png', bytes: BYTES };
const error = (name: string): Instead => ({ status: 200, body: { ok: false, error: name } });

describe('a file', () => {
  let house: Workspace;
  beforeEach(async () => {
    house = await openWorkspace();
  });
  afterEach(() => house.close());
  const send = (since?: number, place = PLACE) => house.adapter.sendFile(place, FILE, 'customer', '7', since);
  const fetchKept = (change: Partial<SlackFile> = {}, most = 5_000) => {
    house.slack.keepFile('FRACK', { ...KEPT, ...change });
    return house.adapter.fetchFile(SENT, most);
  };

  it('is uploaded into the thread, as it is', async () => {
    await send();
    const [message] = house.slack.messages;
    expect(message).toMatchObject({ channel: 'CTEAM', thread: PLACE.threadId });
    expect(message?.files).toMatchObject([{ name: FILE.name, size: 3_000 }]);
    expect(Buffer.compare(message?.files?.[0]?.bytes as Buffer, BYTES)).toBe(0);
  });

  it('reaches a person in their direct messages', async () => {
    await send(undefined, { ...PLACE, channelId: '@UENGLISH', threadId: '' });
    expect(house.slack.messages).toMatchObject([{ channel: 'DUENGLISH', thread: '' }]);
  });

  it('does not stand twice when the answer was lost', async () => {
    house.slack.loseAnswer('files.completeUploadExternal');
    await expect(send()).rejects.toMatchObject({ kind: 'unavailable' });
    await send(SINCE);
    expect(house.slack.messages).toHaveLength(1);
    expect(house.slack.messages[0]?.files).toMatchObject([{ user: BOT_USER }]);
  });

  it('of staff’s goes nowhere that others read along', async () => {
    house.slack.share('CTEAM');
    const sent = house.adapter.sendFile(PLACE, FILE, 'staff', '7');
    await expect(sent).rejects.toMatchObject({ kind: 'exposed' });
    expect(house.slack.calls).not.toContain('files.getUploadURLExternal');
  });

  it.each<[string, string, Instead, object]>([
    ['a missing scope', 'files.getUploadURLExternal', error('missing_scope'), { kind: 'unauthorized' }],
    [
      'a size that is not allowed',
      'files.getUploadURLExternal',
      error('file_upload_size_restricted'),
      { kind: 'too-large' },
    ],
    ['a workspace without uploads', 'files.getUploadURLExternal', error('file_uploads_disabled'), { kind: 'rejected' }],
    [
      'a rate limit',
      'files.completeUploadExternal',
      { status: 429, headers: { 'retry-after': '7' } },
      { kind: 'rate-limited' },
    ],
    ['a channel we are not in', 'files.completeUploadExternal', error('not_in_channel'), { kind: 'gone' }],
  ])('tells %s by its kind', async (_what, method, instead, kind) => {
    house.slack.failNext(method, instead);
    await expect(send()).rejects.toMatchObject({ platform: 'slack', ...kind });
  });

  it('that is empty is not tried', async () => {
    const empty = { ...FILE, bytes: new Uint8Array(0) };
    await expect(house.adapter.sendFile(PLACE, empty, 'customer', '7')).rejects.toMatchObject({ kind: 'rejected' });
  });

  it('is fetched with its bytes, name and type', async () => {
    const { name, mediaType, bytes } = await fetchKept();
    expect([name, mediaType, Buffer.compare(bytes, BYTES)]).toEqual(['rack.png', 'image/png', 0]);
  });

  it.each<[string, Partial<SlackFile>, string]>([
    ['is told to be too large', { size: 5_001 }, 'too-large'],
    ['is larger than it is told to be', { size: 10, bytes: new Uint8Array(5_001) }, 'too-large'],
    ['leads to a page to sign in', { hidden: true }, 'unauthorized'],
    ['is kept elsewhere', { url: 'https://files.example/rack.png' }, 'rejected'],
    ['is kept on a host that is only called alike', { url: 'https://files.slack.com.example/x' }, 'rejected'],
    ['is kept by Slack, but without encryption', { url: 'http://files.slack.com/x' }, 'rejected'],
  ])('is not fetched where it %s', async (_what, change, kind) => {
    await expect(fetchKept(change)).rejects.toMatchObject({ kind });
  });

  it('that was deleted is gone', async () => {
    await expect(house.adapter.fetchFile(SENT, 5_000)).rejects.toMatchObject({ kind: 'gone' });
  });
});
