import { simulated } from './simulated.ts';

/** A line that `deskbell simulate --json` prints. */
export interface Printed {
  readonly at: string;
  readonly notice: string;
  readonly on: string;
  readonly to: readonly string[];
  readonly due: Readonly<Record<string, string>> | string;
  readonly level?: string;
  readonly metric?: string;
}

/**
 * Plays a story under a preset, from Monday 23 November 2026, 08:30, to the end of that week, and returns what is
 * printed. An event is written as in a scenario; its `at` may leave out the date of that Monday: `10:00`.
 */
export async function play(preset: string, ...events: readonly string[]): Promise<readonly Printed[]> {
  const told = events.map((each) => `  - {at: ${each.replace(/^(\d\d:\d\d)/u, '2026-11-23T$1:00+08:00')}}\n`);
  const head = `book: ${preset}\nstart: 2026-11-23T08:30:00+08:00\nuntil: 2026-11-28T00:00:00+08:00\n`;
  return (await simulated(`${head}events:\n${told.join('')}`)) as unknown as readonly Printed[];
}

/** The promises that a ticket starts with: its metrics with their due times, `Mon 10:30`. */
export function promisesOf(lines: readonly Printed[], on: string): Readonly<Record<string, string>> {
  const due = lines.find((line) => line.notice === 'ticket.opened' && line.on === on)?.due;
  if (typeof due !== 'object') throw new Error(`${on} was not opened`);
  return Object.fromEntries(Object.entries(due).map(([metric, at]) => [metric, shortOf(at)]));
}

/** `Mon 10:30`, in the time of the book's zone. */
export function shortOf(at: string): string {
  const day = new Date(`${at.slice(0, 10)}T00:00:00Z`).toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' });
  return `${day} ${at.slice(11, 16)}`;
}
