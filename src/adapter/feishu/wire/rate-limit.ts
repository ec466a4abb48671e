/**
 * Lets at most `most` calls begin within any `withinMs`: gives the promise of one's turn, in the order of asking. A queue
 * library would bring its own idea of priorities and failures for what is a count of free slots.
 */
export function createRateLimit(
  { most, withinMs }: { readonly most: number; readonly withinMs: number },
  wait: (ms: number) => Promise<unknown>,
): () => Promise<void> {
  let free = most;
  const waiting: (() => void)[] = [];

  function begin(): void {
    void wait(withinMs).then(() => {
      const next = waiting.shift();
      if (!next) free += 1;
      else {
        begin();
        next();
      }
    });
  }

  return async () => {
    if (free === 0) return new Promise((resolve) => void waiting.push(resolve));
    free -= 1;
    begin();
  };
}
