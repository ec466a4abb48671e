import type { SlackAccess } from './client.ts';

/** At least one way in; with both, whatever comes twice is told apart by its event id. */
export interface SlackConfig extends SlackAccess {
  /** For signed HTTP requests at `/slack/events`; undefined: that address is none of ours. */
  readonly signingSecret: string | undefined;
  /** For Socket Mode; undefined: no socket is opened. */
  readonly appToken: string | undefined;
}
