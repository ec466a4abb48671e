import type { Configuration } from 'openid-client';
import { SECOND } from '../../../lib/instant.ts';

/** Signing in to the board by OpenID Connect: the code flow with PKCE, state and nonce (decision 32). */

export interface OidcOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that names the person. */
  readonly claim: string;
  readonly scope: string;
}

/** What a browser keeps between leaving for the issuer and coming back. */
export interface LoginChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who signs in, by the claim that the settings name. */
export interface OidcClaim {
  readonly claim: string;
  readonly value: string;
}

export interface OidcLogin {
  /** Where the browser is sent, and what it has to bring back. Throws while the issuer cannot be reached. */
  begin(redirectUri: string): Promise<{ readonly to: string; readonly checks: LoginChecks }>;
  /**
   * Whom the issuer named. undefined: it names no one by the claim, or by an address that it has not verified. Throws if
   * the answer is not for this browser, is forged or has expired, or if the issuer cannot be reached.
   */
  finish(cameBackTo: URL, checks: LoginChecks): Promise<OidcClaim | undefined>;
}

/** How long the issuer may take to answer, in seconds. */
const TIMEOUT_S = 10;

/** The issuer is asked for its addresses at the first login, and again after it could not be reached. */
export function createOidcLogin({ issuer, clientId, clientSecret, claim, scope }: OidcOptions): OidcLogin {
  let found: Promise<Configuration> | undefined;

  async function discover(): Promise<Configuration> {
    const { allowInsecureRequests, discovery } = await import('openid-client');
    const url = new URL(issuer);
    // The settings allow http on this machine only.
    const execute = url.protocol === 'http:' ? [allowInsecureRequests] : [];
    return discovery(url, clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_S });
  }
  async function configuration(): Promise<Configuration> {
    found ??= discover();
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw error;
    }
  }

  return {
    async begin(redirectUri) {
      const client = await import('openid-client');
      const config = await configuration();
      const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
      const to = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { to: to.href, checks: { state, nonce, verifier } };
    },
    async finish(cameBackTo, { state, nonce, verifier }) {
      const client = await import('openid-client');
      const config = await configuration();
      const tokens = await client.authorizationCodeGrant(config, cameBackTo, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) return undefined;
      const isComplete = claims[claim] !== undefined || config.serverMetadata().userinfo_endpoint === undefined;
      const told = isComplete ? claims : await client.fetchUserInfo(config, tokens.access_token, claims.sub);
      const value = told[claim];
      if (typeof value !== 'string' || value === '') return undefined;
      return claim === 'email' && told.email_verified === false ? undefined : { claim, value };
    },
  };
}

/** How long a login may take at the issuer. */
export const LOGIN_MS = 600 * SECOND;
