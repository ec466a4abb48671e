import type { Logger } from '../../lib/log.ts';
import type { SlackClient } from './client.ts';
import { adapterErrorOf } from './failure.ts';

/** Who we are in the workspace that installed us. */
export interface Self {
  readonly userId: string;
  readonly teamId: string;
  /** Of a grid of workspaces; empty: ours stands alone. */
  readonly enterpriseId: string;
}

export interface Identity {
  /** Asks Slack once; undefined while it cannot be reached. Throws AdapterError `unauthorized` for a token it refuses. */
  find(): Promise<Self | undefined>;
}

export function createIdentity(client: SlackClient, log: Logger): Identity {
  let known: Self | undefined;
  return {
    async find() {
      if (known) return known;
      try {
        const { user_id = '', team_id = '', enterprise_id = '' } = await client.auth.test();
        known = { userId: user_id, teamId: team_id, enterpriseId: enterprise_id };
      } catch (cause) {
        const error = adapterErrorOf(cause);
        if (error.kind === 'unauthorized') throw error;
        log.warn({ kind: error.kind }, 'slack.unreachable');
      }
      return known;
    },
  };
}
