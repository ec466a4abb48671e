import { afterEach, describe, expect } from 'vitest';
import type { Language } from '../../src/lib/language.ts';
import { chosenHere } from './chosen-here.ts';
import { type HouseOptions, openHouse, type TestHouse } from './house.ts';

/** Once per database, once per language. */
const HOUSES = [
  { database: 'pglite-memory', language: 'zh-CN' },
  { database: 'postgres', language: 'en' },
] as const;

export type OpenHouse = (
  options?: Pick<HouseOptions, 'book' | 'at' | 'bookFile' | 'months' | 'terms'>,
) => Promise<TestHouse>;

/**
 * Runs a flow's tests in a house on one of the databases, in one of the languages. Houses they open are closed after each
 * test, and must have logged no error that the test did not take.
 */
export function eachHouse(tests: (open: OpenHouse, language: Language) => void): void {
  describe.each(chosenHere(HOUSES))('on $database in $language', ({ database, language }) => {
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
