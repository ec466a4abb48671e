import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../support/house.ts';
import { listeningBook } from '../support/sample-book.ts';
import { becomeOf, readUtterances } from '../support/utterance.ts';

/**
 * What becomes of several hundred things that people say, in `utterance-table.tsv`: a product manager reads it, this test
 * says each line in a whole house. How the reader does with sentences that it was not made with: `bench/utterance.ts`.
 */
const LINES = readUtterances(new URL('./utterance-table.tsv', import.meta.url));

/** Bars of the reader: a question is never wrong, but too many are a nuisance. */
const MOST_ASKED = 0.1;

/** What a private question instead of the best answer does not make wrong. */
const ASKED = ['ask', 'complaint', 'offer'];

describe.each(['zh-CN', 'en'] as const)('what becomes of words, in %s', (language) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse({ database: 'pglite-memory', language, book: await listeningBook(language) });
  });
  afterAll(() => house.close());

  it('is what the table says, or a question in private', { timeout: 120_000 }, async () => {
    const different: string[] = [];
    let asked = 0;
    for (const line of LINES) {
      house.wait({ minutes: 31 });
      const { becomes, isPublic } = await becomeOf(house, line, language);
      const isRight = line.becomes.some((each) => becomes.includes(each));
      const isAsked = ASKED.some((each) => becomes.includes(each));
      if (!isRight && isAsked) asked += 1;
      if (!isRight && !isAsked)
        different.push(`${line.said} [${line.where}]: ${line.becomes.join('|')}, not ${becomes}`);
      const mustStayPrivate = line.becomes[0] === 'complaint' || line.becomes[0] === 'ask';
      if (mustStayPrivate && isPublic) different.push(`${line.said} [${line.where}]: public`);
    }
    expect(different).toEqual([]);
    expect(asked / LINES.length).toBeLessThan(MOST_ASKED);
    expect(LINES.length).toBeGreaterThan(300);
  });
});
