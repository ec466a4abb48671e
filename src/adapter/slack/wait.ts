/** How long what is slow is waited for before people are answered without it, in ms; see `LIMITS`. */
export type Waits = Readonly<Record<'ackWithinMs' | 'holdAfterMs' | 'personWaitMs' | 'strangerWaitMs', number>>;

/** What comes of it in time, or else `otherwise`; it goes on all the same. */
export async function within<T>(work: Promise<T>, ms: number, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
