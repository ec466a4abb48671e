import { expect, it } from 'vitest';
import { MAX_TEXT } from '../../src/desk/input.ts';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

const FAMILY = '👨‍👩‍👧‍👦';
/** Kept as they were written, whatever they mean elsewhere. */
const KEPT = {
  emoji: `${FAMILY} 🇨🇳 交换机 🔥`,
  'right to left': 'المفتاح الرئيسي معطل \u202Eabc\u202C',
  markup: '<b>down</b> *bold* `x` [a](https://example.org) &amp; <script>alert(1)</script> {{by}} $t(nobody) %s',
  mentions: '@all @_all <!channel> <!here> <@U123> <at user_id="all"></at> @engineer1',
  'SQL and JSON': `'; drop table ticket; -- {"a": null} \\u0000 \\ "`,
  'combining marks': `Z${'\u0301'.repeat(50)}algo`,
} as const;
/** What no database takes: cleaned, or refused. */
const DIRTY = ['a\u0000b', '\ud800 alone', 'alone \udc00', 'a\u0007\u001b[31mred', '\ufeffbyte order'] as const;

eachHouse((open, language) => {
  for (const [name, text] of Object.entries(KEPT))
    it(`${name} in a report and in a note are kept as written and ping nobody they name`, async () => {
      const house = await open();
      expect((await house.say(REPORTER, SHARED, `/fault ${text}`)).refused).toBeUndefined();
      expect((await house.say(REPORTER, SHARED, `/desk update T-1 ${text}`)).refused).toBeUndefined();
      for (const channel of ['team', SHARED]) expect(house.seen(channel).cards[0]?.title).toBe(`T-1 · ${text}`);
      expect(house.seen('team').lines.at(-1)).toContain(text);
      // The one ping is for the engineer on duty.
      expect(house.seen().mentions).toEqual(['engineer1']);
      expect((await storedIn(house.database)).log.at(-1)?.data).toMatchObject({ text });
    });

  it('text of the full length is kept to the last letter; one letter more is refused with the limit named', async () => {
    const house = await open();
    const full = '🔥'.repeat(MAX_TEXT);
    expect((await house.say(REPORTER, SHARED, `/fault ${full}`)).refused).toBeUndefined();
    expect(wordsOf(house.seen('team').cards[0])).toContain(full);
    await refusesTooLong(house, `${full}🔥`);
    await refusesTooLong(house, 'x'.repeat(1_000_000));
    expect((await storedIn(house.database)).tickets).toHaveLength(1);
  });

  it('a paste of 10,000 lines is refused with the limit named', async () => {
    const house = await open();
    await refusesTooLong(house, Array.from({ length: 10_000 }, (_, index) => `line ${index}`).join('\n'));
    expect((await storedIn(house.database)).tickets).toEqual([]);
  });

  it('many short lines within the limit are kept, and the first becomes the title', async () => {
    const house = await open();
    const text = Array.from({ length: 400 }, (_, index) => `line ${index}`).join('\n');
    await house.say(REPORTER, SHARED, `/fault ${text}`);
    expect(house.seen('team').cards[0]?.title).toBe('T-1 · line 0');
    expect(wordsOf(house.seen('team').cards[0])).toContain(text.slice('line 0\n'.length));
  });

  for (const text of DIRTY)
    it(`${JSON.stringify(text)} is cleaned or refused wherever text is taken, never a fault`, async () => {
      const house = await open();
      await house.say(REPORTER, SHARED, `/fault switch ${text}`);
      await house.say(REPORTER, SHARED, `/desk update T-1 ${text}`);
      await house.say(REPORTER, SHARED, text);
      const form = { text, contact: text, site: text, device: text, level: text, customer: text, outageSince: text };
      await house.forge(REPORTER, SHARED, 'ticket.report', form);
      await house.forge(REPORTER, SHARED, 'ticket.report', { text, contact: text });
      for (const words of [
        text,
        `${text} T-1`,
        `show ${text}`,
        `level T-1 ${text}`,
        `assign T-1 ${text}`,
        `language ${text}`,
      ])
        await house.say('engineer1', 'team', `/desk ${words}`);
      await house.forge('engineer1', 'team', text, { ticket: text });
      await house.forge('engineer1', 'team', 'ticket.resolve', { ticket: 'T-1', text });
      for (const { cards, lines } of [house.seen('team'), house.seen(SHARED)])
        for (const shown of [...cards.map(wordsOf), ...lines]) {
          expect(shown.isWellFormed()).toBe(true);
          expect(shown).not.toMatch(CONTROL);
        }
      expect((await storedIn(house.database)).tickets.length).toBeGreaterThan(0);
    });

  async function refusesTooLong(house: TestHouse, text: string): Promise<void> {
    const limit = String(MAX_TEXT);
    const told = await house.say(REPORTER, SHARED, `/fault ${text}`);
    expect(told.refused).toBe('input.too-long');
    expect(told.text).toContain(limit);
    expect(told.text).toBe(t(language, 'input.too-long', { field: 'text', limit }));
  }
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
