import type { OpenAPIHono } from '@hono/zod-openapi';
import type { FrontDesk } from '../chat/intake.ts';
import type { Clock } from '../lib/instant.ts';
import type { ApiEnv, GuardParts } from './guard.ts';

export interface ApiParts extends GuardParts {
  /** The desk's clock. */
  readonly clock: Clock;
  /** Where writing requests go, as what people do in chat. */
  readonly desk: FrontDesk;
}

export type ApiApp = OpenAPIHono<ApiEnv>;
