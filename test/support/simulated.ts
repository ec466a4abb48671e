import type { SimulatedLine } from '../../src/simulate/line.ts';
import { simulate } from '../../src/simulate/run.ts';
import { writeFolder } from '../desk/book/book-files.ts';
import { openTestDatabase } from './database.ts';

/** Runs a scenario, written as YAML or given as an object, as `deskbell simulate` does, and gives its lines. */
export async function simulated(scenario: object | string): Promise<SimulatedLine[]> {
  const text = typeof scenario === 'string' ? scenario : JSON.stringify(scenario);
  const folder = await writeFolder({ 'story.yaml': text });
  const lines: SimulatedLine[] = [];
  await simulate(
    `${folder}/story.yaml`,
    (line) => lines.push(line),
    () => openTestDatabase('pglite-memory'),
  );
  return lines;
}
