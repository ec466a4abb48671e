import type { Database } from '../db/database.ts';
import type { Instant } from '../lib/instant.ts';

/** How the outbox stands, for `/readyz` and `/metrics`. */
export interface QueueStats {
  /** Notices owed and not yet delivered. */
  readonly waiting: number;
  /** Notices given up: a person has to look. */
  readonly dead: number;
  /** How long ago the instant of the oldest was, silent changes of cards aside; 0 where there is none. */
  readonly oldestAgeMs: number;
}

export async function queueStats({ prisma }: Pick<Database, 'prisma'>, now: Instant): Promise<QueueStats> {
  const lanes = await prisma.notice.groupBy({
    by: ['lane'],
    where: { status: { in: ['pending', 'sending'] } },
    _count: true,
    _min: { at: true },
  });
  const dead = await prisma.notice.count({ where: { status: 'dead' } });
  const oldest = lanes.filter(({ lane }) => lane !== 'card').map(({ _min }) => _min.at?.getTime() ?? now);
  return {
    waiting: lanes.reduce((sum, { _count }) => sum + _count, 0),
    dead,
    oldestAgeMs: Math.max(0, now - Math.min(now, ...oldest)),
  };
}
