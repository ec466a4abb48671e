/** The first segments of the paths that the server knows; everything else is `other`, so that there are few of them. */
const DOORS = ['api', 'feishu', 'healthz', 'hooks', 'metrics', 'playground', 'readyz', 'slack', 'web'];
/** Who asks without the right to, too much, or while the desk cannot take it. */
const REFUSALS: readonly number[] = [401, 403, 413, 429, 503];

/** Which part of the server a path is for, e.g. `/slack/events` → `slack`. A signature that is wrong gets 401 there. */
export function doorOf(path: string): string {
  const [, first = ''] = path.split(/[/?]/, 2);
  return DOORS.includes(first) ? first : 'other';
}

export function isRefusal(status: number): boolean {
  return REFUSALS.includes(status);
}
