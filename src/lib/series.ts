/** Runs what is asked under one key one after the other, in the order of asking; different keys side by side. */
export function createLine(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const turn = (tails.get(key) ?? Promise.resolve()).then(work);
    const tail = turn.catch(() => {});
    tails.set(key, tail);
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    return turn;
  };
}

/** One line for all: pieces of work run one after the other; one that fails does not stop the next. */
export function createInSeries(): <T>(work: () => Promise<T>) => Promise<T> {
  const inLine = createLine();
  return (work) => inLine('', work);
}
