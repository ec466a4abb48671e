import { expect, it } from 'vitest';
import { openRoom } from './room.ts';

it('cleans what the page sends, ids of events excepted, which it refuses', async () => {
  const room = await openRoom();
  try {
    const said = { as: 'customer1', channelId: 'sample', threadId: '', text: '/fault core\0 switch \ud800down\r\nnow' };
    expect((await room.post('say', said)).status).toBe(200);
    expect(room.heard[0]).toMatchObject({ text: 'core switch \ufffddown\nnow' });
    expect((await room.post('say', { ...said, eventId: 'event-\ud800-of-the-test' })).status).toBe(400);
    expect((await room.post('say', { ...said, channelId: 'constructor' })).status).toBe(404);
  } finally {
    await room.close();
  }
});
