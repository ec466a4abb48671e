import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatedLine } from '../../src/simulate/line.ts';
import { simulate } from '../../src/simulate/run.ts';
import { writeFolder } from '../desk/book/book-files.ts';
import { openTestDatabase } from './database.ts';

/** The lines of a story, in order: `deskbell simulate --json` in this process. `story` is YAML. */
export async function simulated(story: string): Promise<SimulatedLine[]> {
  const path = join(await writeFolder({}), 'story.yaml');
  await writeFile(path, story);
  const lines: SimulatedLine[] = [];
  await simulate(
    path,
    (line) => lines.push(line),
    () => openTestDatabase('pglite-memory'),
  );
  return lines;
}
