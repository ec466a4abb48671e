import { expect, it } from 'vitest';
import type { ChatMessage } from '../../src/chat/event.ts';
import { t } from '../../src/i18n/i18n.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { PLATFORM } from '../support/sample-book.ts';

/** A message with a file that the platform keeps under the file's name. */
function withFile(channelId: string, name: string, size?: number, threadId = 'the-thread') {
  const where = { from: 'chat', platform: PLATFORM, channelId, threadId, messageId: 'the-message' } as const;
  const sent = { ...where, key: name, name, ...(size === undefined ? {} : { size }) };
  return { message: { threadId, link: '', files: [{ name, link: 'https://x', sent }] } satisfies ChatMessage };
}

function keep(house: TestHouse, name: string, size = 10) {
  house.files.set(name, { name, mediaType: 'text/plain', bytes: new Uint8Array(size) });
}

const filesIn = (house: TestHouse, channel: string) => house.seen(channel).messages.flatMap(({ file }) => file ?? []);

eachHouse((open, language) => {
  const reported = async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, 'core switch down');
    for (const name of ['rack.png', 'bill.pdf', 'log.txt']) keep(house, name);
    return house;
  };

  it('what staff reply with a file reaches the customer in words, then the file, in the thread of the card', async () => {
    const house = await reported();
    await house.say('engineer1', 'team', 'reply T-1 see the photo', withFile('team', 'rack.png'));
    const [card, line, file] = house.seen(SHARED).messages;
    expect(line?.line).toMatch(/: see the photo 📎 rack.png$/);
    expect([file?.file, file?.thread]).toEqual(['rack.png', card?.id]);
    await house.say('engineer1', 'team', 'reply T-1', withFile('team', 'log.txt'));
    expect(filesIn(house, SHARED)).toEqual(['rack.png', 'log.txt']);
    expect(filesIn(house, 'team')).toEqual([]);
  });

  it('a note that stays inside sends no file outside', async () => {
    const house = await reported();
    await house.say('engineer1', 'team', 'update T-1 they forgot to pay', withFile('team', 'bill.pdf'));
    expect(filesIn(house, SHARED)).toEqual([]);
    expect(house.seen(SHARED).lines.join()).not.toContain('bill.pdf');
    expect(house.seen('team').lines.at(-1)).toContain('bill.pdf');
  });

  it('what the customer adds with a file reaches the team', async () => {
    const house = await reported();
    await house.say(REPORTER, SHARED, 'update T-1 the log', withFile(SHARED, 'log.txt'));
    expect(filesIn(house, 'team')).toEqual(['log.txt']);
    expect(filesIn(house, SHARED)).toEqual([]);
  });

  it('a file that cannot be delivered is reported to its sender, and never to the customer; the words go', async () => {
    const house = await reported();
    keep(house, 'film.mp4', 2_000_000);
    await house.say('engineer1', 'team', 'reply T-1 the film', withFile('team', 'film.mp4', undefined, 'asked-here'));
    await house.say('engineer1', 'team', 'reply T-1 the other', withFile('team', 'deleted.txt', 3, 'asked-here'));
    expect(house.seen(SHARED).lines.slice(-2)).toEqual([
      expect.stringContaining('the film'),
      expect.stringContaining('the other'),
    ]);
    const told = house.seen('team').messages.filter(({ thread }) => thread === 'asked-here');
    expect(told.map(({ line }) => line)).toEqual([
      expect.stringContaining(t(language, 'file.too-large')),
      expect.stringContaining(t(language, 'file.failed')),
    ]);
    expect(told[0]?.line).toContain('film.mp4');
  });

  it('the customer’s file that cannot be delivered is reported to the team', async () => {
    const house = await reported();
    await house.say(REPORTER, SHARED, 'update T-1 the log', withFile(SHARED, 'deleted.txt'));
    expect(house.seen('team').lines.at(-1)).toContain(t(language, 'file.failed'));
    expect(house.seen(SHARED).lines.join()).not.toContain(t(language, 'file.failed'));
  });
});
