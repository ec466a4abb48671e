import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A real OpenID Connect provider on this machine, whose users sign in by being named. */
export interface OidcIssuer {
  readonly url: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** The next one who signs in is this user, with these claims. */
  setUser(id: string, claims: Readonly<Record<string, unknown>>): void;
  /** Takes the desk's redirect address; until then it answers nothing. */
  register(redirectUri: string): void;
  close(): Promise<void>;
}

export async function openOidcIssuer(): Promise<OidcIssuer> {
  const client = { clientId: 'deskbell', clientSecret: 'a-secret-of-the-test-that-is-long-enough' };
  let user = { id: '', claims: {} as Readonly<Record<string, unknown>> };
  let handle = (_: IncomingMessage, response: ServerResponse): unknown => response.writeHead(503).end();
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Another site than 127.0.0.1, where the pages of tests are, as it is in life.
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    client,
    setUser: (id, claims) => {
      user = { id, claims };
    },
    register(redirectUri) {
      const provider = new Provider(url, {
        clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri] }],
        claims: { openid: ['sub'], email: ['email', 'email_verified'], chat: ['slack_id'] },
        scopes: ['openid', 'email', 'chat'],
        cookies: { keys: ['a key of the test'] },
        findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...user.claims }) }),
        interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
        features: { devInteractions: { enabled: false } },
        // No one is asked whether the desk may know them.
        async loadExistingGrant({ oidc }) {
          const grant = new oidc.provider.Grant({
            clientId: oidc.client?.clientId,
            accountId: oidc.session?.accountId,
          });
          grant.addOIDCScope('openid email chat');
          await grant.save();
          return grant;
        },
      });
      const answer = provider.callback();
      handle = (request, response) =>
        request.url?.startsWith('/sign-in/')
          ? provider.interactionFinished(request, response, { login: { accountId: user.id, remember: false } })
          : answer(request, response);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
