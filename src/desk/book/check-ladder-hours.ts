import type { FieldPath, Finding } from './problem.ts';
import { type BookPolicy, type BookSource, spanOf } from './schema.ts';

/**
 * `hours: calendar` of a ladder needs a promise that is counted in working hours: on 7×24 it changes nothing, and its
 * author would believe that managers are left in peace at night.
 */
export function* checkLadderHours(path: FieldPath, policy: BookPolicy, source: BookSource): Iterable<Finding> {
  if (policy.ladder.hours !== 'calendar' || hasOfficePromise(policy) || hasReportHours(policy, source)) return;
  const message =
    'changes nothing: every promise of this policy is on 7×24; leave it out, or count a promise in wh or wd, or name reportHours';
  yield { path: [...path, 'hours'], message };
}

/** Whether a clock or the first answer to a complaint counts working hours or working days. */
function hasOfficePromise({ clocks, complaint }: BookPolicy): boolean {
  const limits = Object.values(clocks).flatMap((rule) => rule.limits.map(({ within }) => within));
  return [...limits, complaint.firstAnswer].some((span) => spanOf(span).unit !== 'clock');
}

/** Whether reports of a service level are taken at certain hours alone. */
function hasReportHours({ reportHours }: BookPolicy, { calendars }: BookSource): boolean {
  return Object.values(reportHours).some((key) => Object.hasOwn(calendars, key) && !calendars[key]?.always);
}
