import fc from 'fast-check';
import { MARK } from './fuzz-shapes.ts';
import type { WholeDesk } from './whole-desk.ts';

/** What came of the cases of one door. `failure`: the smallest case that failed, and how. */
export interface Fuzzed {
  readonly cases: number;
  readonly slowestMs: number;
  readonly statuses: ReadonlyMap<number, number>;
  readonly failure: string | undefined;
}

/** A request of one case. */
export interface Sent {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string | FormData;
  /** Left out: the desk's own address. */
  readonly origin?: string;
}

const HANG_MS = 10_000;
/** A door that takes longer for its cases hangs somewhere. */
const MOST_MS = 60 * 60_000;
/** Logged as errors by design: what platforms refuse, what Bolt cannot read, a token that the workspace takes back. */
const EXPECTED =
  /"type":"(WebAPIPlatformError|AdapterError)"|"msg":"(outbox\.alarm|slack\.(payload-fault|revoked)|feishu\.refused)/;

/** Sends `count` cases to a desk, one after the other; the same seed makes the same cases. */
export async function sendCases(
  desk: WholeDesk,
  cases: fc.Arbitrary<Sent>,
  count: number,
  seed: number,
): Promise<Fuzzed> {
  const statuses = new Map<number, number>();
  let slowestMs = 0;
  let done = 0;
  const crashes: unknown[] = [];
  // The platforms in miniature run in this process, too, and are no part of the desk.
  const onCrash = (error: unknown) => void (isOfMiniature(error) || crashes.push(error));
  process.on('uncaughtException', onCrash).on('unhandledRejection', onCrash);
  desk.logged();
  const property = fc.asyncProperty(cases, async (sent) => {
    const begunAt = performance.now();
    const status = await statusOf(desk, sent);
    slowestMs = Math.max(slowestMs, performance.now() - begunAt);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    done += 1;
    if (status === 500) throw new Error('answered 500');
    if (crashes.length > 0) throw new Error(`crashed: ${stackOf(crashes.splice(0)[0])}`);
    const bad = badLinesIn(desk.logged());
    if (bad !== undefined) throw new Error(`logged: ${bad}`);
  });
  const limits = { interruptAfterTimeLimit: MOST_MS, markInterruptAsFailure: true };
  // Without these handlers a fault in the making of a case ends the process, as it should.
  const checked = fc.check(property, { numRuns: count, seed, ...limits });
  const details = await checked.finally(() => {
    process.off('uncaughtException', onCrash).off('unhandledRejection', onCrash);
  });
  // What was accepted is worked after its answer.
  const late = details.failed ? undefined : badLinesIn(desk.logged());
  const failure = details.failed
    ? `${String(details.errorInstance ?? 'took too long')}\n${fc.defaultReportMessage(details)}`
    : late && `logged afterwards: ${late}`;
  return { cases: done, slowestMs, statuses, failure };
}

let begun = 0;

/** Another client each time, so that the limits of an address stay out of the way. */
function clientOf(times: number): string {
  return `2001:db8:${(times >> 16).toString(16)}:${(times & 0xffff).toString(16)}::1`;
}

async function statusOf(desk: WholeDesk, { path, method = 'GET', headers = {}, body, origin }: Sent): Promise<number> {
  begun += 1;
  const response = await fetch(origin === undefined ? `${desk.origin}${path}` : `${origin}${path}`, {
    method,
    headers: { ...headers, 'x-forwarded-for': clientOf(begun) },
    redirect: 'manual',
    signal: AbortSignal.timeout(HANG_MS),
    ...(body === undefined ? {} : { body: body as string }),
  });
  await response.arrayBuffer();
  return response.status;
}

function isOfMiniature(error: unknown): boolean {
  return /test\/support\/(?:slack|feishu)-/.test(stackOf(error));
}

function stackOf(error: unknown): string {
  return error instanceof Error ? String(error.stack) : String(error);
}

/** The first line that is a fault, or has a word of a case; undefined: there is none. */
function badLinesIn(log: string): string | undefined {
  return log.split('\n').find((line) => line.includes(MARK) || (/"level":(50|60)/.test(line) && !EXPECTED.test(line)));
}
