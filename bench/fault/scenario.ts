import type { Random } from './random.ts';

/** What a scenario is given. */
export interface Given {
  readonly random: Random;
  /** The form for a build server: smaller numbers, shorter outages, the same checks. */
  readonly isShort: boolean;
  /** Called at the end in any case, the last one first. */
  after(close: () => Promise<unknown>): void;
}

/** A scenario that the machine does not allow; the message says why. */
export class Skipped extends Error {}

export interface Scenario {
  readonly name: string;
  /** One line for `--help`. */
  readonly about: string;
  /** Left out of the short form unless it is named: what it shows is shown there by others too. */
  readonly isLongOnly?: true;
  /** Resolves to what is to be printed: counts by what they count. Throws when the desk did not keep its word. */
  run(given: Given): Promise<Readonly<Record<string, number | string>>>;
}
