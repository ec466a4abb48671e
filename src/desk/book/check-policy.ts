import { checkLadderHours } from './check-ladder-hours.ts';
import { type BookNames, checkKnown, checkListed, repeated } from './check-names.ts';
import type { ClockRule } from './clock-rule.ts';
import { checkLadder } from './ladder.ts';
import { checkPaging } from './paging-rule.ts';
import type { FieldPath, Finding } from './problem.ts';
import { type BookPolicy, type BookSource, type Metric, spanOf } from './schema.ts';

/** Checks a policy: the people it names, and whether its levels, outage lines and limits can ever apply. */
export function* checkPolicy(key: string, policy: BookPolicy, source: BookSource, names: BookNames): Iterable<Finding> {
  const path = ['policies', key];
  const levels = policy.levels.map((level) => level.key);
  yield* checkKnown([...path, 'officeCalendar'], policy.officeCalendar, 'calendars', names);
  for (const [serviceLevel, calendar] of Object.entries(policy.reportHours)) {
    yield* checkKnown([...path, 'reportHours', serviceLevel], calendar, 'calendars', names);
  }
  yield* checkKnown([...path, 'rotation'], policy.rotation, 'rotations', names);
  yield* repeated([...path, 'levels'], levels, 'key');
  for (const [i, level] of policy.levels.entries())
    yield* checkPaging([...path, 'levels', i], level, policy.clocks.respond);
  yield* checkOutage([...path, 'outage'], policy.outage, levels);
  for (const [metric, rule] of Object.entries(policy.clocks)) {
    yield* checkClock([...path, 'clocks', metric], metric as Metric, rule, levels);
  }
  for (const [i, person] of (policy.afterGoLive?.people ?? []).entries())
    yield* checkKnown([...path, 'afterGoLive', 'people', i], person, 'people', names);
  yield* checkLadder([...path, 'ladder'], policy.ladder, names);
  yield* checkLadderHours([...path, 'ladder'], policy, source);
  yield* checkTiers([...path, 'tiers'], policy.tiers);
  yield* checkLimitOrder([...path, 'stale'], policy.stale, levels);
  yield* checkPlanApproval([...path, 'planApproval'], policy, source);
  yield* checkPapers(path, policy, source);
  const reviewer = policy.triage?.by;
  if (reviewer !== undefined && !Object.values(source.people).some(({ roles }) => roles.includes(reviewer)))
    yield { path: [...path, 'triage', 'by'], message: `nobody has the role "${reviewer}" to review new tickets` };
  yield* checkChecklist([...path, 'inspection', 'checklist'], policy.inspection.checklist);
  for (const [key, example] of ON_THE_CLOCK) {
    if (spanOf(policy[key]).unit !== 'clock')
      yield { path: [...path, key], message: `runs on the clock; allowed: a span such as ${example}` };
  }
}

/** Items have keys of their own, and only those that are looked at on devices are for classes of them. */
function* checkChecklist(path: FieldPath, list: BookPolicy['inspection']['checklist']): Iterable<Finding> {
  yield* repeated(
    path,
    list.map(({ key }) => key),
    'key',
  );
  for (const [i, { per, classes }] of list.entries())
    if (classes && per === 'site')
      yield { path: [...path, i, 'classes'], message: 'is for items with "per: device" alone' };
}

/** A paper is owed or offered once, and a person of the book can approve it. */
function* checkPapers(path: FieldPath, { papers, offers }: BookPolicy, source: BookSource): Iterable<Finding> {
  const keys = (rules: BookPolicy['offers']) => rules.map(({ paper }) => paper);
  yield* repeated([...path, 'papers'], keys(papers), 'paper');
  yield* repeated([...path, 'offers'], keys(offers), 'paper');
  for (const [i, { paper }] of offers.entries())
    if (keys(papers).includes(paper))
      yield { path: [...path, 'offers', i, 'paper'], message: `"${paper}" is owed already, in "papers"` };
  for (const [list, rules] of Object.entries({ papers, offers }))
    for (const [i, { approval }] of rules.entries()) {
      if (approval === undefined || Object.values(source.people).some(({ roles }) => roles.includes(approval)))
        continue;
      yield { path: [...path, list, i, 'approval'], message: `nobody has the role "${approval}" to approve it` };
    }
}

