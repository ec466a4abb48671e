import type { Logger } from '../../../lib/log.ts';
import type { SlackClient } from '../wire/client.ts';
import { adapterErrorOf } from '../wire/failure.ts';

/** Who we are in the workspace that installed us. */
export interface Self {
  readonly userId: string;
  readonly teamId: string;
  /** Of a grid of workspaces; empty: ours stands alone. */
  readonly enterpriseId: string;
  /** The whole organisation installed us, not one of its workspaces. */
  readonly isOrgWide: boolean;
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
        const { user_id = '', team_id = '', enterprise_id, is_enterprise_install } = await client.auth.test();
        const isOrgWide = is_enterprise_install === true;
        // Both may come as null.
        known = { userId: user_id, teamId: team_id ?? '', enterpriseId: enterprise_id ?? '', isOrgWide };
      } catch (cause) {
        const error = adapterErrorOf(cause);
        if (error.kind === 'unauthorized') throw error;
        log.warn({ kind: error.kind }, 'slack.unreachable');
      }
      return known;
    },
  };
}

/** An installation as events name it; empty: not told. */
export interface Installation {
  readonly team_id: string;
  readonly enterprise_id: string;
}

/** Whether an event is for our installation; one that names none, or comes while we do not know our own, counts as ours. */
export function isForUs(installations: readonly Installation[], self: Self | undefined): boolean {
  const named = installations.filter(({ team_id, enterprise_id }) => team_id !== '' || enterprise_id !== '');
  if (!self || named.length === 0) return true;
  return named.some(({ team_id, enterprise_id }) =>
    self.isOrgWide ? enterprise_id === self.enterpriseId : team_id === self.teamId,
  );
}

/** Whether a view was opened by our installation. An organisation's own names any of its workspaces. */
export function isViewForUs(installedTeamId: string, self: Self | undefined): boolean {
  return !self || self.isOrgWide || installedTeamId === '' || installedTeamId === self.teamId;
}
