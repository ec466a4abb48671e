import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRoom, type Room } from './room.ts';

const SAY = { as: 'customer1', channelId: 'sample', threadId: '', text: '/fault x' };

/** `fetch` sets the Host header itself; this does not. */
function statusFor(origin: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${origin}/playground/api/state?as=customer1`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
}

describe('the door of the playground', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());

  it.each([
    ['another origin', { origin: 'http://evil.example' }],
    ['no token', { 'x-deskbell-token': '' }],
    ['no stamp', { 'x-deskbell-stamp': '' }],
    ['a stamp that is no number', { 'x-deskbell-stamp': 'now' }],
  ])('refuses a post with %s', async (_what, headers) => {
    expect((await room.post('say', SAY, headers)).status).toBe(401);
    expect((await room.post('say', { nonsense: true }, headers)).status).toBe(401);
    expect(room.heard).toEqual([]);
  });

  it.each([
    ['localhost:3000', 200],
    ['127.0.0.1', 200],
    ['[::1]:3000', 200],
    ['rebound.example:3000', 401],
    ['127.0.0.1.rebound.example', 401],
    ['10.0.0.5', 401],
  ])('answers a request for host %s with %i', async (host, status) => {
    expect(await statusFor(room.origin, host)).toBe(status);
  });

  it('tells what it cannot read, what is too large and what it does not know', async () => {
    expect((await room.post('say', { ...SAY, threadId: 7 })).status).toBe(400);
    expect((await room.post('say', { ...SAY, text: 'x'.repeat(300_000) })).status).toBe(413);
    expect((await room.post('shout', SAY)).status).toBe(404);
    expect((await room.post('say', { ...SAY, as: 'nobody' })).status).toBe(404);
    expect((await room.post('say', { ...SAY, channelId: 'nowhere' })).status).toBe(404);
    expect((await room.post('say', { ...SAY, threadId: 'm99' })).status).toBe(404);
  });
});
