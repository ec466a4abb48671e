import { readFileSync } from 'node:fs';

/**
 * Preloaded by `node --import`: the wall clock of the process is off by the milliseconds written in the file that
 * DESKBELL_TEST_SHIFT names, read at every look, so that a test can step it. Monotonic clocks and timers are untouched.
 */
const file = process.env.DESKBELL_TEST_SHIFT ?? '';
const RealDate = Date;
const shifted = () => RealDate.now() + Number(readFileSync(file, 'utf8'));
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [shifted()] : args, self),
  get: (target, name) => (name === 'now' ? shifted : Reflect.get(target, name)),
});
