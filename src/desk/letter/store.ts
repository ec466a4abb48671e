import type { Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';

/** Notes that a sender's unknown mail was seen; false if one was noted after `sinceAt` already. */
export async function noteStranger(tx: Tx, address: string, now: Instant, sinceAt: Instant): Promise<boolean> {
  const noted = await tx.query(
    `insert into mail_stranger (address, at) values ($1, $2::timestamptz)
      on conflict (address) do update set at = excluded.at where mail_stranger.at <= $3::timestamptz
      returning address`,
    [address, isoOf(now), isoOf(sinceAt)],
  );
  return noted.length > 0;
}
