/**
 * Asks every door of a real desk what no honest client asks: shapes and bytes of chance, unsigned and signed.
 *
 *     npm run fuzz -- [--cases <number>] [--seed <number>] [door…]
 *
 * No case may crash the desk, hang, be answered 500, log a fault, or leave a word of its body in the log. A door is named by
 * the beginning of its name (`slack`, `page`); none: all share the cases. Each prints a line with its statuses and its
 * slowest answer. Exit code 1 when one failed, with the case made as small as possible, 2 when no door has such a name.
 */
import { parseArgs } from 'node:util';
import { fuzzDoors } from '../../test/support/fuzz-doors.ts';
import { openWholeDesk } from '../../test/support/whole-desk.ts';

const { values, positionals } = parseArgs({
  options: {
    cases: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
  },
  allowPositionals: true,
});
const seed = Number(values.seed);
const desk = await openWholeDesk({ trustedProxies: 1 });
const doors = await fuzzDoors(desk);
const chosen = doors.filter(
  ({ name }) => positionals.length === 0 || positionals.some((each) => name.startsWith(each)),
);
if (chosen.length === 0) {
  console.log(`there is no such door; there are ${doors.map(({ name }) => name).join(', ')}`);
  await desk.close();
  process.exit(2);
}
console.log(`seed ${seed}`);
const begunAt = performance.now();
const weights = chosen.reduce((sum, { weight }) => sum + weight, 0);
let cases = 0;
let failed = 0;
for (const door of chosen) {
  const told = await door.run(Math.max(1, Math.round((Number(values.cases) * door.weight) / weights)), seed);
  cases += told.cases;
  if (told.failure !== undefined) failed += 1;
  const statuses = [...told.statuses].sort().map(([status, times]) => `${status}×${times}`);
  const line = `${door.name.padEnd(20)}${String(told.cases).padStart(7)} cases, slowest ${told.slowestMs.toFixed(0)} ms`;
  console.log(`${told.failure === undefined ? 'ok    ' : 'FAILED'} ${line}: ${statuses.join(' ')}`);
  if (told.failure !== undefined) console.log(told.failure);
}
await desk.close();
const seconds = ((performance.now() - begunAt) / 1000).toFixed(1);
console.log(
  `${cases} cases in ${seconds} s: ${failed === 0 ? 'no fault' : `${failed} of ${chosen.length} doors FAILED`}`,
);
process.exit(failed === 0 ? 0 : 1);
