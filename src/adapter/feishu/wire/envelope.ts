import { z } from 'zod';

export const Id = z.string().min(1).max(255);
/** What Feishu leaves out, or sends as null, is an empty text. */
export const Optional = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
/** A count of seconds, milliseconds or microseconds, as a number or a text. */
export const Stamp = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((stamp) => (stamp === null || stamp === undefined ? '' : String(stamp)));

/** What comes over HTTP under an encrypt key: this and nothing else. */
export const Sealed = z.strictObject({ encrypt: z.string().min(1) });

/** Feishu checks the address that it is to send to. */
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
