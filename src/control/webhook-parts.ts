import type { Database } from '../db/database.ts';
import type { JobSink } from '../db/turn.ts';
import type { Clock } from '../lib/instant.ts';

/** What commands about webhooks work with. */
export interface ManageWebhooksParts {
  readonly database: Database;
  readonly jobs: JobSink;
  /** Real time. */
  readonly clock: Clock;
  /** What secrets are derived from. */
  readonly root: Uint8Array;
  readonly allowsPrivate: boolean;
}
