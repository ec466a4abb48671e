/**
 * Loaded before the desk (`--import`): its wall clock is ahead of the machine's by the milliseconds that the file
 * FAULT_CLOCK holds. Read at the start and at every SIGUSR2. Timers and `performance.now` go on as they are, as they do
 * when a machine's clock is set.
 */
import { readFileSync } from 'node:fs';

const file = process.env.FAULT_CLOCK;
const RealDate = Date;
let aheadMs = 0;

function read(): void {
  if (file) aheadMs = Number(readFileSync(file, 'utf8'));
}

class ShiftedDate extends RealDate {
  constructor(...given: [] | [number]) {
    if (given.length === 0) super(RealDate.now() + aheadMs);
    else super(...given);
  }
  static override now(): number {
    return RealDate.now() + aheadMs;
  }
}

read();
process.on('SIGUSR2', read);
globalThis.Date = ShiftedDate as DateConstructor;
