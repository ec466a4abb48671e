/** A Slack workspace, with at least one of its two ways in. */
export interface SlackAccess {
  readonly botToken: string;
  /** For signed HTTP requests; undefined: none are taken. */
  readonly signingSecret: string | undefined;
  /** For Socket Mode; undefined: no socket. */
  readonly appToken: string | undefined;
  /** Ends in a slash. */
  readonly apiUrl: string;
}

type Env = Readonly<Record<string, string | undefined>>;

interface Settings {
  readonly SLACK_BOT_TOKEN?: string | undefined;
  readonly SLACK_SIGNING_SECRET?: string | undefined;
  readonly SLACK_APP_TOKEN?: string | undefined;
  readonly SLACK_API_URL: string;
}

/** The workspace that the settings name; undefined: none. */
export function slackAccess(settings: Settings): SlackAccess | undefined {
  const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, SLACK_API_URL } = settings;
  if (SLACK_BOT_TOKEN === undefined) return undefined;
  return {
    botToken: SLACK_BOT_TOKEN,
    signingSecret: SLACK_SIGNING_SECRET,
    appToken: SLACK_APP_TOKEN,
    apiUrl: SLACK_API_URL,
  };
}

/** A workspace that is set up by half would look served and hear nothing, or hear and say nothing. */
export function missingSlackSettings(env: Env): string[] {
  const ways = ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'].filter((name) => env[name]);
  if (env.SLACK_BOT_TOKEN && ways.length === 0)
    return [
      'SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode): is missing; with SLACK_BOT_TOKEN alone nothing is heard',
    ];
  return !env.SLACK_BOT_TOKEN && ways.length > 0
    ? [`SLACK_BOT_TOKEN: is missing; ${ways.join(' and ')} alone cannot serve a Slack workspace`]
    : [];
}
