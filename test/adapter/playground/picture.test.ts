import { createCanvas } from '@napi-rs/canvas';
import { afterEach, expect, it } from 'vitest';
import { openRoom, type Room, temporaryFolder } from './room.ts';

const folder = temporaryFolder();
let room: Room | undefined;
afterEach(async () => {
  await room?.close();
  folder.remove();
});

const PNG = {
  name: '值班图.png',
  mediaType: 'image/png',
  bytes: Uint8Array.from(createCanvas(2, 2).toBuffer('image/png')),
};
const TEXT = { name: 'notes.txt', mediaType: 'text/plain', bytes: Uint8Array.from([1]) };

it('an image is shown to those who see its channel, also after a restart; of other files the name only', async () => {
  const open = () => openRoom({ dataDir: folder.path });
  room = await open();
  const place = { platform: 'playground', channelId: 'team', threadId: '' };
  await room.adapter.sendFile(place, PNG, 'staff', '1');
  await room.adapter.sendFile(place, TEXT, 'staff', '2');
  await room.close();
  room = await open();
  const messages = (await room.state('engineer1')).messages.filter(({ channelId }) => channelId === 'team');
  expect(messages.map(({ text, picture }) => [text, picture])).toEqual([
    ['📎 值班图.png', true],
    ['📎 notes.txt', false],
  ]);
  const get = (as: string, id: string | undefined) =>
    fetch(`${room?.origin}/playground/api/picture?as=${as}&message=${id}`);
  const response = await get('engineer1', messages[0]?.id);
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG.bytes);
  for (const [as, id] of [
    ['customer1', messages[0]?.id],
    ['engineer1', messages[1]?.id],
    ['engineer1', '../messages'],
  ] as const)
    expect((await get(as, id)).status, `${as} ${id}`).toBe(404);
});
