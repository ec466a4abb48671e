/**
 * Lets at most `most` calls begin within any `withinMs`, in the order of asking: each call awaits the returned function
 * first. Too small for a queue library, which would add its own priorities and error handling.
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
