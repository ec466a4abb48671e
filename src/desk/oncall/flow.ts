import type { Fact } from '../desk.ts';

/** The facts of a change of duty: a gap hands nothing over, but another person is called. */
export function changeOfDuty(rotation: string, from: string | undefined, to: string | undefined): Fact[] {
  if (from === to) return [];
  const changed: Fact = { kind: 'duty.changed', rotation };
  return from === undefined || to === undefined
    ? [changed]
    : [changed, { kind: 'duty.handed-over', rotation, from, to, why: 'shift' }];
}
