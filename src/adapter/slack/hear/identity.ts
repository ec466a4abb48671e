import type { Logger } from '../../../lib/log.ts';
import type { SlackClient } from '../wire/client.ts';
import { adapterErrorOf } from '../wire/failure.ts';

/** The bot itself, in the workspace where the app is installed. */
export interface Self {
  readonly userId: string;
  readonly teamId: string;
  /** The Enterprise Grid organisation; empty if the workspace is in none. */
  readonly enterpriseId: string;
  /** Whether the whole organisation installed the app, not a single workspace. */
  readonly isOrgWide: boolean;
}

export interface Identity {
  /**
   * Asks Slack until it has answered once, then remembers. undefined while Slack is unreachable. Throws AdapterError
   * `unauthorized` if Slack refuses the token.
   */
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
        // Slack sends null for both where there is none.
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

/** An installation as an event names it; an id that is not given is empty. */
export interface Installation {
  readonly team_id: string;
  readonly enterprise_id: string;
}

/** Whether an event is for our installation. True also if it names none, or while our own ids are unknown. */
export function isForUs(installations: readonly Installation[], self: Self | undefined): boolean {
  const named = installations.filter(({ team_id, enterprise_id }) => team_id !== '' || enterprise_id !== '');
  if (!self || named.length === 0) return true;
  return named.some(({ team_id, enterprise_id }) =>
    self.isOrgWide ? enterprise_id === self.enterpriseId : team_id === self.teamId,
  );
}

/** Whether our installation opened the view. An organisation-wide installation may name any of its workspaces. */
export function isViewForUs(installedTeamId: string, self: Self | undefined): boolean {
  return !self || self.isOrgWide || installedTeamId === '' || installedTeamId === self.teamId;
}
