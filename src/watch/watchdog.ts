import type { Database } from '../db/database.ts';
import { type HealthState, type Trouble, type TroubleKind, troubleKey, troublesOf } from '../desk/health/health.ts';
import { readHealth } from '../desk/health/store.ts';
import { overText, troubleText } from '../desk/health/words.ts';
import { t } from '../i18n/i18n.ts';
import { type Clock, type Instant, SECOND } from '../lib/instant.ts';
import { within } from '../lib/within.ts';
import { type TellParts, tellAlarm } from './tell.ts';
import { claimTrouble, endTrouble, listTroubles, markTold } from './trouble-store.ts';

export interface WatchdogParts extends TellParts {
  readonly database: Pick<Database, 'query'>;
  /** The desk's clock. */
  readonly clock: Clock;
}

export interface Watchdog {
  /** Compares what should have happened with what did, and tells people of the difference. Never throws. */
  look(): Promise<void>;
  /** Whether the last look found nothing that goes on. */
  isHealthy(): boolean;
}

/** How often it looks. What is 30 s late is told within a minute. */
export const LOOK_EVERY_MS = 10 * SECOND;
/** In how many looks a trouble must be seen before it is told, and be gone before it counts as over. */
const SEEN = 2;
const GONE = 3;
const ANSWER_WITHIN_MS = 5 * SECOND;
/** News that no later success undoes: the desk works. */
const PAST: readonly TroubleKind[] = ['dead', 'given-up'];

/**
 * Watches over the desk from beside it (decision 44): it reads what is due and owed, not what the clock or the outbox say of
 * themselves. A trouble is told once, by one of the replicas, and once more when it is over. That the database is away each
 * of them tells, because it is the database that they agree through.
 */
export function createWatchdog(parts: WatchdogParts): Watchdog {
  const { database, clock, log } = parts;
  const { query } = database;
  const seen = new Map<string, number>();
  const gone = new Map<string, number>();
  let isAway = false;
  let healthy = true;

  async function look(): Promise<void> {
    const now = clock.now();
    const state = await readState(now);
    const troubles = state ? troublesOf(state) : [AWAY];
    healthy = troubles.every(({ kind }) => PAST.includes(kind));
    const shut = new Set(troubles.flatMap(({ platform }) => platform ?? []));
    const keys = troubles.map(troubleKey);
    for (const key of seen.keys()) if (!keys.includes(key)) seen.delete(key);
    for (const trouble of troubles) {
      const key = troubleKey(trouble);
      seen.set(key, (seen.get(key) ?? 0) + 1);
      gone.delete(key);
      if ((seen.get(key) ?? 0) >= SEEN) await tell(trouble, shut, now);
    }
    if (state) await tellOver(keys, shut, now);
  }

  async function readState(now: Instant): Promise<HealthState | undefined> {
    const reading = readHealth(database, now).catch((error: unknown) => {
      log.error({ err: error }, 'watchdog.database-away');
      return undefined;
    });
    return within(reading, ANSWER_WITHIN_MS, undefined);
  }

  async function tell(trouble: Trouble, shut: ReadonlySet<string>, now: Instant): Promise<void> {
    const key = troubleKey(trouble);
    if (trouble.kind === 'database' ? isAway : !(await claimTrouble(query, key, now))) return;
    log.error({ trouble: key, count: trouble.count }, 'watchdog.trouble');
    const isTold = await tellAlarm(parts, shut, `${key}/${now}`, (language) =>
      t(language, 'health.report', { what: troubleText(trouble, language, now) }),
    );
    if (!isTold) log.error({ trouble: key }, 'watchdog.not-told');
    else if (trouble.kind === 'database') isAway = true;
    else await markTold(query, key, now);
  }

  async function tellOver(wrong: readonly string[], shut: ReadonlySet<string>, now: Instant): Promise<void> {
    const known = await listTroubles(query);
    for (const key of isAway ? [AWAY.kind, ...known] : known) {
      if (wrong.includes(key)) continue;
      gone.set(key, (gone.get(key) ?? 0) + 1);
      if ((gone.get(key) ?? 0) < GONE) continue;
      gone.delete(key);
      const wasTold = key === AWAY.kind ? isAway : await endTrouble(query, key);
      if (key === AWAY.kind) isAway = false;
      if (!wasTold) continue;
      log.info({ trouble: key }, 'watchdog.over');
      const [kind, platform = ''] = key.split('/') as [TroubleKind, string?];
      await tellAlarm(parts, shut, `${key}/over/${now}`, (language) =>
        t(language, 'health.report-over', { what: overText({ kind, platform }, language) }),
      );
    }
  }

  return {
    isHealthy: () => healthy,
    look: () => look().catch((error: unknown) => log.error({ err: error }, 'watchdog.look-failed')),
  };
}

const AWAY: Trouble = { kind: 'database', count: 1, sinceAt: undefined };
