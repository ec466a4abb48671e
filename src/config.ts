import { z } from 'zod';
import { type ClamdAddress, ClamdSetting } from './lib/clamd-address.ts';
import { type TrustedProxies, TrustedProxiesSetting } from './lib/client-address.ts';

/** The preset that runs when no service book is named. */
export const DEFAULT_BOOK = 'telecom-province';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
/** Any of these means a real workspace: then there is no playground, whose person switcher knows no passwords. */
const PLATFORM_TOKENS = [
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'FEISHU_APP_ID',
  'FEISHU_APP_SECRET',
  'FEISHU_ENCRYPT_KEY',
  'FEISHU_VERIFICATION_TOKEN',
] as const;

const blankAsUnset = (value: unknown) => (value === '' ? undefined : value);
const setting = <S extends z.ZodType>(schema: S) => z.preprocess(blankAsUnset, schema);

/** How often what is paid for may be used within 24 hours. */
const PerDay = z.coerce
  .number('a whole number from 0 to 1000')
  .int('a whole number')
  .min(0, 'a whole number from 0 to 1000')
  .max(1000, 'a whole number from 0 to 1000');

const PerMinute = z.coerce
  .number('a whole number from 0 to 1000000')
  .int('a whole number')
  .min(0, 'a whole number from 0 to 1000000')
  .max(1_000_000, 'a whole number from 0 to 1000000');

/** Every variable Deskbell reads, with its default and what is allowed; `.env.example` says why. */
export const Settings = z.object({
  PORT: setting(
    z.coerce
      .number('a port from 0 to 65535')
      .int('a whole number')
      .min(0, 'a port from 0 to 65535')
      .max(65535, 'a port from 0 to 65535')
      .default(3000),
  ),
  HOST: setting(z.string().default('127.0.0.1')),
  PUBLIC_URL: setting(
    z
      .url({ protocol: /^https?$/, error: 'an http or https address' })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
  ),
  TRUSTED_PROXIES: setting(TrustedProxiesSetting.optional()),
  DATA_DIR: setting(z.string().default('./data')),
  CLAMD: setting(ClamdSetting.optional()),
  DATABASE_URL: setting(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'a PostgreSQL address: postgresql://user:password@host:5432/database')
      .optional(),
  ),
  BOOK: setting(z.string().default(DEFAULT_BOOK)),
  LOG_LEVEL: setting(z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).default('info')),
  SLACK_BOT_TOKEN: setting(z.string().optional()),
  SLACK_SIGNING_SECRET: setting(z.string().optional()),
  SLACK_APP_TOKEN: setting(z.string().optional()),
  SLACK_API_URL: setting(
    z
      .url({ protocol: /^https?$/, error: 'an http or https address' })
      .transform((url) => (url.endsWith('/') ? url : `${url}/`))
      .default('https://slack.com/api/'),
  ),
  FEISHU_APP_ID: setting(
    z
      .string()
      .regex(/^cli_[0-9a-fA-F]{16}$/, 'the App ID of a Feishu app: cli_ and sixteen hexadecimal digits')
      .optional(),
  ),
  FEISHU_APP_SECRET: setting(z.string().optional()),
  FEISHU_ENCRYPT_KEY: setting(z.string().optional()),
  FEISHU_VERIFICATION_TOKEN: setting(z.string().optional()),
  FEISHU_DOMAIN: setting(
    z
      .url({ protocol: /^https?$/, error: 'an http or https address' })
      .transform((url) => url.replace(/\/+$/, ''))
      .default('https://open.feishu.cn'),
  ),
  FEISHU_URGENT_SMS_PER_DAY: setting(PerDay.default(50)),
  FEISHU_URGENT_PHONE_PER_DAY: setting(PerDay.default(20)),
  REQUESTS_PER_PERSON_PER_MINUTE: setting(PerMinute.default(0)),
  REQUESTS_PER_CHANNEL_PER_MINUTE: setting(PerMinute.default(0)),
});

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

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Under which customers reach this server, without a slash at its end; undefined: they do not. */
  readonly publicUrl: string | undefined;
  /** Proxies whose word on the client's address counts; undefined: none. */
  readonly trustedProxies?: TrustedProxies | undefined;
  readonly dataDir: string;
  /** Scans what customers send; undefined: it is not scanned. */
  readonly clamd?: ClamdAddress | undefined;
  /** undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** A preset's name, or the path of a service book. */
  readonly book: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** undefined: no Slack workspace. */
  readonly slack: SlackAccess | undefined;
  /** undefined: no Feishu tenant. */
  readonly feishu: FeishuSettings | undefined;
  /** How much customers may ask within a minute; 0: as much as they like. */
  readonly requestsPerMinute: { readonly perPerson: number; readonly perChannel: number };
  /** Whether this process is the local playground: no platform token is set. */
  readonly playground: boolean;
  /** When the playground's clock begins, in the provider's zone, e.g. `2026-09-28`; left out: now. */
  readonly playgroundDate?: string;
}

/** Configuration that cannot be used. Lists every bad variable by name, never a value. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Deskbell cannot start with this configuration:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = [...problems];
  }
}

/** Reads the environment. Throws a `ConfigError` that names every bad variable at once, and refuses what is unsafe. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Settings.safeParse(env);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: allowed is ${message}`);
  const playground = !PLATFORM_TOKENS.some((name) => env[name]);
  const host = parsed.success ? parsed.data.HOST : (env.HOST ?? '');
  if (playground && host !== '' && !LOOPBACK.includes(host))
    problems.push(
      `HOST: the playground lets everybody be anybody, so it listens on this machine only (${LOOPBACK.join(', ')})`,
    );
  problems.push(...missingSlackSettings(env), ...missingFeishuSettings(env));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const { PORT, PUBLIC_URL, DATA_DIR, DATABASE_URL, BOOK, LOG_LEVEL } = parsed.data;
  return {
    port: PORT,
    host,
    publicUrl: PUBLIC_URL,
    trustedProxies: parsed.data.TRUSTED_PROXIES,
    dataDir: DATA_DIR,
    clamd: parsed.data.CLAMD,
    databaseUrl: DATABASE_URL,
    book: BOOK,
    logLevel: LOG_LEVEL,
    slack: slackAccess(parsed.data),
    feishu: feishuSettings(parsed.data),
    requestsPerMinute: {
      perPerson: parsed.data.REQUESTS_PER_PERSON_PER_MINUTE,
      perChannel: parsed.data.REQUESTS_PER_CHANNEL_PER_MINUTE,
    },
    playground,
  };
}

function slackAccess(settings: z.infer<typeof Settings>): SlackAccess | undefined {
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
function missingSlackSettings(env: Readonly<Record<string, string | undefined>>): string[] {
  const ways = ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'].filter((name) => env[name]);
  if (env.SLACK_BOT_TOKEN && ways.length === 0)
    return [
      'SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode): is missing; with SLACK_BOT_TOKEN alone nothing is heard',
    ];
  return !env.SLACK_BOT_TOKEN && ways.length > 0
    ? [`SLACK_BOT_TOKEN: is missing; ${ways.join(' and ')} alone cannot serve a Slack workspace`]
    : [];
}

function feishuSettings(settings: z.infer<typeof Settings>): FeishuSettings | undefined {
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
function missingFeishuSettings(env: Readonly<Record<string, string | undefined>>): string[] {
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
