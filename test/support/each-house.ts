import { basename } from 'node:path';
import { afterEach, describe, expect } from 'vitest';
import type { Language } from '../../src/lib/language.ts';
import { type HouseOptions, openHouse, type TestHouse } from './house.ts';
import { must } from './must.ts';

/** Once per database, once per language. */
const HOUSES = [
  { database: 'pglite-memory', language: 'zh-CN' },
  { database: 'postgres', language: 'en' },
] as const;

/**
 * The houses of the test file that is being read: one of them, always the same, half of the files in each; with
 * `EVERY_HOUSE=1 npm test` both. All flows in both houses take a third longer than a change should wait for.
 */
function housesHere(): readonly (typeof HOUSES)[number][] {
  if (process.env.EVERY_HOUSE === '1') return HOUSES;
  const name = basename(must(expect.getState().testPath));
  const sum = [...name].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return [must(HOUSES[sum % HOUSES.length])];
}

export type OpenHouse = (
  options?: Pick<HouseOptions, 'book' | 'at' | 'bookFile' | 'months' | 'terms'>,
) => Promise<TestHouse>;

/**
 * Runs a flow's tests in a house, which is on a database and in a language (`housesHere`). Houses they open are closed after each test, and must
 * have logged no error that the test did not take.
 */
export function eachHouse(tests: (open: OpenHouse, language: Language) => void): void {
  describe.each(housesHere())('on $database in $language', ({ database, language }) => {
    const opened: TestHouse[] = [];
    afterEach(async () => {
      const houses = opened.splice(0);
      for (const house of houses) await house.close();
      expect(houses.flatMap((house) => house.takeErrors())).toEqual([]);
    });
    tests(async (options = {}) => {
      const house = await openHouse({ database, language, ...options });
      opened.push(house);
      return house;
    }, language);
  });
}
