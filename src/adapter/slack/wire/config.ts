import type { SlackAccess } from './client.ts';

/** At least one of `signingSecret` and `appToken` is set. With both, a payload may come twice; its event id tells. */
export interface SlackConfig extends SlackAccess {
  /** Verifies requests to `/slack/events`; undefined: the webhook is off. */
  readonly signingSecret: string | undefined;
  /** For Socket Mode; undefined: no socket is opened. */
  readonly appToken: string | undefined;
}
