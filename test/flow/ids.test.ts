import { describe, expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { t } from '../../src/i18n/i18n.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const FEISHU = { platform: 'feishu' };

eachHouse((open, language) => {
  it('everyone is told their own id; that of the channel and of others is for the director', async () => {
    const house = await open();
    const own = await house.say('engineer1', 'team', '/desk id');
    expect(own.text).toBe(
      t(language, 'person.id.own', { id: 'engineer1', name: language === 'en' ? 'Li Wei' : '李伟', key: 'engineer1' }),
    );
    expect((await house.say('engineer1', 'team', '/desk id @customer')).refused).toBe('person.id.not-yours');
    const customer = await house.say(REPORTER, SHARED, '/desk 我的编号');
    expect(customer.text).toBe(t(language, 'person.id.own-unknown', { id: REPORTER }));
    expect((await house.say(REPORTER, SHARED, '/desk id engineer1')).refused).toBe('person.id.not-yours');

    const told = await house.say('director', SHARED, `/desk id @${REPORTER} @engineer2`, {
      mentions: { [`@${REPORTER}`]: REPORTER, '@engineer2': 'engineer2' },
    });
    expect(told.text.split('\n')).toEqual([
      expect.stringContaining('director'),
      t(language, 'person.id.channel', { id: SHARED, key: SHARED }),
      t(language, 'person.id.other-unknown', { name: `@${REPORTER}`, id: REPORTER }),
      t(language, 'person.id.other', { name: '@engineer2', id: 'engineer2', key: 'engineer2' }),
    ]);
    expect((await house.say('director', '@director', '/desk id engineer2')).text).toMatch(/playground.*engineer2/);
    expect((await house.say('director', 'team', '/desk id Nobody Known')).refused).toBe('person.id.mention');
    expect(house.seen('team').lines.join(), 'told in private').not.toContain('engineer2');
  });

  it('a stranger to the book is told theirs, without a slash, too', async () => {
    const house = await open();
    const direct = await house.say('ou_7', '@ou_7', '我的编号', { ...FEISHU });
    expect(direct.text).toContain('ou_7');
    expect((await house.say('ou_7', '@ou_7', 'id', { ...FEISHU, id: 'again' })).text).toContain('ou_7');
  });

  describe('while the book names no director on a platform', () => {
    it('everyone of the own organisation is told all, so that the first book gets its ids', async () => {
      const house = await open();
      const told = await house.say('ou_1', 'oc_team', '/desk id @王芳', { ...FEISHU, mentions: { '@王芳': 'ou_2' } });
      expect(told.text.split('\n')).toEqual([
        t(language, 'person.id.own-unknown', { id: 'ou_1' }),
        t(language, 'person.id.channel-unknown', { id: 'oc_team' }),
        t(language, 'person.id.other-unknown', { name: '@王芳', id: 'ou_2' }),
        t(language, 'person.id.setup'),
      ]);
      const outsider = { ...FEISHU, external: true as const, mentions: { '@王芳': 'ou_2' } };
      expect((await house.say('ou_9', 'oc_team', '/desk id @王芳', outsider)).refused).toBe('person.id.not-yours');
    });

    it('not any more once it names one', async () => {
      const sample = await sampleBook(language);
      const { director } = sample.people;
      if (!director) throw new Error('the sample has a director');
      const people = { ...sample.people, director: { ...director, ids: { ...director.ids, feishu: 'ou_d' } } };
      const book: BookSource = { ...sample, people };
      const house = await open({ book });
      expect((await house.say('ou_1', 'oc_team', '/desk id', FEISHU)).text).toBe(
        t(language, 'person.id.own-unknown', { id: 'ou_1' }),
      );
      expect((await house.say('ou_d', 'oc_team', '/desk id', FEISHU)).text).toContain('oc_team');
    });
  });
});
