import type { InspectionRule } from '../contract/inspection-rule.ts';
import type { Inspection } from './inspection.ts';

type Item = InspectionRule['checklist'][number];

/** Items of the list at which something was found that is no ticket yet. */
export function openItems({ checklist, findings }: Inspection, rule: InspectionRule): Item[] {
  const marks = checklist?.marks ?? {};
  return rule.checklist.filter(
    ({ key }) => levelFound(marks[key]) !== undefined && !findings.some(({ item }) => item === key),
  );
}

/** The fault level that a mark says was found; undefined: nothing was, or the item was not looked at. */
export function levelFound(mark: string | undefined): string | undefined {
  return mark === undefined || mark === 'ok' || mark === 'na' ? undefined : mark;
}
