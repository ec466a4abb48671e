import { basename } from 'node:path';
import { expect } from 'vitest';
import { must } from './must.ts';

/**
 * What the test file that is being read runs with: one of `all`, always the same for one file and spread over the files; with
 * `EVERY_HOUSE=1 npm test` all of them. Every flow with every database and language takes longer than a change should wait
 * for.
 */
export function chosenHere<T>(all: readonly T[]): readonly T[] {
  if (process.env.EVERY_HOUSE === '1') return all;
  const name = basename(must(expect.getState().testPath));
  const sum = [...name].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return [must(all[sum % all.length])];
}
