import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CarriedFile } from '../../../src/chat/file.ts';
import { pngPicture } from '../../support/logo-picture.ts';
import { must } from '../../support/must.ts';
import { openRoom, type Room, temporaryFolder } from './room.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PAPER: CarriedFile = { name: 'T-1 故障处理报告.docx', mediaType: WORD, bytes: Uint8Array.from([80, 75, 3, 4]) };
const IN_TEAM = { platform: 'playground', channelId: 'team', threadId: '' };

describe('files in the playground', () => {
  let room: Room;
  const folder = temporaryFolder();
  beforeEach(async () => {
    room = await openRoom({ dataDir: folder.path });
  });
  afterEach(async () => {
    await room.close();
    folder.remove();
  });

  async function shownTo(person: string) {
    const message = (await room.state(person)).messages.findLast(({ file }) => file !== null);
    return message && { message: message.id, ...must(message.file ?? undefined) };
  }
  async function get(as: string, message: string, id: string, headers: Record<string, string> = {}) {
    const query = new URLSearchParams({ as, message, id });
    return fetch(`${room.origin}/playground/api/file?${query}`, { headers });
  }

  it('are downloaded with their name, type and bytes, also after a restart', async () => {
    await room.adapter.sendFile(IN_TEAM, PAPER, 'staff', '7');
    await room.adapter.sendFile(IN_TEAM, PAPER, 'staff', '7');
    const sent = (await room.state('engineer1')).messages.filter(({ file }) => file !== null);
    expect(sent.map(({ file }) => [file?.name, file?.size, file?.shows])).toEqual([[PAPER.name, 4, 'name']]);
    await room.close();
    room = await openRoom({ dataDir: folder.path });
    const { message, id } = must(await shownTo('engineer1'));
    const response = await get('engineer1', message, id);
    expect(response.headers.get('content-type')).toBe(WORD);
    expect(response.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''T-1%20${encodeURIComponent('故障')}`,
    );
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PAPER.bytes);
  });

  it('are given only to those who may see the message, and only with the id that the message has', async () => {
    await room.adapter.sendFile(IN_TEAM, PAPER, 'staff', '7');
    const { message, id } = must(await shownTo('engineer1'));
    expect(await shownTo('customer1')).toBeUndefined();
    expect((await get('customer1', message, id)).status).toBe(404);
    expect((await get('engineer1', message, '0'.repeat(32))).status).toBe(404);
    expect((await get('engineer1', message, '../messages.jsonl')).status).toBe(404);
    expect((await get('nobody-of-the-book', message, id)).status).toBe(404);
  });

  it('cannot run in the browser, whatever their type', async () => {
    const page = { name: 'x.html', mediaType: 'text/html', bytes: Uint8Array.from(Buffer.from('<script>1</script>')) };
    await room.adapter.sendFile(IN_TEAM, page, 'staff', '8');
    const { message, id, shows } = must(await shownTo('engineer1'));
    expect(shows).toBe('name');
    const { headers } = await get('engineer1', message, id);
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['image/png', 'picture'],
    ['text/plain; charset=utf-8', 'text'],
    ['image/svg+xml', 'name'],
  ])('%s: the page shows the %s', async (mediaType, shows) => {
    await room.adapter.sendFile(IN_TEAM, { name: 'x', mediaType, bytes: pngPicture(2, 2) }, 'staff', mediaType);
    expect((await shownTo('engineer1'))?.shows).toBe(shows);
  });
});
