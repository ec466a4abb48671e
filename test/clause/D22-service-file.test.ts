import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { PLATFORM, sampleBook, withRival } from '../support/sample-book.ts';

const SENT = { from: 'chat', platform: PLATFORM, channelId: 'team', threadId: '', messageId: '1', key: 'k' } as const;
const MESSAGE = {
  threadId: '1',
  link: '',
  files: [{ name: 'running-config.txt', link: '', sent: { ...SENT, name: 'running-config.txt', size: 20 } }],
};

eachHouse((open, language) => {
  /** A configuration of the sample device is entered by the form; `more` changes what is filled in. */
  async function entered(more: Record<string, string> = {}): Promise<TestHouse> {
    const house = await open({ book: withRival(await sampleBook(language)) });
    const whose = must((await house.say('engineer1', 'team', '/desk file add')).form);
    const form = must((await house.submit('engineer1', 'team', whose, { customer: 'sample' })).form);
    const initial = Object.fromEntries(form.fields.map((field) => [field.name, field.initial]));
    const values = {
      kind: 'configuration',
      device: 'device1',
      'file-title': 'Before the change',
      'file-version': 'v7.2',
    };
    const told = await house.submit('engineer1', 'team', form, {
      ...initial,
      ...values,
      'file-text': 'vlan 10 name office',
      ...more,
    });
    expect(told.refused).toBeUndefined();
    return house;
  }

  it('D22: the configuration of a device is on file with version, day and who; the dossier and the list show it', async () => {
    const house = await entered();
    const shown = wordsOf((await house.say('engineer2', 'team', '/desk file F-1')).card);
    for (const word of ['v7.2', 'vlan 10 name office', must(house.book.customers.sample?.devices[0]).serial])
      expect(shown).toContain(word);
    for (const asked of ['/desk file', '/desk dossier sample']) {
      const { card } = await house.say('engineer2', 'team', asked);
      expect(wordsOf(card)).toContain('F-1 · ');
      expect(wordsOf(card)).toContain('v7.2');
    }
    const without = { kind: 'configuration', customer: 'sample', 'file-title': 'x', date: '2026-09-28', sure: 'yes' };
    expect((await house.forge('engineer1', 'team', 'file.add', without)).refused).toBe('input.missing');
  });

  it('D22: it stays inside by default; given to the customer they list and open it, and no other customer does', async () => {
    const house = await entered();
    expect(house.seen(SHARED).messages).toEqual([]);
    expect((await house.say(REPORTER, SHARED, '/desk file F-1')).refused).toBe('file.not-found');
    expect(wordsOf((await house.say(REPORTER, SHARED, '/desk file')).card)).toContain(t(language, 'file.none'));
    expect((await house.say(REPORTER, SHARED, '/desk file give F-1')).refused).toBe('command.staff-only');

    expect((await house.say('engineer1', 'team', '/desk file give F-1')).refused).toBeUndefined();
    expect(wordsOf(house.seen(SHARED).cards.at(-1))).toContain('vlan 10 name office');
    expect(wordsOf((await house.say(REPORTER, SHARED, '/desk file')).card)).toContain('F-1 · ');
    const { card } = await house.say(REPORTER, SHARED, '/desk file F-1');
    expect(buttonsOn(must(card))).toEqual([]);
    expect((await house.say('someone-of-rival', 'customer-rival', '/desk file F-1')).refused).toBe('file.not-found');
    await house.say('engineer1', 'team', '/desk file withhold F-1');
    expect((await house.say(REPORTER, SHARED, '/desk file F-1')).refused).toBe('file.not-found');
  });

  it('D22: files sent with a message are kept with it, and the customer gets them where they ask', async () => {
    const house = await entered({ kind: 'emergency-plan', device: '', 'file-readers': 'customer' });
    expect((await house.say(REPORTER, SHARED, '/desk file send F-1')).refused).toBe('file.no-files');
    house.files.set('k', { name: 'running-config.txt', mediaType: 'text/plain', bytes: new Uint8Array(20) });
    await house.say('engineer1', 'team', '/desk file attach F-1', { message: MESSAGE });
    expect(wordsOf((await house.say(REPORTER, SHARED, '/desk file F-1')).card)).toContain('running-config.txt');
    expect((await house.say(REPORTER, SHARED, '/desk file send F-1')).refused).toBeUndefined();
    const sent = house.seen(SHARED).messages.flatMap(({ file }) => file ?? []);
    expect(sent).toEqual(['running-config.txt']);
    await house.say('engineer1', 'team', '/desk file remove F-1');
    expect((await house.say('engineer1', 'team', '/desk file F-1')).refused).toBe('file.not-found');
  });
});
