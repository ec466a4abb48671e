import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/desk/book/load.ts';
import type { SimulatedLine } from '../../src/simulate/line.ts';
import { simulate } from '../../src/simulate/run.ts';
import { writeFolder } from '../desk/book/book-files.ts';
import { openTestDatabase } from '../support/database.ts';
import { ROOT } from '../support/deskbell.ts';

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

async function linesOf(scenario: ToldStory['scenario']): Promise<SimulatedLine[]> {
  const folder = await writeFolder({});
  const path = join(folder, 'story.json');
  await writeFile(path, JSON.stringify(scenario));
  const lines: SimulatedLine[] = [];
  await simulate(
    path,
    (line) => lines.push(line),
    () => openTestDatabase('pglite-memory'),
  );
  return lines;
}

describe('whole stories through the house', () => {
  it('there is one for every preset', () => {
    expect(new Set(STORIES.map(([, { scenario }]) => scenario.book))).toEqual(new Set(PRESETS));
  });

  it.each(STORIES)('%s comes out as worked out by hand', async (_, { scenario, expect: lines }) => {
    expect(await linesOf(scenario)).toEqual(lines);
  });
});
