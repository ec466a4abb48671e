import type { BookSource } from '../../src/desk/book/schema.ts';
import type { Language } from '../../src/lib/language.ts';
import { sampleBook, withRival } from './sample-book.ts';

/**
 * Two customers. The sample one has a branch 300 km away, whose router's warranty has ended; a person of theirs has a
 * number in the book.
 */
export async function callerBook(language: Language, preset?: string): Promise<BookSource> {
  const book = withRival(await sampleBook(language, preset));
  const { sample } = book.customers;
  const [site] = sample?.sites ?? [];
  const [device] = sample?.devices ?? [];
  if (!sample || !site || !device) throw new Error('not a preset with the sample customer');
  const branch = { ...site, key: 'branch', name: { zh: '分部机房', en: 'Branch site' }, distanceKm: 250, travel: '3h' };
  const router = {
    ...device,
    key: 'router',
    name: { zh: '分部路由器', en: 'Branch router' },
    site: 'branch',
    serial: 'SN-BRANCH',
    warrantyUntil: '2026-01-31',
  };
  const person = { name: { zh: '周蕾', en: 'Zhou Lei' }, ids: {}, phone: '+86 139 0000 2222' };
  return {
    ...book,
    customers: {
      ...book.customers,
      sample: {
        ...sample,
        sites: [site, branch],
        devices: [device, router],
        people: [...sample.people, person],
      },
    },
  };
}
