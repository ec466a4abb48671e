import { type CaseGroup, isTickets } from './case.ts';
import type { Count } from './standing.ts';

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
  /** Each group has one case. */
  readonly of: Count;
}

/** Compares the cases of a closed month with the same month today. Empty: every promise is counted as it was. */
export function restatementsOf(closed: readonly CaseGroup[], today: readonly CaseGroup[]): Restatement[] {
  const before = groupsByCase(closed);
  const found = new Map<Restated, CaseGroup[]>(RESTATED.map((why) => [why, []]));
  const note = (why: Restated, group: CaseGroup, place: number) => {
    found.get(why)?.push({ ...group, cases: group.cases.slice(place, place + 1) } as CaseGroup);
  };
  for (const group of today) {
    const same = before.get(rowKind(group));
    // Groups are few and cases many: what a pair of groups differs in is asked once.
    const reasons = new Map<CaseGroup | undefined, Restated | undefined>();
    for (const [place, [id]] of group.cases.entries()) {
      const was = same?.get(id);
      same?.delete(id);
      if (!reasons.has(was)) reasons.set(was, was ? whyOther(was, group) : hasPromises(group) ? 'added' : undefined);
      const why = reasons.get(was);
      if (why !== undefined) note(why, group, place);
    }
  }
  for (const left of before.values())
    for (const [id, group] of left)
      if (hasPromises(group))
        note(
          'moved-away',
          group,
          group.cases.findIndex(([each]) => each === id),
        );
  return [...found].flatMap(([why, groups]) => {
    return groups.length > 0 ? [{ why, of: { count: groups.length, groups } }] : [];
  });
}

/** Each case's group, by the kind of row and the number within it. */
function groupsByCase(groups: readonly CaseGroup[]): Map<string, Map<number, CaseGroup>> {
  const byKind = new Map<string, Map<number, CaseGroup>>();
  for (const group of groups) {
    const known = byKind.get(rowKind(group)) ?? new Map<number, CaseGroup>();
    byKind.set(rowKind(group), known);
    for (const [id] of group.cases) known.set(id, group);
  }
  return byKind;
}

function rowKind(group: CaseGroup): string {
  return isTickets(group) ? 'ticket' : group.kind;
}

function hasPromises({ promises }: CaseGroup): boolean {
  return promises.length > 0;
}

/** Why a case is counted otherwise than before; undefined: it is not. */
function whyOther(was: CaseGroup, is: CaseGroup): Restated | undefined {
  if (outcomesOf(was) === outcomesOf(is)) return undefined;
  if (isTickets(was) && isTickets(is)) {
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

function withdrawnIn({ promises }: CaseGroup): number {
  return promises.filter(({ outcome }) => outcome === 'withdrawn').length;
}

function outcomesOf({ promises }: CaseGroup): string {
  return promises.map(({ what, outcome }) => `${what}=${outcome}`).join(' ');
}

type Made = CaseGroup['promises'][number];

/** Whether a promise is as it was, or only went on: it is new, was decided, or was met after all. */
function isDecision(was: Made | undefined, { outcome }: Made): boolean {
  if (was === undefined || was.outcome === outcome || was.outcome === 'open') return true;
  return was.outcome === 'broken' && outcome === 'keptLate';
}
