import type { Language } from '../../src/lib/language.ts';
import type { Surface } from './care-gallery.ts';
import { must } from './must.ts';
import { sampleBook, withRival } from './sample-book.ts';
import { openStormHouse } from './storm-house.ts';

/** A message of many alerts as it comes, when some are done and when all are, and the list of what is late. */
export async function stormSurfaces(language: Language): Promise<readonly Surface[]> {
  const book = withRival(await sampleBook(language));
  const rival = { ...must(book.customers.rival), confidential: { access: ['engineer' as const], channels: [] } };
  const house = await openStormHouse('pglite-memory', { ...book, customers: { ...book.customers, rival } });
  const faults =
    language === 'en'
      ? ['core switch down', 'voice platform silent', 'billing queue stuck']
      : ['核心交换机不通', '语音平台无声', '计费队列堵塞'];
  const texts = Array.from({ length: 14 }, (_, index) => `${faults[index % faults.length]} ${index + 1}`);
  await house.report('sample', texts);
  await house.report('rival', texts.slice(0, 2));
  await house.passWithMessages(9);
  await house.report('sample', texts.slice(0, 2));
  await house.pass(1);
  await house.startQueue();
  await house.allArrived();
  const newest = (channel: string) => must(house.messages(channel).at(-1)?.card);
  const surfaces: Surface[] = [
    { name: 'storm: to the manager', card: newest('@manager1') },
    { name: 'storm: to the assignee', card: newest('@engineer1') },
  ];
  await house.pass(9);
  await house.allArrived();
  const late = await house.say('manager1', 'escalation', '/desk late');
  surfaces.push({ name: 'late tickets', card: must(late.card) });
  const next = await house.press('manager1', 'escalation', 'ticket.late', { on: must(late.card) });
  surfaces.push({ name: 'late tickets: second page', card: must(next.card) });
  for (const number of [1, 2, 3]) await house.say('engineer1', 'team', `/desk ack T-${number}`);
  await house.allArrived();
  const digest = house.messages('@manager1').find(({ id }) => id.endsWith('-digest'));
  surfaces.push({ name: 'storm: three are taken', card: must(digest?.card) });
  for (let number = 4; number <= 16; number += 1) await house.say('engineer1', 'team', `/desk ack T-${number}`);
  await house.allArrived();
  const all = house.messages('@manager1').find(({ id }) => id.endsWith('-digest'));
  surfaces.push({ name: 'storm: all are taken', card: must(all?.card) });
  await house.close();
  return surfaces;
}
