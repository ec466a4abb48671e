/** Entries that one transaction added to the log of a ticket or a matter. */
export interface Logged {
  /** `ticket`, or the feature of a matter. */
  readonly of: string;
  /** Its number. */
  readonly id: number;
  /** How many of its last entries are new. */
  readonly count: number;
}

const byTransaction = new WeakMap<object, Logged[]>();

/**
 * Remembers what a transaction logged, for those who are told at its end (webhooks). The stores of tickets and matters
 * call it, so that no entry is missed; forgotten with the transaction.
 */
export function noteLogged(tx: object, ...logged: readonly Logged[]): void {
  const before = byTransaction.get(tx);
  const added = logged.filter(({ count }) => count > 0);
  if (before) before.push(...added);
  else if (added.length > 0) byTransaction.set(tx, [...added]);
}

/** What a transaction logged so far, once. Entries of one log are one item, in the order of the first of each. */
export function takeLogged(tx: object): Logged[] {
  const all = byTransaction.get(tx) ?? [];
  byTransaction.delete(tx);
  const merged = new Map<string, Logged>();
  for (const each of all) {
    const key = `${each.of}/${each.id}`;
    merged.set(key, { ...each, count: each.count + (merged.get(key)?.count ?? 0) });
  }
  return [...merged.values()];
}
