/** Numbers that look random and are the same again for the same seed (mulberry32). */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from `from` to `to`, both possible. */
  between(from: number, to: number): number;
}

export function createRandom(seed: number): Random {
  let state = seed | 0;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  return { next, between: (from, to) => from + Math.floor(next() * (to - from + 1)) };
}

/** The seed of one scenario, so that it meets the same instants whichever others run beside it. */
export function seedFor(seed: number, scenario: string): number {
  let mixed = seed;
  for (const letter of scenario) mixed = Math.imul(mixed, 31) + letter.charCodeAt(0);
  return mixed | 0;
}
