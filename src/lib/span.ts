/**
 * A length of time as service books write it (docs/clauses.md, "Spans"):
 * `clock` runs 7×24 (`5m` `6h` `15d` `1w`), `working` counts open time on the office calendar (`4wh`),
 * `workdays` ends at the close of the N-th working day (`2wd`, `0wd` is the same day).
 */
export type Span =
  | { readonly unit: 'clock'; readonly ms: number }
  | { readonly unit: 'working'; readonly ms: number }
  | { readonly unit: 'workdays'; readonly days: number };

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** Reads a span such as `30m`, `4wh`, `2wd`; undefined when it is not one. Zero is only meaningful for `wd`. */
export function parseSpan(text: string): Span | undefined {
  const match = /^(\d{1,5})(wh|wd|s|m|h|d|w)$/.exec(text.trim());
  if (!match) return undefined;
  const amount = Number(match[1]);
  const unit = match[2] as 'wh' | 'wd' | keyof typeof UNIT_MS;
  if (unit === 'wd') return { unit: 'workdays', days: amount };
  if (amount === 0) return undefined;
  if (unit === 'wh') return { unit: 'working', ms: amount * UNIT_MS.h };
  return { unit: 'clock', ms: amount * UNIT_MS[unit] };
}

export const SPAN_FORMS = '30m, 6h, 15d, 1w (clock), 4wh (working hours), 2wd (working days)';
