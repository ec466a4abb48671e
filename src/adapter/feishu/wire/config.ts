import type { FeishuAccess } from './client.ts';

export interface FeishuConfig extends FeishuAccess {
  /** For requests to `/feishu/events`; undefined: a long connection is opened instead. */
  readonly incoming: { readonly encryptKey: string; readonly verificationToken: string } | undefined;
  /** How many SMS and phone calls may be sent within 24 hours, because they cost money; left out: none. */
  readonly urgentPerDay?: { readonly sms: number; readonly phone: number };
}
