import { z } from 'zod';

export const Id = z.string().min(1).max(255);
/** Text that Feishu may omit or send as null; empty then. */
export const Optional = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
/** A time in seconds, milliseconds or microseconds, as a number or text. */
export const Stamp = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((stamp) => (stamp === null || stamp === undefined ? '' : String(stamp)));

/** A request's body with an encrypt key: only this field is allowed. */
export const Sealed = z.strictObject({ encrypt: z.string().min(1) });

/**
 * Feishu's check of our address:
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/event-subscription-guide/callback-subscription/step-1-choose-a-subscription-mode/send-callbacks-to-developers-server
 */
export const Challenge = z.object({
  type: z.literal('url_verification'),
  token: z.string(),
  challenge: z.string().max(1024),
});

export const Header = z.object({
  header: z.object({
    event_id: Optional,
    event_type: Id,
    create_time: Stamp,
    token: Optional,
    app_id: Optional,
    tenant_key: Optional,
  }),
});
export type Header = z.infer<typeof Header>['header'];