/** Spans that people count from memory: they run on the clock, each with an example. */
const ON_THE_CLOCK = [
  ['undoWithin', '5m'],
  ['withdrawWithin', '10m'],
  ['reopenWithin', '7d'],
] as const;

function* checkOutage(path: FieldPath, lines: BookPolicy['outage'], levels: readonly string[]): Iterable<Finding> {
  yield* repeated(
    path,
    lines.map(({ level }) => level),
    'level',
  );
  for (const [i, line] of lines.entries()) {
    yield* checkListed([...path, i, 'level'], line.level, 'level', levels);
    const ms = outageMs(line);
    if (ms === undefined) {
      yield { path: [...path, i, 'after'], message: 'an outage lasts on the clock; allowed: a span such as 4h' };
      continue;
    }
    const before = lines[i - 1];
    if (!before) continue;
    if (levels.indexOf(before.level) > levels.indexOf(line.level)) {
      yield {
        path: [...path, i, 'level'],
        message: `the lines go from the most severe level down: ${levels.join(', ')}`,
      };
    }
    const aboveMs = outageMs(before);
    if (aboveMs !== undefined && aboveMs < ms) {
      const above = before.after ?? 'the first instant';
      yield { path: [...path, i, 'after'], message: `is later than ${above}, the line of a more severe level` };
    }
  }
}

/** How long an outage lasts until it crosses a line; undefined if the line is not written as a span on the clock. */
function outageMs({ after }: BookPolicy['outage'][number]): number | undefined {
  if (after === undefined) return 0;
  const span = spanOf(after);
  return span.unit === 'clock' ? span.ms : undefined;
}

/** Questions and requirements have one clock each, faults the others (docs/clauses.md, "Questions"). */
const KIND_OF: Readonly<Record<Metric, ClockRule['kind']>> = {
  respond: 'fault',
  workaround: 'fault',
  'on-site': 'fault',
  resolve: 'fault',
  answer: 'question',
  reply: 'requirement',
};

function* checkClock(path: FieldPath, metric: Metric, rule: ClockRule, levels: readonly string[]): Iterable<Finding> {
  if (rule.kind !== KIND_OF[metric]) {
    yield { path: [...path, 'kind'], message: `"${metric}" is a clock of the kind "${KIND_OF[metric]}"` };
  }
  yield* checkLimitOrder([...path, 'limits'], rule.limits, levels);
  if (rule.kind === 'fault') return;
  for (const [i, limit] of rule.limits.entries()) {
    if (!limit.levels) continue;
    yield { path: [...path, 'limits', i, 'levels'], message: `a ${rule.kind} has no level` };
  }
}

interface Rule {
  readonly levels?: readonly string[] | undefined;
  readonly serviceLevels?: readonly string[] | undefined;
  readonly upToKm?: number | undefined;
}

/** The first rule that fits applies, so a rule after one without conditions never does. */
function* checkLimitOrder(path: FieldPath, rules: readonly Rule[], levels: readonly string[]): Iterable<Finding> {
  const catchAll = rules.findIndex((rule) => !rule.levels && !rule.serviceLevels && rule.upToKm === undefined);
  for (const [i, rule] of rules.entries()) {
    for (const [j, level] of (rule.levels ?? []).entries()) {
      yield* checkListed([...path, i, 'levels', j], level, 'level', levels);
    }
    if (catchAll < 0 || i <= catchAll) continue;
    yield { path: [...path, i], message: `is never reached: entry ${catchAll + 1} of the list has no conditions` };
  }
}

function* checkTiers(path: FieldPath, tiers: BookPolicy['tiers']): Iterable<Finding> {
  for (const [i, { tier }] of tiers.entries()) {
    const before = tiers[i - 1];
    if (!before || before.tier < tier) continue;
    yield { path: [...path, i, 'tier'], message: `tiers ascend; allowed: more than ${before.tier}` };
  }
}

function* checkPlanApproval(path: FieldPath, policy: BookPolicy, source: BookSource): Iterable<Finding> {
  yield* repeated(path, policy.planApproval);
  const director = policy.planApproval.indexOf('director');
  if (director < 0 || Object.values(source.people).some(({ roles }) => roles.includes('director'))) return;
  yield { path: [...path, director], message: 'nobody has the role "director" to approve a plan' };
}
