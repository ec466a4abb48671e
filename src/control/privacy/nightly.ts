import type { Database } from '../../db/database.ts';
import type { JobSink } from '../../db/turn.ts';
import { readTurnStart } from '../../desk/begin-turn.ts';
import type { InTurn } from '../../desk/privacy/flow.ts';
import { type KeptDays, letGo } from '../../desk/privacy/keep/flow.ts';
import type { House } from '../../house.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';

export interface NightlyParts {
  readonly database: Database;
  readonly jobs: JobSink;
  readonly clock: Clock;
  readonly log: Logger;
  readonly house: Pick<House, 'speaksBoth' | 'linksAt'>;
  readonly days: KeptDays;
}

/** The work of a night: what the settings no longer keep goes, and the log says how much of each kind. */
export function keepByNight(
  { database, jobs, clock, log, house, days }: NightlyParts,
  stopping: AbortSignal,
): () => Promise<void> {
  return async () => {
    const now = clock.now();
    const parts = { jobs, log, speaksBoth: house.speaksBoth, now, actor: 'clock' };
    const inTurn: InTurn = (work) =>
      database.transaction(async (tx) => {
        const start = await readTurnStart(tx);
        return work({ ...parts, tx, links: house.linksAt(now, start.lastRevocation), ...start });
      });
    const swept = await letGo(inTurn, days, now, stopping);
    if (Object.values(swept).some((count) => count > 0)) log.info(swept, 'privacy.let-go');
  };
}
