/**
 * The candidate most likely meant by `word`; undefined if none is close: at most two letters off, and fewer than half
 * of the word. A Chinese character says as much as several letters, so half of them may be off.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const half = HAN.test(word) ? word.length / 2 : (word.length - 1) / 2;
  const tolerated = Math.min(2, Math.floor(half));
  let best: string | undefined;
  let bestDistance = tolerated + 1;
  for (const candidate of candidates) {
    // This also keeps a long pasted text from being compared letter by letter.
    if (Math.abs(word.length - candidate.length) > tolerated) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

const HAN = /\p{Script=Han}/u;

/** How many letters must be added, removed, replaced or swapped with their neighbour (Damerau-Levenshtein). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(i - 2, j - 2) + 1 : replaced;
      rows[i]?.push(Math.min(replaced, swapped, at(i - 1, j) + 1, at(i, j - 1) + 1));
    }
  }
  return at(a.length, b.length);
}
