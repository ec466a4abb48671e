/** A Feishu or Lark app of one tenant. */
export interface FeishuSettings {
  readonly appId: string;
  readonly appSecret: string;
  /** Without a slash at its end. */
  readonly domain: string;
  /** For encrypted HTTP requests; undefined: the app opens a long connection instead. */
  readonly incoming: { readonly encryptKey: string; readonly verificationToken: string } | undefined;
  /** How often people may be reached by SMS and by telephone within 24 hours; 0: never. */
  readonly urgentPerDay: { readonly sms: number; readonly phone: number };
}

type Env = Readonly<Record<string, string | undefined>>;

interface Settings {
  readonly FEISHU_APP_ID?: string | undefined;
  readonly FEISHU_APP_SECRET?: string | undefined;
  readonly FEISHU_ENCRYPT_KEY?: string | undefined;
  readonly FEISHU_VERIFICATION_TOKEN?: string | undefined;
  readonly FEISHU_DOMAIN: string;
  readonly FEISHU_URGENT_SMS_PER_DAY: number;
  readonly FEISHU_URGENT_PHONE_PER_DAY: number;
}

/** The app that the settings name; undefined: none. */
export function feishuSettings(settings: Settings): FeishuSettings | undefined {
  const { FEISHU_APP_ID, FEISHU_APP_SECRET, FEISHU_ENCRYPT_KEY, FEISHU_VERIFICATION_TOKEN, FEISHU_DOMAIN } = settings;
  if (FEISHU_APP_ID === undefined || FEISHU_APP_SECRET === undefined) return undefined;
  const incoming =
    FEISHU_ENCRYPT_KEY === undefined || FEISHU_VERIFICATION_TOKEN === undefined
      ? undefined
      : { encryptKey: FEISHU_ENCRYPT_KEY, verificationToken: FEISHU_VERIFICATION_TOKEN };
  const urgentPerDay = { sms: settings.FEISHU_URGENT_SMS_PER_DAY, phone: settings.FEISHU_URGENT_PHONE_PER_DAY };
  return { appId: FEISHU_APP_ID, appSecret: FEISHU_APP_SECRET, domain: FEISHU_DOMAIN, incoming, urgentPerDay };
}

/** The app is named by two settings together; HTTP wants two more together, for without a key nothing there is signed. */
export function missingFeishuSettings(env: Env): string[] {
  const missing = (names: readonly string[]) => names.filter((name) => !env[name]);
  const app = missing(['FEISHU_APP_ID', 'FEISHU_APP_SECRET']);
  const http = missing(['FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN']);
  const wantsApp = app.length === 1 || (app.length === 2 && http.length < 2);
  return [
    ...(wantsApp ? app.map((name) => `${name}: is missing; a Feishu app needs its id and its secret`) : []),
    ...(http.length === 1
      ? http.map(
          (name) =>
            `${name}: is missing; HTTP needs the encrypt key and the verification token, a long connection neither`,
        )
      : []),
  ];
}
