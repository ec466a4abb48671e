/** Runs pieces of work one after the other, in the order they were handed in; one that fails does not stop the next. */
export function createInSeries(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
}
