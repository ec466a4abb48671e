import { z } from 'zod';
import { URGENCIES } from '../../chat/adapter.ts';
import { MINUTE } from '../../lib/instant.ts';
import { parseSpan } from '../../lib/span.ts';
import type { FieldPath, Finding } from './problem.ts';

/** How the person who has to respond to a new fault is called, step by step, until one of ours responds. */

/** From mild to strong: named in the team's channel, by direct message, then Feishu's 加急 in the app, by SMS, by telephone. */
export const PAGE_WAYS = ['channel', 'direct', ...URGENCIES] as const;
export type PageWay = (typeof PAGE_WAYS)[number];

/** The length of a span on the clock; undefined if it is no such span. */
function clockMs(text: string): number | undefined {
  const span = parseSpan(text);
  return span?.unit === 'clock' ? span.ms : undefined;
}

const ClockSpan = z
  .string()
  .refine(
    (text) => clockMs(text) !== undefined,
    'a call comes some time later on the clock; allowed: a span such as 2m',
  )
  .meta({ pattern: '^[0-9]{1,5}(s|m|h|d|w)$' });

const Again = z.strictObject({
  every: ClockSpan.refine((text) => (clockMs(text) ?? MINUTE) >= MINUTE, 'calls are 1m apart or more').describe(
    'How long after one call the next comes',
  ),
  atMost: z.int().min(1).max(50).describe('How many further calls there are'),
});

const PagingStep = z.strictObject({
  after: ClockSpan.describe('Counted from the report, or from when the ticket came to the person or its level rose'),
  way: z
    .enum(PAGE_WAYS)
    .describe(
      'channel: named in the team channel; direct: direct message; app, sms, phone: Feishu 加急. A way that the platform lacks gives way to the next milder one',
    ),
});

export const Paging = z.strictObject({
  steps: z.array(PagingStep).min(1).max(10).describe('In the order of "after"'),
  again: Again.optional().describe('The last step again; left out: not'),
});
export type Paging = z.infer<typeof Paging>;

/** A call of a paging ladder. */
export interface PlannedPage {
  readonly afterMs: number;
  readonly way: PageWay;
}

/** All calls in their order, by when they come after the start; and when it is told that none of them was answered. */
export interface PagePlan {
  readonly pages: readonly PlannedPage[];
  readonly unansweredAfterMs: number;
}

/**
 * The calls that a checked rule plans. That no one answered is told when one more call would be due: after the last one
 * there is as much time to respond as before it.
 */
export function planPages({ steps, again }: Paging): PagePlan {
  const given = steps.map(({ after, way }) => ({ afterMs: clockMs(after) ?? 0, way }));
  const last = given.at(-1) ?? { afterMs: 0, way: 'direct' as const };
  const everyMs = (again && clockMs(again.every)) ?? last.afterMs - (given.at(-2)?.afterMs ?? 0);
  const repeats = Array.from({ length: again?.atMost ?? 0 }, (_, i) => ({
    ...last,
    afterMs: last.afterMs + (i + 1) * everyMs,
  }));
  const pages = [...given, ...repeats];
  return { pages, unansweredAfterMs: (pages.at(-1) ?? last).afterMs + everyMs };
}

/** Checks that every step comes after the one before, and that the level has a promise to respond, which ends the calls. */
export function* checkPaging(
  path: FieldPath,
  { key, paging }: { readonly key: string; readonly paging?: Paging | undefined },
  respond: { readonly limits: readonly { readonly levels?: readonly string[] | undefined }[] } | undefined,
): Iterable<Finding> {
  if (!paging) return;
  for (const [i, { after }] of paging.steps.entries()) {
    const before = paging.steps[i - 1]?.after;
    if (before === undefined || (clockMs(before) ?? 0) < (clockMs(after) ?? 0)) continue;
    yield { path: [...path, 'paging', 'steps', i, 'after'], message: `does not come after ${before}, the step before` };
  }
  const isPromised = respond?.limits.some(({ levels }) => !levels || levels.includes(key));
  if (!isPromised)
    yield {
      path: [...path, 'paging'],
      message: `never calls: calls end with the response, and "clocks.respond" has no limit for level "${key}"`,
    };
}
