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
  /** The message that is pressed. */
  readonly ts?: string;
}

export function slashOf(command: string, text: string, { user, team = TEAM, channel = 'CSAMPLE', responseUrl }: By) {
  n += 1;
  const ids = { team_id: team, user_id: user, user_name: user, channel_id: channel, trigger_id: `1.2.${n}` };
  return { form: { command, text, ...ids, ...(responseUrl ? { response_url: responseUrl } : {}) } };
}

/** A press on a button or an option of a menu of a message. */
export function pressOf(
  action: object,
  { user, team = TEAM, channel = 'CSAMPLE', responseUrl, thread, ts = '1700000000.000100' }: By,
): SlackPayload {
  n += 1;
  return {
    payload: {
      type: 'block_actions',
      user: { id: user, username: user, team_id: team },
      team: { id: TEAM },
      trigger_id: `1.2.${n}`,
      response_url: responseUrl,
      container: { type: 'message', message_ts: ts, channel_id: channel },
      channel: { id: channel },
      message: { ts, thread_ts: thread },
      actions: [{ action_ts: `${1_700_000_000 + n}.0001`, ...action }],
    },
  };
}

/** A press in a view: on a person's home, or in a modal. */
export function pressInView(action: object, view: object, { user, team = TEAM }: By): SlackPayload {
  n += 1;
  return {
    payload: {
      type: 'block_actions',
      user: { id: user, username: user, team_id: team },
      team: { id: team },
      trigger_id: `1.2.${n}`,
      container: { type: 'view', view_id: `V${n}` },
      view: { app_installed_team_id: TEAM, ...view },
      actions: [{ action_ts: `${1_700_000_000 + n}.0001`, ...action }],
    },
  };
}

/** A shortcut of ours picked on a message. */
export function shortcutOn(message: object, { user, team = TEAM, channel = 'CSAMPLE' }: By): SlackPayload {
  n += 1;
  return {
    payload: {
      type: 'message_action',
      callback_id: 'ticket.report-message',
      user: { id: user, name: user, team_id: team },
      team: { id: TEAM },
      channel: { id: channel },
      trigger_id: `1.2.${n}`,
      message: { type: 'message', ...message },
    },
  };
}

/** What is told by the Events API beside messages. */
export function eventOf(event: object): SlackPayload {
  n += 1;
  const authorizations = [{ team_id: TEAM, user_id: BOT_USER, is_bot: true }];
  return { json: { type: 'event_callback', team_id: TEAM, event_id: `Ev${n}`, authorizations, event } };
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

/** What Slack asks as a person types into a menu of a modal that is searched. */
export function suggestionOf(view: object, { user, team = TEAM }: By, field: string, value: string): SlackPayload {
  n += 1;
  return {
    payload: {
      type: 'block_suggestion',
      user: { id: user, name: user, team_id: team },
      team: { id: team },
      container: { type: 'view', view_id: `V${n}` },
      action_id: field,
      block_id: field,
      value,
      view: { app_installed_team_id: TEAM, ...view },
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
      is_ext_shared_channel: team !== TEAM,
      event: { type: 'app_mention', user, user_team: team, team, channel, ts: `1700000${n + 100}.000200`, ...said },
    },
  };
}
