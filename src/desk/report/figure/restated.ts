import { isTicket, keyOfCase, type MonthCase } from './case.ts';

/**
 * What changed in a month's cases since the month was closed. The figures of the closed month stay; these say why it would
 * be counted otherwise today.
 */
export const RESTATED = [
  /** It was resolved and came back. */
  'reopened',
  'merged',
  'duplicate',
  'withdrawn',
  /** It was taken back and is there again. */
  'back',
  /** A promise is not owed any longer: its ticket was taken back, or ended without it. */
  'not-owed',
  /** Promises that were open then were kept or broken since, or a broken one was met. */
  'decided',
  /** It belongs to this month only now: it was told later, or merged with an earlier one. */
  'added',
  'moved-away',
  /** Something else is counted otherwise: a level, a correction. */
  'changed',
] as const;
export type Restated = (typeof RESTATED)[number];

export interface Restatement {
  readonly why: Restated;
  readonly cases: readonly MonthCase[];
}

/** Compares the cases of a closed month with the same month today. Empty: every promise is counted as it was. */
export function restatementsOf(closed: readonly MonthCase[], today: readonly MonthCase[]): Restatement[] {
  const before = new Map(closed.map((one) => [keyOfCase(one), one]));
  const found = new Map<Restated, MonthCase[]>();
  const note = (why: Restated | undefined, one: MonthCase) => {
    if (why !== undefined) found.set(why, [...(found.get(why) ?? []), one]);
  };
  for (const one of today) {
    const was = before.get(keyOfCase(one));
    before.delete(keyOfCase(one));
    note(was ? whyOther(was, one) : hasPromises(one), one);
  }
  for (const one of before.values()) if (one.promises.length > 0) note('moved-away', one);
  return RESTATED.flatMap((why) => {
    const cases = found.get(why);
    return cases ? [{ why, cases }] : [];
  });
}

function hasPromises({ promises }: MonthCase): Restated | undefined {
  return promises.length > 0 ? 'added' : undefined;
}

/** Why a case is counted otherwise than before; undefined: it is not. */
function whyOther(was: MonthCase, is: MonthCase): Restated | undefined {
  if (outcomesOf(was) === outcomesOf(is)) return undefined;
  if (isTicket(was) && isTicket(is)) {
    if (is.gone !== was.gone) return is.gone ?? 'back';
    if ((is.reopened ?? 0) > (was.reopened ?? 0)) return 'reopened';
  }
  if (withdrawnIn(is) > withdrawnIn(was)) return 'not-owed';
  const isAllThere = was.promises.every(({ what }) => is.promises.some((each) => each.what === what));
  const wentOn = is.promises.every((each) =>
    isDecision(
      was.promises.find(({ what }) => what === each.what),
      each,
    ),
  );
  return isAllThere && wentOn ? 'decided' : 'changed';
}

function withdrawnIn({ promises }: MonthCase): number {
  return promises.filter(({ outcome }) => outcome === 'withdrawn').length;
}

function outcomesOf({ promises }: MonthCase): string {
  return promises.map(({ what, outcome }) => `${what}=${outcome}`).join(' ');
}

type Made = MonthCase['promises'][number];

/** Whether a promise is as it was, or only went on: it is new, was decided, or was met after all. */
function isDecision(was: Made | undefined, { outcome }: Made): boolean {
  if (was === undefined || was.outcome === outcome || was.outcome === 'open') return true;
  return was.outcome === 'broken' && outcome === 'keptLate';
}
