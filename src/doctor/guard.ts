import { setTimeout as wait } from 'node:timers/promises';
import { type Check, type Finding, finding } from '../chat/check.ts';
import { SECOND } from '../lib/instant.ts';

/** A word that says what kind of fault it was; anything else could quote a secret. */
const PLAIN_WORD = /^[\w.-]{1,60}$/;

/** Every finding of the checks, in their order. One that fails or takes too long is told as wrong; the others go on. */
export async function* runChecks(checks: readonly Check[]): AsyncGenerator<Finding> {
  for (const check of checks) yield* guard(check);
}

async function* guard({ name, limitMs, find }: Check): AsyncGenerator<Finding> {
  const done = new AbortController();
  const late = wait(limitMs, undefined, { signal: done.signal }).catch(() => undefined);
  try {
    const findings = find()[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([findings.next(), late]);
      if (next === undefined) {
        yield finding('wrong', 'doctor.timed-out', { check: name, seconds: limitMs / SECOND });
        return;
      }
      if (next.done) return;
      yield next.value;
    }
  } catch (error) {
    yield finding('wrong', 'doctor.failed', { check: name, error: plainWord(error) });
  } finally {
    done.abort();
  }
}

/** What kind of fault it is, in one word of the program's own; what people or platforms wrote is left out. */
export function plainWord(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return [code, name].find((word): word is string => typeof word === 'string' && PLAIN_WORD.test(word)) ?? '?';
}
