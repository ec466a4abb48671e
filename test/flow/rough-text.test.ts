import { expect, it } from 'vitest';
import { MAX_TEXT } from '../../src/desk/input.ts';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

/** Texts that have a meaning to some program. */
const KEPT = [
  '👨‍👩‍👧‍👦 🇨🇳 交换机 🔥',
  'المفتاح الرئيسي معطل \u202Eabc\u202C',
  '<b>down</b> *bold* `x` [a](https://example.org) &amp; <script>alert(1)</script> {{by}} $t(nobody) %s',
  '@all @_all <!channel> <!here> <@U123> <at user_id="all"></at> @engineer1',
  `'; drop table ticket; -- {"a": null} \\u0000 \\ "`,
  `Z${'\u0301'.repeat(50)}algo`,
];
/** What no database accepts: cleaned, or refused. */
const DIRTY = ['a\u0000b', '\ud800 alone', 'alone \udc00', 'a\u0007\u001b[31mred', '\ufeffbyte order'] as const;

eachHouse((open, language) => {
  it('emoji, right-to-left text, markup and SQL are kept as written, and mention no one', async () => {
    const house = await open();
    for (const [index, text] of KEPT.entries()) {
      await house.say(REPORTER, SHARED, `/fault ${text}`);
      await house.say(REPORTER, SHARED, `/desk update T-${index + 1} ${text}`);
      for (const channel of ['team', SHARED])
        expect(house.seen(channel).cards[index]?.title).toBe(`T-${index + 1} · ${text}`);
      expect(house.seen('team').lines.at(-1)).toContain(text);
    }
    // One mention per ticket: the engineer on duty.
    expect(house.seen().mentions).toEqual(KEPT.map(() => 'engineer1'));
    const { log } = await storedIn(house.database);
    const updates = log.filter(({ kind }) => kind === 'ticket.updated');
    expect(updates.map(({ data }) => (data as { text: string }).text)).toEqual(KEPT);
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

  it('half characters, NUL and other control characters are cleaned or refused wherever text is taken', async () => {
    const house = await open();
    for (const text of DIRTY) await handInEverywhere(house, text);
    for (const { cards, lines } of [house.seen('team'), house.seen(SHARED)])
      for (const shown of [...cards.map(wordsOf), ...lines]) {
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(CONTROL);
      }
    expect((await storedIn(house.database)).tickets.length).toBeGreaterThanOrEqual(DIRTY.length);
  });

  async function refusesTooLong(house: TestHouse, text: string): Promise<void> {
    const limit = String(MAX_TEXT);
    const told = await house.say(REPORTER, SHARED, `/fault ${text}`);
    expect(told.refused).toBe('input.too-long');
    expect(told.text).toContain(limit);
    expect(told.text).toBe(t(language, 'input.too-long', { field: t(language, 'take.text'), limit }));
  }
});

/** A fault of the desk is thrown here. */
async function handInEverywhere(house: TestHouse, text: string): Promise<void> {
  await house.say(REPORTER, SHARED, `/fault switch ${text}`);
  await house.say(REPORTER, SHARED, `/desk update T-1 ${text}`);
  await house.say(REPORTER, SHARED, text);
  const fields = { contact: text, site: text, device: text, level: text, customer: text, outageSince: text };
  await house.forge(REPORTER, SHARED, 'ticket.report', { text, ...fields });
  await house.forge(REPORTER, SHARED, 'ticket.report', { text, contact: text });
  for (const words of [text, `${text} T-1`, `show ${text}`, `level T-1 ${text}`, `assign T-1 ${text}`])
    await house.say('engineer1', 'team', `/desk ${words}`);
  await house.say('engineer1', 'team', `/desk language ${text}`);
  await house.forge('engineer1', 'team', text, { ticket: text });
  await house.forge('engineer1', 'team', 'ticket.update', { ticket: 'T-1', text });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
