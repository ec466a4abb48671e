import { simulated } from './simulated.ts';

/** One event of a story: `at` as `23 10:05`, day and time of November 2026 in China; the rest as in docs/simulate.md. */
export interface StoryEvent {
  readonly at: string;
  readonly do: string;
  readonly [field: string]: unknown;
}

export interface StoryOf {
  readonly book: string;
  /** Left out: the sample customer as the preset has it. */
  readonly customer?: { readonly serviceLevel?: string; readonly site?: { distanceKm?: number; travel?: string } };
  /** Left out: the evening of the last event's day. */
  readonly until?: string;
  readonly events: readonly StoryEvent[];
}

/** A line that `deskbell simulate --json` prints. */
export type ToldLine = Readonly<Record<string, unknown>> & { readonly at: string };

/** Plays a story through `deskbell simulate`. Instants come back as they are written here, `23 10:05`. */
export async function playStory({ book, customer, events, until }: StoryOf): Promise<ToldLine[]> {
  const [first, last] = [events[0]?.at ?? '', events.at(-1)?.at ?? ''];
  const scenario = {
    book,
    start: instantOf(first),
    until: instantOf(until ?? `${last.slice(0, 2)} 23:00`),
    ...(customer ? { customer } : {}),
    events: events.map((event) => ({ ...event, at: instantOf(event.at), ...sinceOf(event) })),
  };
  const lines = await simulated(scenario);
  return lines.map((line) => JSON.parse(JSON.stringify(line), shortInstants) as ToldLine);
}

/** The due instants of the first notice of a kind, by metric; empty if there is none. */
export function duesIn(lines: readonly ToldLine[], kind: string): Readonly<Record<string, string>> {
  const due = lines.find(({ notice }) => notice === kind)?.due;
  return (due ?? {}) as Readonly<Record<string, string>>;
}

/** `23 10:00 ticket.opened {"on-site":"23 12:00"}`: each line with its `due`, or with why it was refused. */
export function dueLines(lines: readonly ToldLine[]): string[] {
  return lines.map(({ at, notice, refused, why, due }) => {
    const what = refused === undefined ? String(notice) : `refused ${refused}: ${why}`;
    return [at, what, due === undefined ? '' : JSON.stringify(due)].filter(Boolean).join(' ');
  });
}

function instantOf(at: string): string {
  return `2026-11-${at.replace(' ', 'T')}:00+08:00`;
}

function sinceOf({ outageSince }: StoryEvent): { outageSince?: string } {
  return typeof outageSince === 'string' ? { outageSince: instantOf(outageSince) } : {};
}

function shortInstants(_: string, value: unknown): unknown {
  const match = typeof value === 'string' && /^2026-11-(\d\d)T(\d\d:\d\d)(:\d\d)\+08:00$/.exec(value);
  return match ? `${match[1]} ${match[2]}${match[3] === ':00' ? '' : match[3]}` : value;
}
