import type { WebhookState } from '../chat/webhook.ts';
import { columnsOf, type RowOf } from '../db/columns.ts';
import type { Database } from '../db/database.ts';
import { recordSettings } from '../desk/chain/setting/store.ts';
import { type Instant, isoOf, isoOrNull } from '../lib/instant.ts';
import type { Rotation } from './secret.ts';

type Asks = Pick<Database, 'query'>;

const WEBHOOK = columnsOf(
  'Webhook',
  'key',
  'rotation',
  'rotated_at',
  'failures',
  'failing_since',
  'next_at',
  'why',
  'disabled_at',
);
type Row = RowOf<typeof WEBHOOK>;

export interface StoredWebhook {
  readonly state: WebhookState;
  readonly rotation: Rotation;
}

/** What is known of a webhook; of one that was never used, too. */
export async function findWebhook({ query }: Asks, key: string): Promise<StoredWebhook> {
  const [row] = await query<Row>(`select ${WEBHOOK} from webhook where key = $1`, [key]);
  return {
    state: {
      failures: row?.failures ?? 0,
      failingSince: row?.failing_since?.getTime(),
      nextAt: row?.next_at?.getTime(),
      why: row?.why ?? undefined,
      disabledAt: row?.disabled_at?.getTime(),
    },
    rotation: { rotation: row?.rotation ?? 0, rotatedAt: row?.rotated_at?.getTime() },
  };
}

/** Keys of webhooks to which nothing is sent until they are enabled. */
export async function listDisabled({ query }: Asks): Promise<ReadonlySet<string>> {
  const rows = await query<Pick<Row, 'key'>>('select key from webhook where disabled_at is not null');
  return new Set(rows.map(({ key }) => key));
}

/** Who changes a webhook, and when. `by`: an account on a machine, or `clock`. */
export interface ChangedBy {
  readonly by: string;
  readonly at: Instant;
}

/** Keeps how the receiver does. That it is disabled, or enabled again, is in the log of settings. */
export async function saveState(
  database: Pick<Database, 'transaction'>,
  key: string,
  state: WebhookState,
  { by, at }: ChangedBy,
): Promise<void> {
  const { failures, failingSince, nextAt, why, disabledAt } = state;
  await database.transaction(async (tx) => {
    const [row] = await tx.query<{ changed: boolean }>(
      `with before as (select disabled_at from webhook where key = $1)
       insert into webhook (key, failures, failing_since, next_at, why, disabled_at)
         values ($1, $2::int, $3::timestamptz, $4::timestamptz, $5, $6::timestamptz)
       on conflict (key) do update set failures = excluded.failures, failing_since = excluded.failing_since,
         next_at = excluded.next_at, why = excluded.why, disabled_at = excluded.disabled_at
       returning disabled_at is distinct from (select disabled_at from before) as changed`,
      [key, failures, isoOrNull(failingSince), isoOrNull(nextAt), why ?? null, isoOrNull(disabledAt)],
    );
    if (row?.changed) await recordSettings(tx, { setting: 'webhook', about: [key], by, at });
  });
}

/** From now on the webhook has another secret, which is in the log of settings. */
export async function rotateSecret(
  database: Pick<Database, 'transaction'>,
  key: string,
  { by, at }: ChangedBy,
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(
      `insert into webhook (key, rotation, rotated_at) values ($1, 1, $2::timestamptz)
       on conflict (key) do update set rotation = webhook.rotation + 1, rotated_at = excluded.rotated_at`,
      [key, isoOf(at)],
    );
    await recordSettings(tx, { setting: 'webhook', about: [key], by, at });
  });
}

/** Drops what waits for a webhook; how much it was. */
export async function dropWaiting({ query }: Asks, platform: string, key: string): Promise<number> {
  const rows = await query<{ id: number }>(
    `update notice set status = 'dropped' where platform = $1 and channel = $2 and status = 'pending' returning id`,
    [platform, key],
  );
  return rows.length;
}

/** How many messages wait for each webhook. */
export async function countWaiting({ query }: Asks, platform: string): Promise<ReadonlyMap<string, number>> {
  const rows = await query<{ channel: string; count: number }>(
    `select channel, count(*)::int as count from notice where platform = $1 and status in ('pending', 'sending')
      group by channel`,
    [platform],
  );
  return new Map(rows.map(({ channel, count }) => [channel, count]));
}
