import { parseArgs } from 'node:util';
import { endDesks } from '../../test/support/desk-process.ts';
import { stopDatabases } from './databases.ts';
import { createRandom, seedFor } from './random.ts';
import { type Scenario, Skipped } from './scenario.ts';
import { killStorm } from './scenario/kill.ts';

const all = [killStorm('pglite', 'slack-http'), killStorm('postgres', 'slack-socket'), killStorm('postgres', 'feishu-http'), killStorm('pglite', 'feishu-socket')];
const { values, positionals } = parseArgs({ options: { short: { type: 'boolean', default: false }, seed: { type: 'string' } }, allowPositionals: true });
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
console.log(`seed ${seed}`);
let failed = 0;
async function run(s: Scenario) {
  const closes: (() => Promise<unknown>)[] = [];
  const begun = performance.now();
  try {
    const counts = await s.run({ random: createRandom(seedFor(seed, s.name)), isShort: values.short, after: (c) => closes.push(c) });
    console.log(`ok ${s.name} ${Math.round((performance.now() - begun) / 100) / 10} s`, JSON.stringify(counts));
  } catch (error) {
    if (error instanceof Skipped) console.log(`skipped ${s.name}: ${error.message}`);
    else { failed += 1; console.log(`FAILED ${s.name} ${error instanceof Error ? error.stack : error}`); }
  }
  await endDesks();
  for (const c of closes.reverse()) await c();
}
for (const s of all) if (positionals.length === 0 || positionals.some((p) => s.name.startsWith(p))) await run(s);
await stopDatabases();
process.exit(failed ? 1 : 0);
