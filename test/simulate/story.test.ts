import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/desk/book/load.ts';
import type { SimulatedLine } from '../../src/simulate/line.ts';
import { ROOT } from '../support/deskbell.ts';
import { simulated } from '../support/simulated.ts';

/** A whole story with its lines as worked out by hand; `calculation` says how. */
interface ToldStory {
  readonly clause: string;
  readonly calculation: string;
  readonly scenario: { readonly book: string };
  readonly expect: readonly SimulatedLine[];
}

const FOLDER = join(ROOT, 'test/fixture/story');
const STORIES = readdirSync(FOLDER).map((name): [string, ToldStory] => [
  name.replace('.json', ''),
  JSON.parse(readFileSync(join(FOLDER, name), 'utf8')),
]);

describe('whole stories through the house', () => {
  it('there is one for every preset', () => {
    expect(new Set(STORIES.map(([, { scenario }]) => scenario.book))).toEqual(new Set(PRESETS));
  });

  it.each(STORIES)('%s comes out as worked out by hand', async (_, { scenario, expect: lines }) => {
    expect(await simulated(scenario)).toEqual(lines);
  });
});
