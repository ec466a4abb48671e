import type { AdapterErrorKind } from '../../chat/adapter.ts';
import { DAY, type Instant, SECOND } from '../../lib/instant.ts';

/** Whether the desk keeps up: what should have happened by now, beside what did. Pure decisions. */

/** Tables with due work. */
export const DUE_TABLES = ['ticket', 'matter', 'duty_rotation', 'duty_group'] as const;
export type DueTable = (typeof DUE_TABLES)[number];

/** Lanes of the outbox (`outbox/notice.ts`). */
export const LANES = ['urgent', 'normal', 'calm', 'card'] as const;

/** Things that wait. `oldestAt`: since when the first of them does; undefined: none waits. */
export interface Waiting {
  readonly waiting: number;
  readonly oldestAt: Instant | undefined;
}

/** What the database knows, in one look. */
export interface HealthState {
  readonly at: Instant;
  /** Notices owed, by lane. `late`: those whose instant is `LATE_MS` ago or more. */
  readonly lanes: Readonly<Record<(typeof LANES)[number], Waiting & { readonly late: number }>>;
  /** Pings whose instant is `LATE_MS` ago or more, and that no shut platform holds up. */
  readonly late: Waiting;
  /** Notices whose last try failed, by platform and kind of failure. */
  readonly failing: readonly Failing[];
  /** Given up. `recent`: of the last day. */
  readonly dead: { readonly all: number; readonly recent: number };
  /** What platforms delivered and was not worked yet. */
  readonly intake: Waiting & { readonly dead: number; readonly recentDead: number };
  /** Due work that no tick has done. */
  readonly dues: Readonly<Record<DueTable, Waiting>>;
  /** Open tickets with a promise that runs, and those whose promise is broken and still owed. */
  readonly promises: { readonly running: number; readonly broken: number };
  /** Tickets whose promise broke in the last hours and of which no notice was ever written. */
  readonly untold: number;
}

export interface Failing extends Waiting {
  readonly platform: string;
  readonly error: AdapterErrorKind | 'fault' | 'other';
  /** All notices owed on that platform: those behind it in line wait too. */
  readonly there: number;
}

/** What a process knows of itself. */
export interface Runtime {
  /** Of Deskbell, and of Node. */
  readonly version: string;
  readonly node: string;
  /** How late it looks for due work. */
  readonly tickLateMs: number;
}

/** Kinds of failure in which a platform takes nothing at all. */
export const SHUT: readonly string[] = ['unavailable', 'unauthorized'];

/** From when on something is late: the tick looks four times a second, and a ping takes a second or two. */
export const LATE_MS = 30 * SECOND;
/** How long what was given up counts as news. */
export const RECENT_MS = DAY;
/** For how long after it broke a promise is compared with the notices about it. */
export const UNTOLD_MS = 6 * 60 * 60 * SECOND;

/** Kinds of trouble, the worst first. */
export const TROUBLES = ['database', 'deadlines', 'untold', 'door', 'notices', 'intake', 'dead', 'given-up'] as const;
export type TroubleKind = (typeof TROUBLES)[number];

/** One thing that is wrong. `count`: how many wait, or are lost. */
export interface Trouble {
  readonly kind: TroubleKind;
  readonly count: number;
  /** Since when; undefined: not known. */
  readonly sinceAt: Instant | undefined;
  /** Of a door: the platform. */
  readonly platform?: string;
  /** Of a door: what is wrong with it. */
  readonly error?: Failing['error'];
}

/** What is wrong, the worst first; empty: nothing. */
export function troublesOf(state: HealthState): Trouble[] {
  const { at, late: pings, failing, dead, intake, dues, untold } = state;
  const isLate = ({ oldestAt }: Waiting) => oldestAt !== undefined && oldestAt <= at - LATE_MS;
  const late = Object.values(dues).filter(isLate);
  const doors = failing.filter((each) => SHUT.includes(each.error) && isLate(each));
  return [
    ...found('deadlines', sum(late), earliest(late)),
    ...found('untold', untold, undefined),
    ...doors.map(({ platform, error, there, oldestAt }): Trouble => {
      return { kind: 'door', platform, error, count: there, sinceAt: oldestAt };
    }),
    ...found('notices', pings.waiting, pings.oldestAt),
    ...(isLate(intake) ? found('intake', intake.waiting, intake.oldestAt) : []),
    ...found('dead', dead.recent, undefined),
    ...found('given-up', intake.recentDead, undefined),
  ];
}

/** By this a trouble is known: the same one is told of once. */
export function troubleKey({ kind, platform }: Trouble): string {
  return platform === undefined ? kind : `${kind}/${platform}`;
}

function found(kind: TroubleKind, count: number, sinceAt: Instant | undefined): Trouble[] {
  return count > 0 ? [{ kind, count, sinceAt }] : [];
}

function sum(all: readonly Waiting[]): number {
  return all.reduce((total, { waiting }) => total + waiting, 0);
}

function earliest(all: readonly Waiting[]): Instant | undefined {
  const known = all.flatMap(({ oldestAt }) => oldestAt ?? []);
  return known.length > 0 ? Math.min(...known) : undefined;
}
