import type { Instant, Interval } from '../../../lib/instant.ts';
import { type HandedOn, SHARED_STEPS } from './handed-on.ts';
import type { Withdrawn } from './record.ts';
import type { Ticket } from './ticket.ts';
import type { Update } from './update-data.ts';

/** Taking a ticket back: it is withdrawn, a duplicate of another ticket, or merged into another. */

/** The ticket is over and forgotten by lists and counts. Its other fields stay, so that `reopen` brings it back. */
export function takeBack(how: Withdrawn['how']) {
  return (ticket: Ticket, { at, by, data }: Update): Partial<Ticket> => {
    const { who, text = '', other } = data;
    if (ticket.status === 'withdrawn') return {};
    const withdrawn = { how, by, who, at, why: text, into: other, was: ticket.status };
    return { status: 'withdrawn', withdrawn, withdrawWish: undefined };
  };
}

export function wishWithdrawal(_: Ticket, { at, by, data }: Update): Partial<Ticket> {
  return { withdrawWish: { by, who: data.who, at, text: data.text ?? '' } };
}

/** What `merged` gives to `survivor`. Times in which its clocks stood still count only before the survivor's report. */
export function handOn(merged: Ticket, survivor: Ticket): HandedOn {
  const { facts, callback, attached = [], reporters = [], photos = [] } = merged;
  const end = survivor.reportedAt;
  const resolvedAt = merged.status === 'open' ? undefined : merged.resolvedAts.at(-1);
  const steps = SHARED_STEPS.flatMap((step) => {
    const at = step === 'respondedAt' ? earliest(merged.respondedAt, merged.acknowledged?.at) : merged[step];
    return at === undefined ? [] : [[step, at] as const];
  });
  return {
    reportedAt: merged.reportedAt,
    pauses: before(end, merged.pauses, merged.pausedSince),
    resolvedGaps: before(end, merged.resolvedGaps, resolvedAt),
    steps: Object.fromEntries(steps),
    reporters: [...(facts.reporter ? [facts.reporter] : []), ...reporters],
    attached,
    // Files that we store are among the attached ones.
    photos: [...(facts.origin?.files ?? []).filter(({ kept }) => !kept), ...(facts.photos ?? []), ...photos],
    ...(callback ? { callback } : {}),
  };
}

/** The parts of intervals that lie before `end`. `since`: the last one has not ended; undefined: all have. */
function before(end: Instant, intervals: readonly Interval[], since: Instant | undefined): Interval[] {
  const all: readonly Interval[] = since === undefined ? intervals : [...intervals, [since, end]];
  return all.flatMap(([from, to]): Interval[] => (from < end ? [[from, Math.min(to, end)]] : []));
}

/** The survivor of a merge: its clocks start at the earlier of the two reports, and a step on either counts. */
export function takeIn(ticket: Ticket, { data: { handed } }: Update): Partial<Ticket> {
  if (!handed) return {};
  const steps = SHARED_STEPS.map((step) => [step, earliest(ticket[step], handed.steps[step])] as const);
  const known = (ticket.reporters ?? []).concat(ticket.facts.reporter ?? []);
  const fresh = handed.reporters.filter(
    (one) => !known.some((other) => other.platform === one.platform && other.userId === one.userId),
  );
  return {
    reportedAt: Math.min(ticket.reportedAt, handed.reportedAt),
    pauses: [...handed.pauses, ...ticket.pauses],
    resolvedGaps: [...handed.resolvedGaps, ...ticket.resolvedGaps],
    ...Object.fromEntries(steps),
    reporters: [...(ticket.reporters ?? []), ...fresh],
    attached: [...handed.attached, ...(ticket.attached ?? [])],
    photos: [...(ticket.photos ?? []), ...handed.photos],
    callback: ticket.callback ?? handed.callback,
  };
}

function earliest(...instants: (Instant | undefined)[]): Instant | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
