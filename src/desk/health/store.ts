import type { Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import {
  DUE_TABLES,
  type Failing,
  type HealthState,
  LANES,
  LATE_MS,
  RECENT_MS,
  SHUT,
  UNTOLD_MS,
  type Waiting,
} from './health.ts';

interface Row {
  readonly part: 'lane' | 'late' | 'dead' | 'failing' | 'intake' | 'due' | 'promise' | 'untold';
  readonly name: string;
  readonly error: string;
  readonly count: number;
  readonly more: number;
  readonly oldest: Date | null;
}

/** Kinds of failure as the outbox stores them; anything else is shown as `other`. */
const ERRORS: readonly string[] = [
  'rate-limited',
  'unavailable',
  'unauthorized',
  'gone',
  'exposed',
  'too-large',
  'rejected',
  'fault',
] satisfies Failing['error'][];

/**
 * How the desk stands at `now` by its own clock, in one statement over the partial indexes of what is open: notices,
 * deliveries, due work, promises. It reads no texts.
 */
export async function readHealth({ query }: Pick<Tx, 'query'>, now: Instant): Promise<HealthState> {
  const ago = (ms: number) => isoOf(now - ms);
  const rows = await query<Row>(LOOK, [isoOf(now), ago(LATE_MS), ago(RECENT_MS), ago(UNTOLD_MS)]);
  const of = (part: Row['part'], name = '') => rows.find((row) => row.part === part && row.name === name);
  const waitingOf = (row: Row | undefined): Waiting => ({
    waiting: row?.count ?? 0,
    oldestAt: row?.oldest?.getTime(),
  });
  const lane = (name: string) => ({ ...waitingOf(of('lane', name)), late: of('lane', name)?.more ?? 0 });
  return {
    at: now,
    lanes: record(LANES, lane),
    late: waitingOf(of('late')),
    failing: rows
      .filter(({ part }) => part === 'failing')
      .map((row) => ({ ...waitingOf(row), ...failureOf(row), there: row.more })),
    dead: { all: of('dead')?.count ?? 0, recent: of('dead')?.more ?? 0 },
    intake: {
      ...waitingOf(of('intake', 'waiting')),
      dead: of('intake', 'dead')?.count ?? 0,
      recentDead: of('intake', 'dead')?.more ?? 0,
    },
    dues: record(DUE_TABLES, (table) => waitingOf(of('due', table))),
    promises: { running: of('promise')?.count ?? 0, broken: of('promise')?.more ?? 0 },
    untold: of('untold')?.count ?? 0,
  };
}

function failureOf({ name, error }: Row): Pick<Failing, 'platform' | 'error'> {
  return { platform: name, error: ERRORS.includes(error) ? (error as Failing['error']) : 'other' };
}

function record<Name extends string, Value>(names: readonly Name[], of: (name: Name) => Value): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;
}

const DUES = DUE_TABLES.map(
  (table) => `
  union all select 'due', '${table}', '', count(*)::int, 0, min(next_due_at) from ${table}
   where next_due_at <= $1::timestamptz`,
).join('');

const OWED = `status in ('pending', 'sending')`;
const SHUT_LIST = SHUT.map((error) => `'${error}'`).join(', ');

/** A part for each number; `promise_at` is null where no promise runs: kept, held, or never made. */
const LOOK = `
  select 'lane' as part, lane as name, '' as error, count(*)::int as count,
         (count(*) filter (where at <= $2::timestamptz))::int as more, min(at) as oldest
    from notice where status in ('pending', 'sending') group by lane
  union all select 'late', '', '', count(*)::int, 0, min(at) from notice
   where ${OWED} and lane in ('urgent', 'normal') and at <= $2::timestamptz
     and platform not in (select platform from notice where ${OWED} and error in (${SHUT_LIST}))
  union all select 'failing', platform, error, count(*)::int,
         (select count(*)::int from notice as other where other.platform = notice.platform and other.${OWED}), min(at)
    from notice where ${OWED} and error is not null and error not like 'elsewhere%' group by platform, error
  union all select 'dead', '', '', count(*)::int, (count(*) filter (where at > $3::timestamptz))::int, null
    from notice where status = 'dead'
  union all select 'intake', state, '', count(*)::int, (count(*) filter (where at > $3::timestamptz))::int, min(at)
    from receipt where state <> 'worked' group by state
  union all select 'promise', '', '', (count(*) filter (where promise_at > $1::timestamptz))::int,
         (count(*) filter (where promise_at <= $1::timestamptz))::int, null
    from ticket where status in ('open', 'resolved') and promise_at is not null
  union all select 'untold', '', '', count(*)::int, 0, null from ticket
   where status in ('open', 'resolved') and promise_at > $4::timestamptz and promise_at <= $2::timestamptz
     and not exists (select from notice where notice.subject = 'ticket/' || ticket.id and kind = 'sla.breached')
  ${DUES}`;

/** The version of the database, e.g. `17.5`. */
export async function readDatabaseVersion({ query }: Pick<Tx, 'query'>): Promise<string> {
  const [row] = await query<{ version: string }>(`select current_setting('server_version') as version`);
  return row?.version.split(' ')[0] ?? '';
}
