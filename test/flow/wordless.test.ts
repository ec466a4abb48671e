import { expect, it } from 'vitest';
import type { ChatFile } from '../../src/chat/event.ts';
import { buttonsOn } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';

/** A file that can only be opened on the platform, as one that is linked from elsewhere. */
const FILE: ChatFile = { name: 'rack.jpg', link: 'https://chat.example/rack.jpg' };

/** The customer sends a file without words, to the desk or, in a thread, to others. */
const sendFile = (house: TestHouse, threadId: string, overheard?: true) =>
  house.say(REPORTER, SHARED, '', {
    wordless: 'file',
    message: { threadId, link: '', files: [FILE] },
    ...(overheard ? { overheard } : {}),
  });

/** Sends a file without words and taps what it is. */
async function sendAndTap(house: TestHouse, as: string) {
  const asked = must((await sendFile(house, 'theirs')).card);
  const button = must(buttonsOn(asked).find(({ args }) => args.as === as));
  return house.forge(REPORTER, SHARED, button.command, button.args);
}

eachHouse((open) => {
  it('a tap and a word make a fault of a file without words, and the file goes along', async () => {
    const house = await open();
    const form = must((await sendAndTap(house, 'fault')).form);
    expect((await house.submit(REPORTER, SHARED, form, { text: 'fan is dead' })).refused).toBeUndefined();
    const card = must(house.seen('team').cards[0]);
    expect(card.title).toBe('T-1 · fan is dead');
    expect(JSON.stringify(card.parts)).toContain(FILE.link);
  });

  it.each(['by a tap', 'in its thread'])(
    'a file without words that belongs to a ticket reaches the team (%s)',
    async (how) => {
      const house = await open();
      await house.say(REPORTER, SHARED, '/fault core switch down', {
        message: { threadId: 'of-the-report', link: '', files: [] },
      });
      if (how === 'by a tap') await sendAndTap(house, 'ticket');
      else await sendFile(house, 'of-the-report', true);
      expect(house.seen('team').lines.at(-1)).toContain(`📎 rack.jpg ${FILE.link}`);
    },
  );
});
