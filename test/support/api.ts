import type { Database } from '../../src/db/database.ts';
import { insertToken } from '../../src/desk/token/store.ts';
import { hashSecret, makeSecret, type Scope } from '../../src/desk/token/token.ts';
import { DAY, type Instant } from '../../src/lib/instant.ts';

/** A token for a test; its secret. */
export async function giveToken(
  database: Database,
  at: Instant,
  { id = 'one', scopes, customers = [] }: { id?: string; scopes: readonly Scope[]; customers?: readonly string[] },
): Promise<string> {
  const secret = makeSecret();
  const token = { id, name: 'Grafana', scopes, customers, createdAt: at, createdBy: 'root@desk', expiresAt: at + DAY };
  await database.transaction((tx) => insertToken(tx, token, hashSecret(secret)));
  return secret;
}

/** A program that uses the API with one token. */
export function createProgram(origin: string, secret: string) {
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${origin}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${secret}`, 'accept-language': 'en', ...init.headers },
    });
    // biome-ignore lint/suspicious/noExplicitAny: what a program reads is checked by the test.
    return { status: response.status, headers: response.headers, body: (await response.json()) as any };
  };
  return {
    get: (path: string) => ask(path),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      ask(path, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
  };
}
