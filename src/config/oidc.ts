import { z } from 'zod';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Whether tokens may travel to this address: by TLS, or on this machine. */
function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || LOOPBACK.includes(hostname);
}

/** The settings of signing in to the board by OpenID Connect. */
export const OIDC_SETTINGS = {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'the https address of an OpenID Connect issuer' })
    .refine(isSafe, { error: 'the https address of an OpenID Connect issuer; http only on this machine', abort: true })
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_CLAIM: z.string().default('email'),
  OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/, 'scopes with openid among them, divided by blanks')
    .default('openid email'),
} as const;

/** An OpenID Connect provider by which our people may sign in to the board. */
export interface OidcAccess {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that names the person: `email`, or one with their user id on a chat platform. */
  readonly claim: string;
  readonly scope: string;
}

/** undefined: there is no such login. */
export function oidcAccess(settings: {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_CLIENT_ID?: string | undefined;
  readonly OIDC_CLIENT_SECRET?: string | undefined;
  readonly OIDC_CLAIM: string;
  readonly OIDC_SCOPE: string;
}): OidcAccess | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = settings;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { issuer, clientId, clientSecret, claim: settings.OIDC_CLAIM, scope: settings.OIDC_SCOPE };
}

/** An issuer that is set up by half would show a button that leads nowhere. */
export function missingOidcSettings(env: Readonly<Record<string, string | undefined>>, hasPages: boolean): string[] {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
  const missing = names.filter((name) => !env[name]);
  if (missing.length === names.length) return [];
  return [
    ...missing.map((name) => `${name}: is missing; signing in to the board needs issuer, client id and client secret`),
    ...(hasPages ? [] : ['PUBLIC_URL: is missing; the board, to which OIDC_ISSUER signs in, is served under it']),
  ];
}
