/**
 * Real desks, real databases, platforms in miniature, and everything that goes wrong: what was accepted must not be lost.
 *
 *     npm run fault -- [--short] [--seed <number>] [--at-once <number>] [scenario…]
 *
 * A scenario is named by its beginning (`kill`, `weather-slack`); none: all of them. Each prints a line: ok, skipped or
 * FAILED, its counts, and what is wrong. Exit code 1 when one failed, 2 when no scenario has such a name.
 */
import { parseArgs } from 'node:util';
import { endDesks } from '../../test/support/desk-process.ts';
import { stopDatabases } from './databases.ts';
import { createRandom, seedFor } from './random.ts';
import { type Scenario, Skipped } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';

const { values, positionals } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    'at-once': { type: 'string', default: '7' },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const seed = Number(values.seed);
const chosen = SCENARIOS.filter(({ name, isLongOnly }) =>
  positionals.length === 0 ? !(values.short && isLongOnly) : positionals.some((wanted) => name.startsWith(wanted)),
);
if (values.help || chosen.length === 0) {
  for (const { name, about } of SCENARIOS) console.log(`${name.padEnd(28)}${about}`);
  process.exit(values.help ? 0 : 2);
}

console.log(`seed ${seed}`);
const left = [...chosen];
/** What open scenarios leave behind, the newest first. */
const closes = new Set<() => Promise<unknown>>();
let failed = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave(1));
// Most of the time a scenario waits for the pace of a chat channel: several at once share the machine well.
await Promise.all(Array.from({ length: Number(values['at-once']) }, runNext));
console.log(failed === 0 ? 'nothing was lost' : `${failed} of ${chosen.length} scenarios FAILED`);
await leave(failed === 0 ? 0 : 1);

/** Ends desks, servers and mounts, also those of scenarios under way, and then this process. */
async function leave(code: number): Promise<never> {
  await endDesks();
  for (const close of [...closes].reverse()) await close().catch((error: unknown) => console.error(String(error)));
  await stopDatabases();
  process.exit(code);
}

async function runNext(): Promise<void> {
  for (let scenario = left.shift(); scenario; scenario = left.shift()) {
    const begunAt = performance.now();
    const line = await outcomeOf(scenario);
    console.log(`${line} (${((performance.now() - begunAt) / 1000).toFixed(1)} s)`);
  }
}

/** The line that tells what came of it. */
async function outcomeOf(scenario: Scenario): Promise<string> {
  const own: (() => Promise<unknown>)[] = [];
  const after = (close: () => Promise<unknown>) => {
    own.unshift(close);
    closes.add(close);
  };
  const random = createRandom(seedFor(seed, scenario.name));
  try {
    const counts = await scenario.run({ random, isShort: values.short, after });
    const shown = Object.entries(counts).map(([name, value]) => `${name} ${value}`);
    return `ok ${scenario.name}: ${shown.join(', ')}`;
  } catch (error) {
    if (error instanceof Skipped) return `skipped ${scenario.name}: ${error.message}`;
    failed += 1;
    return `FAILED ${scenario.name} (--seed ${seed}): ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    for (const close of own) {
      closes.delete(close);
      await close().catch((error: unknown) => console.error(`${scenario.name}: ${error}`));
    }
  }
}
