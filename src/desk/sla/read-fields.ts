import type { z } from 'zod';

/**
 * Reads data from outside. Throws RangeError that names every wrong field below `place`, e.g. `calendar.week.mon[0]`.
 */
export function readFields<T>(schema: z.ZodType<T>, raw: unknown, place: string): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${fieldName(place, issue.path)}: ${issue.message}`);
  throw new RangeError(problems.join('; '));
}

function fieldName(place: string, path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  return [place, ...parts].join('').replace(/^\./, '') || 'question';
}
