import type { SlackPayload } from './slack-request.ts';
import { BOT_USER, TEAM } from './slack-server.ts';

/** Payloads as Slack makes them when people do things; `n` makes each its own. */
let n = 0;

interface By {
  readonly user: string;
  readonly team?: string;
  readonly channel?: string;
  readonly responseUrl?: string;
  /** The thread that a pressed message is in. */
  readonly thread?: string | undefined;
}

export function slashOf(command: string, text: string, { user, team = TEAM, channel = 'CSAMPLE', responseUrl }: By) {
  n += 1;
  const ids = { team_id: team, user_id: user, user_name: user, channel_id: channel, trigger_id: `1.2.${n}` };
  return { form: { command, text, ...ids, ...(responseUrl ? { response_url: responseUrl } : {}) } };
}

/** A press on a button or an option of a menu of a message. */
export function pressOf(
  action: object,
  { user, team = TEAM, channel = 'CSAMPLE', responseUrl, thread }: By,
): SlackPayload {
  n += 1;
  return {
    payload: {
      type: 'block_actions',
      user: { id: user, username: user, team_id: team },
      team: { id: team },
      trigger_id: `1.2.${n}`,
      response_url: responseUrl,
      container: { type: 'message', message_ts: '1700000000.000100', channel_id: channel },
      channel: { id: channel },
      message: { ts: '1700000000.000100', thread_ts: thread },
      actions: [{ action_ts: `${1_700_000_000 + n}.0001`, ...action }],
    },
  };
}

/** A modal of ours as it comes back. */
export function submissionOf(view: object, { user, team = TEAM }: By, values: object = {}): SlackPayload {
  n += 1;
  return {
    payload: {
      type: 'view_submission',
      user: { id: user, username: user, team_id: team },
      team: { id: team },
      view: { id: `V${n}`, app_installed_team_id: TEAM, ...view, state: { values } },
    },
  };
}

/** Something said: `app_mention` in a channel unless `said` tells otherwise. */
export function messageOf(said: object, { user, team = TEAM, channel = 'CSAMPLE' }: By): SlackPayload {
  n += 1;
  return {
    json: {
      type: 'event_callback',
      team_id: TEAM,
      event_id: `Ev${n}`,
      authorizations: [{ team_id: TEAM, user_id: BOT_USER, is_bot: true }],
      event: { type: 'app_mention', user, team, channel, ts: `17000000${n + 10}.000200`, ...said },
    },
  };
}
