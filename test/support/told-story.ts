import type { SimulatedLine } from '../../src/simulate/line.ts';
import { simulated } from './simulated.ts';
import { sayInstant, tellInstant } from './story-time.ts';

/** One event of a story: when (`10:05`, or `11-24 10:05` on another day), the verb, and its fields. */
export type ToldEvent = readonly [at: string, verb: string, fields?: Readonly<Record<string, unknown>>];

export interface Told {
  /** Times without a date are on this day. Left out: Monday, 23 November 2026. */
  readonly day?: string;
  /** When the run ends, as the times of events. */
  readonly until: string;
  readonly customer?: Readonly<Record<string, unknown>>;
  /** Kinds of notices to give, by how they begin. Left out: all but the duty handoffs. */
  readonly only?: readonly string[];
}

/**
 * Runs a story through `deskbell simulate` on a preset and gives its lines as short texts:
 * `10:20 sla.breached F respond due 10:20 → escalation, manager1`. The run begins at 09:00 of
 * the day, when `engineer1` takes the bell if it is a Monday. An event without
 * `on` or `as` is about `F`.
 */
export async function tellStory(book: string, told: Told, ...events: readonly ToldEvent[]): Promise<string[]> {
  const { day = '2026-11-23', until, customer, only } = told;
  const iso = (at: string) => new Date(tellInstant(at, day)).toISOString();
  const scenario = {
    book,
    start: iso('09:00'),
    until: iso(until),
    ...(customer ? { customer } : {}),
    events: events.map(([at, verb, fields = {}]) => ({ at: iso(at), do: verb, ...subjectOf(verb, fields), ...fields })),
  };
  const lines = await simulated(scenario);
  return lines.filter((line) => isWanted(line, only)).map((line) => textOf(line, day));
}

const NAMES_ITS_SUBJECT = ['report', 'complain', 'plan-inspection'];

function subjectOf(verb: string, fields: Readonly<Record<string, unknown>>) {
  if (NAMES_ITS_SUBJECT.includes(verb)) return { as: 'F' };
  return 'on' in fields || verb === 'swap-duty' ? {} : { on: 'F' };
}

function isWanted({ notice, refused }: SimulatedLine, only: Told['only']): boolean {
  const kind = String(notice ?? 'refused');
  if (!only) return kind !== 'duty.handoff';
  return refused !== undefined || only.some((each) => kind.startsWith(each));
}

function textOf({ at, notice, on, to, refused, subject, why, ...fields }: SimulatedLine, day: string): string {
  const said = (instant: unknown) => sayInstant(Date.parse(String(instant)), day);
  if (refused !== undefined) return `${said(at)} refused ${refused} ${subject}: ${why}`;
  const words = Object.entries({ ...fields, ...(why === undefined ? {} : { why }) })
    .filter(([name]) => name !== 'raisedTo' && name !== 'assignee')
    .sort(([one], [other]) => placeOf(one) - placeOf(other))
    .map(([name, value]) => wordOf(name, value, said));
  const told = Array.isArray(to) ? to.join(', ') : '';
  return [said(at), notice, on, ...words.filter(Boolean), '→', told].join(' ');
}

const ORDER = ['metric', 'metrics', 'paper', 'from', 'level', 'tier', 'what', 'date'];

function placeOf(name: string): number {
  const place = ORDER.indexOf(name);
  return place === -1 ? ORDER.length : place;
}

function wordOf(name: string, value: unknown, said: (at: unknown) => string): string {
  if (ORDER.includes(name)) return String(value);
  if (name !== 'due' && name !== 'since') return `${name} ${value}`;
  if (typeof value !== 'object' || value === null) return `${name} ${said(value)}`;
  return Object.entries(value)
    .map(([metric, due]) => `${metric} ${said(due)}`)
    .sort()
    .join(', ');
}
