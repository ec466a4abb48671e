import { z } from 'zod';
import { type FeishuSettings, feishuSettings, missingFeishuSettings } from './config/feishu.ts';
import { type Keeping, keeping, keepSettings } from './config/keep.ts';
import { missingOidcSettings, OIDC_SETTINGS, type OidcAccess, oidcAccess } from './config/oidc.ts';
import { missingSlackSettings, type SlackAccess, slackAccess } from './config/slack.ts';
import { BUCKET_SETTINGS, type BucketAccess, bucketAccess, missingBucketSettings } from './lib/bucket.ts';
import { type ClamdAddress, ClamdSetting } from './lib/clamd-address.ts';
import { type TrustedProxies, TrustedProxiesSetting } from './lib/client-address.ts';
import { MailAddress, missingMailSettings } from './lib/mail-setting.ts';
import { readSecretFiles } from './lib/secret-file.ts';

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

/** What may stand in a file of its own: `X_FILE` names the file of `X`. */
export const SECRET_SETTINGS = [
  'DATABASE_URL',
  'MAIL_IMAP_URL',
  'MAIL_SMTP_URL',
  'OIDC_CLIENT_SECRET',
  'WEBHOOK_SECRET',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  ...PLATFORM_TOKENS,
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
  HEARTBEAT_URL: setting(z.url({ protocol: /^https?$/, error: 'an http or https address' }).optional()),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(z.url({ protocol: /^https?$/, error: 'an http or https address' }).optional()),
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
  MAIL_IMAP_URL: setting(MailAddress.imap.optional()),
  MAIL_SMTP_URL: setting(MailAddress.smtp.optional()),
  MAIL_FROM: setting(MailAddress.from.optional()),
  REQUESTS_PER_PERSON_PER_MINUTE: setting(PerMinute.default(0)),
  REQUESTS_PER_CHANNEL_PER_MINUTE: setting(PerMinute.default(0)),
  OIDC_ISSUER: setting(OIDC_SETTINGS.OIDC_ISSUER),
  OIDC_CLIENT_ID: setting(OIDC_SETTINGS.OIDC_CLIENT_ID),
  OIDC_CLIENT_SECRET: setting(OIDC_SETTINGS.OIDC_CLIENT_SECRET),
  OIDC_CLAIM: setting(OIDC_SETTINGS.OIDC_CLAIM),
  OIDC_SCOPE: setting(OIDC_SETTINGS.OIDC_SCOPE),
  ...BUCKET_SETTINGS,
  WEBHOOK_SECRET: setting(z.string().min(32, 'at least 32 characters, chosen at random').optional()),
  WEBHOOK_PRIVATE_ADDRESSES: setting(z.enum(['true', 'false'], 'true or false').default('false')),
  ...keepSettings(setting),
});

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
  /** Called once a minute while the desk keeps up; undefined: none. */
  readonly heartbeatUrl: string | undefined;
  /** Whether traces are sent by OpenTelemetry, which reads its variables itself. */
  readonly traces: boolean;
  /** undefined: no Slack workspace. */
  readonly slack: SlackAccess | undefined;
  /** undefined: no Feishu tenant. */
  readonly feishu: FeishuSettings | undefined;
  /** A mail account; undefined: no customer writes mails. */
  readonly mail: { readonly imapUrl: string; readonly smtpUrl: string; readonly from: string } | undefined;
  /** How much customers may ask within a minute; 0: as much as they like. */
  readonly requestsPerMinute: { readonly perPerson: number; readonly perChannel: number };
  /** undefined: the board is opened by links from the chat alone. */
  readonly oidc: OidcAccess | undefined;
  /** Where customers' files are kept; undefined: in the data directory. */
  readonly bucket: BucketAccess | undefined;
  /** `secret`: what the secrets of webhooks are derived from; undefined: the desk's own. */
  readonly webhooks: { readonly secret: string | undefined; readonly allowsPrivate: boolean };
  /** Every setting that was set, as text by its name: only hashes of them are kept. */
  readonly given: Readonly<Record<string, string>>;
  /** For how many days what is kept (docs/privacy.md). */
  readonly keep: Keeping;
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
export function readConfig(given: Readonly<Record<string, string | undefined>>): Config {
  const { env, problems: unread } = readSecretFiles(given, SECRET_SETTINGS);
  if (unread.length > 0) throw new ConfigError(unread);
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
  problems.push(...missingSlackSettings(env), ...missingFeishuSettings(env), ...missingMailSettings(env));
  problems.push(...missingBucketSettings(env), ...missingOidcSettings(env, playground || Boolean(env.PUBLIC_URL)));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const { PORT, PUBLIC_URL, DATA_DIR, DATABASE_URL, BOOK, HEARTBEAT_URL, LOG_LEVEL } = parsed.data;
  return {
    port: PORT,
    host,
    publicUrl: PUBLIC_URL,
    trustedProxies: parsed.data.TRUSTED_PROXIES,
    dataDir: DATA_DIR,
    clamd: parsed.data.CLAMD,
    databaseUrl: DATABASE_URL,
    book: BOOK,
    heartbeatUrl: HEARTBEAT_URL,
    traces: parsed.data.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
    logLevel: LOG_LEVEL,
    slack: slackAccess(parsed.data),
    feishu: feishuSettings(parsed.data),
    mail: mailSettings(parsed.data),
    requestsPerMinute: {
      perPerson: parsed.data.REQUESTS_PER_PERSON_PER_MINUTE,
      perChannel: parsed.data.REQUESTS_PER_CHANNEL_PER_MINUTE,
    },
    oidc: oidcAccess(parsed.data),
    bucket: bucketAccess(parsed.data),
    webhooks: { secret: parsed.data.WEBHOOK_SECRET, allowsPrivate: parsed.data.WEBHOOK_PRIVATE_ADDRESSES === 'true' },
    given: givenSettings(env),
    keep: keeping(parsed.data),
    playground,
  };
}

function givenSettings(env: Readonly<Record<string, string | undefined>>): Config['given'] {
  const names = Object.keys(Settings.shape);
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

function mailSettings({ MAIL_IMAP_URL, MAIL_SMTP_URL, MAIL_FROM }: z.infer<typeof Settings>): Config['mail'] {
  if (MAIL_IMAP_URL === undefined || MAIL_SMTP_URL === undefined || MAIL_FROM === undefined) return undefined;
  return { imapUrl: MAIL_IMAP_URL, smtpUrl: MAIL_SMTP_URL, from: MAIL_FROM };
}
