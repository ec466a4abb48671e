import { loadImage } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { nameWithPhone } from '../../src/desk/contact/contact.ts';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  const zh = language === 'zh-CN';
  const oncall = (words: string) => (zh ? `/desk 值班 ${words}` : `/desk oncall ${words}`);

  it('staff see who has the bell, with the number, now and at a time, on a day and weeks ahead', async () => {
    const house = await open({});
    const name = (key: string) => nameWithPhone(house.book, key, language);
    const now = wordsOf((await house.say('desk', 'team', oncall(''))).card);
    expect(now).toContain(name('engineer1'));
    expect(now).toContain(name('engineer2'));
    const later = wordsOf((await house.say('desk', 'team', oncall('2026-10-06 22:00'))).card);
    expect(later).toContain(name('engineer2'));
    const day = wordsOf((await house.say('desk', 'team', oncall('2026-10-05'))).card);
    expect(day).toContain(name('engineer1'));
    expect(day, 'the handoff of that Monday').toContain(name('engineer2'));
    const weeks = wordsOf((await house.say('desk', 'team', oncall(zh ? '3周' : '3 weeks'))).card);
    for (const key of ['engineer1', 'engineer2', 'engineer3']) expect(weeks).toContain(name(key));
  });

  it('named weeks are Monday to Sunday, a rotation may stand before the time, and many are cut short', async () => {
    const source = await sampleBook(language);
    const { primary } = source.rotations;
    const more = Array.from({ length: 15 }, (_, index) => [
      `night${index}`,
      { ...must(primary), name: { zh: `夜间${index}`, en: `Nights ${index}` } },
    ]);
    const house = await open({
      book: { ...source, rotations: { primary, ...Object.fromEntries(more) } } as BookSource,
    });
    const next = wordsOf((await house.say('desk', 'team', oncall(zh ? '主值班 下周' : 'primary next week'))).card);
    expect(next).toContain(zh ? '10月5日周一 00:00 至 10月12日周一 00:00' : 'Mon 5 Oct 00:00 – Mon 12 Oct 00:00');
    expect(next).not.toMatch(/夜间|Nights/);
    const all = wordsOf((await house.say('desk', 'team', oncall('8 weeks'))).card);
    expect(all).toContain(t(language, 'rota.more-rotations', { count: 4 }));
    const picture = await house.say(
      'desk',
      'team',
      zh ? '/desk 值班图 夜间3 下周一' : '/desk schedule nights 3 next monday',
    );
    expect(picture.refused).toBeUndefined();
    const sent = house.seen('team').messages.find(({ file }) => file !== undefined);
    expect(sent?.file).toContain('2026-10-05');
  });

  it('a swap in the past is shown as it was', async () => {
    const house = await open({});
    await house.say('senior', 'team', '/desk swap primary 2026-09-29T09:00 2026-09-30T09:00 senior');
    await house.forward({ days: 9 });
    const words = wordsOf((await house.say('desk', 'team', oncall('2026-09-29 12:00'))).card);
    expect(words).toContain(personName(house.book.people, 'senior', language));
  });

  it.each([
    ['some day', 'rota.not-a-time'],
    ['99 weeks', 'rota.weeks'],
    ['0周', 'rota.weeks'],
    ['2031-01-01', 'input.date-too-far'],
    ['fairness Q9', 'rota.not-a-quarter'],
  ])('“%s” is refused with what is allowed', async (words, code) => {
    const house = await open({});
    expect((await house.say('desk', 'team', oncall(words))).refused).toBe(code);
  });

  it('B4: customers see names, and numbers only if their contract gives them, of their own rotation', async () => {
    const source = await sampleBook(language);
    const policy = { ...must(source.policies.standard), contacts: ['hotline'] };
    const spare = { ...must(source.rotations.primary), name: { zh: '别人的', en: 'Of others' } };
    const book = { ...source, policies: { standard: policy }, rotations: { ...source.rotations, spare } } as BookSource;
    const house = await open({ book });
    for (const words of ['', '2026-10-06 22:00', '4 weeks']) {
      const said = wordsOf((await house.say('customer', 'customer-sample', oncall(words))).card);
      expect(said, words).toContain(personName(house.book.people, 'engineer2', language));
      expect(said, words).not.toMatch(/138-0000|别人的|Of others/);
    }
    expect((await house.say('customer', 'customer-sample', oncall(zh ? '统计' : 'fairness'))).refused).toBeDefined();
    expect((await house.say('customer', 'customer-sample', '/desk schedule')).refused).toBe('command.staff-only');
  });

  it('the schedule comes as a picture where our people asked, and never into a channel of customers', async () => {
    const house = await open({});
    const word = zh ? '/desk 值班图' : '/desk schedule';
    expect((await house.say('desk', 'team', word)).text).toBe(t(language, 'reply.rota.picture'));
    const sent = house.seen('team').messages.find(({ file }) => file !== undefined);
    expect(sent?.file).toBe(`${t(language, 'rota.picture.name', { date: '2026-09-28' })}.png`);
    const [made] = await house.database.query<{ bytes: Uint8Array }>('select bytes from made_file');
    const image = await loadImage(Buffer.from(must(made).bytes));
    expect(image.width).toBeGreaterThan(2000);
    expect((await house.say('desk', 'customer-sample', word)).text).toBe(t(language, 'reply.rota.picture-direct'));
    expect(house.seen('customer-sample').messages.filter(({ file }) => file !== undefined)).toEqual([]);
    expect(house.seen('@desk').messages.filter(({ file }) => file !== undefined)).toHaveLength(1);
  });

  it('fairness sums up a quarter from its first shift on, swaps included', async () => {
    const house = await open({});
    await house.say('senior', 'team', '/desk swap primary 2026-10-01T00:00 2026-10-02T00:00 senior');
    const said = wordsOf((await house.say('desk', 'team', oncall(zh ? '统计' : 'fairness Q4'))).card);
    const of = (key: string) => personName(house.book.people, key, language);
    if (!zh)
      expect(said).toContain(
        t(language, 'rota.fairness.line', { name: of('senior'), hours: 24, nights: 1, weekends: 0, holidays: 1 }),
      );
    const third = wordsOf((await house.say('desk', 'team', '/desk fairness 2026 Q3')).card);
    // From Monday 28 September 09:00 to the end of Wednesday: 63 hours, of them 18 at night.
    expect(third).toContain(
      t(language, 'rota.fairness.line', { name: of('engineer1'), hours: 63, nights: 2.3, weekends: 0, holidays: 0 }),
    );
    expect(third).not.toContain(of('engineer2'));
  });
});
