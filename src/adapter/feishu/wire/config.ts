import type { FeishuAccess } from './client.ts';

export interface FeishuConfig extends FeishuAccess {
  /** For requests at `/feishu/events`; undefined: Feishu is reached by a long connection that we open. */
  readonly incoming: { readonly encryptKey: string; readonly verificationToken: string } | undefined;
  /** How often people may be reached by SMS and by telephone within 24 hours, which costs; not given: never. */
  readonly urgentPerDay?: { readonly sms: number; readonly phone: number };
}
