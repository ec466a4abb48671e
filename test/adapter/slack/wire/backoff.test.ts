import { describe, expect, it } from 'vitest';
import { createBackoff, type Outcome } from '../../../../src/adapter/slack/wire/backoff.ts';
import { LIMITS } from '../../../../src/adapter/slack/wire/limits.ts';
import { AdapterError } from '../../../../src/chat/adapter.ts';
import { HOUR, MINUTE, SECOND } from '../../../../src/lib/instant.ts';

const failed = (cause: unknown = new Error('refused')): Outcome => ({
  ending: 'dropped',
  failure: { cause },
  livedMs: 0,
});
const lasted = (ending: Outcome['ending'], livedMs: number): Outcome => ({ ending, failure: undefined, livedMs });
const limited = (retryAfterMs: number) => failed(new AdapterError('slack', 'rate-limited', { retryAfterMs }));

/** The waits after these connections, in seconds. */
function waitsAfter(...outcomes: Outcome[]): number[] {
  const pace = createBackoff(LIMITS);
  return outcomes.map((outcome) => pace.next(outcome) / SECOND);
}

describe('the wait before the next connection', () => {
  it('grows from 1 s to 10 s, and begins anew after one that lasted', () => {
    const outcomes = [...Array.from({ length: 8 }, () => failed()), lasted('dropped', HOUR), failed()];
    expect(waitsAfter(...outcomes)).toEqual([1, 1.5, 2.25, 3.375, 5.0625, 7.59375, 10, 10, 1, 1.5]);
  });

  it('is none when Slack replaces one that served, but not again and again', () => {
    expect(waitsAfter(lasted('recycled', HOUR), lasted('recycled', HOUR))).toEqual([0, 0]);
    expect(waitsAfter(lasted('recycled', 5), lasted('recycled', 5), lasted('recycled', 5))).toEqual([0, 1.5, 2.25]);
  });

  it('is a minute while Socket Mode is switched off', () => {
    const outcomes = [lasted('switched-off', HOUR), failed(), failed(), lasted('dropped', HOUR), failed()];
    expect(waitsAfter(...outcomes)).toEqual([60, 60, 60, 1, 1.5]);
  });

  it('is never shorter than Slack asks, nor longer than a minute for that', () => {
    expect(waitsAfter(limited(30 * SECOND), limited(SECOND), limited(30 * MINUTE))).toEqual([30, 1.5, 60]);
  });
});
