import type { BookSource } from '../../src/desk/book/schema.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { Language } from '../../src/lib/language.ts';
import { wordsOf } from './card-words.ts';
import type { Surface } from './care-gallery.ts';
import { openHouse } from './house.ts';
import { must } from './must.ts';
import { reportSevere, SHARED } from './report.ts';
import { sampleBook, withRespondWithin, withRival } from './sample-book.ts';

const LONG = {
  zh: '北方信息技术服务外包与系统集成联合运营中心（第三期项目部）',
  en: 'Northern Joint Centre for Outsourced Information Services, Third',
};

/** Open tickets that would move to a new version of the book: a few with long names, two hundred, none; and once they moved. */
export async function bookMoveSurfaces(language: Language): Promise<readonly Surface[]> {
  const plain = withRival(await sampleBook(language));
  const book: BookSource = {
    ...plain,
    customers: { ...plain.customers, sample: { ...must(plain.customers.sample), name: LONG } },
  };
  const house = await openHouse({ database: 'pglite-memory', language, book });
  try {
    await reportSevere(house, language === 'en' ? 'core switch down' : '核心交换机不通');
    await house.say('customer-rival-1', 'customer-rival', '/fault no signal');
    await house.forward({ minutes: 25 });
    const faults = (count: number) => Array.from({ length: count }, (_, index) => `/fault no signal ${index + 1}`);
    for (const words of faults(2)) await house.say('customer-sample-1', SHARED, words);
    await house.forward({ minutes: 25 });
    await house.say('customer-sample-1', SHARED, '/fault no signal');
    const { rival: _, ...customers } = book.customers;
    const { 'customer-rival': __, ...channels } = book.channels;
    const next = withRespondWithin({ ...book, customers, channels }, '20m');
    const surfaces: Surface[] = [];
    await house.apply(next);
    const look = async () => must((await house.say('director', 'team', '/desk book move')).card);
    surfaces.push({ name: 'move: versions', card: must((await house.say('director', 'team', '/desk book')).card) });
    surfaces.push({ name: 'move: long names, two broken at once, one that stays', card: await look() });
    surfaces.push({
      name: 'move: one ticket',
      card: must((await house.say('director', 'team', '/desk book move T-5')).card),
    });
    for (const words of faults(200)) await house.say('customer-sample-1', SHARED, words);
    await house.apply(withRespondWithin(next, '15m'));
    const many = await look();
    surfaces.push({ name: 'move: two hundred', card: many });
    await house.press('director', 'team', 'book.move', { on: many });
    const told = t(language, 'move.told.title', { version: 3 });
    const card = house.seen('team').cards.find((each) => wordsOf(each).includes(told));
    surfaces.push({ name: 'move: told to the team', card: must(card) });
    surfaces.push({ name: 'move: only what stays is left', card: await look() });
    surfaces.push({ name: 'move: the card of a ticket', card: must(house.seen('team').cards[0]) });
    return surfaces;
  } finally {
    await house.close();
  }
}
