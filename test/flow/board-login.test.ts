import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOidcLogin } from '../../src/adapter/web/board/oidc.ts';
import { ConfigError, readConfig } from '../../src/config.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { openVisitor, signIn } from '../support/board-visitor.ts';
import { must } from '../support/must.ts';
import { type OidcIssuer, openOidcIssuer } from '../support/oidc-issuer.ts';
import { sampleBook } from '../support/sample-book.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

/** Signing in to the board by OpenID Connect, at a real provider. */

let issuer: OidcIssuer;
let house: WebHouse;
let source: BookSource;
beforeEach(async () => {
  issuer = await openOidcIssuer();
  const sample = await sampleBook('en');
  const withEmail = (key: string, email: string) => ({ [key]: { ...must(sample.people[key]), email } });
  source = {
    ...sample,
    people: {
      ...sample.people,
      ...withEmail('manager1', 'zhu@beichen.example'),
      ...withEmail('director', 'ma@x.example'),
    },
  };
});
afterEach(async () => {
  await house.close();
  await issuer.close();
});

async function open(claim = 'email', scope = 'openid email'): Promise<void> {
  const oidc = createOidcLogin({ issuer: issuer.url, ...issuer.client, claim, scope });
  house = await openWebHouse(source, undefined, oidc);
  issuer.register(`${house.origin}/web/board/callback`);
}

const at = (page: string) => `${house.origin}/web/board/${page}`;
type Visitor = ReturnType<typeof openVisitor>;

/** Follows a login to the issuer and back, up to the address at which the browser comes back. */
async function goThere(visitor: Visitor): Promise<string> {
  const atIssuer = openVisitor();
  let { headers } = await visitor.get(at('login'));
  for (let hops = 0; hops < 8; hops += 1) {
    const to = new URL(must(headers.get('location') ?? undefined), issuer.url).href;
    if (to.startsWith(at('callback'))) return to;
    ({ headers } = await atIssuer.get(to));
  }
  throw new Error('the issuer leads nowhere');
}

async function logIn(visitor = openVisitor()) {
  const page = await visitor.get(await goThere(visitor));
  return { visitor, page };
}

describe('a login by the company’s own', () => {
  it('opens the board for the person with this address, with the rights that the book gives', async () => {
    await open();
    issuer.setUser('17', { email: 'Zhu@Beichen.example', email_verified: true });
    const start = await openVisitor().get(at('open'));
    expect([start.status, start.text.includes('href="../board/login"')]).toEqual([401, true]);
    const leaving = await openVisitor().get(at('login'));
    const to = new URL(must(leaving.headers.get('location') ?? undefined));
    expect([leaving.status, to.origin]).toEqual([303, issuer.url]);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(to.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
    expect(to.searchParams.get('code_challenge_method')).toBe('S256');
    expect(leaving.headers.getSetCookie()[0]).toMatch(
      /deskbell_board_login=.*Path=\/web\/board; Max-Age=600; HttpOnly; SameSite=Lax/,
    );

    const { visitor, page } = await logIn();
    expect([page.status, page.text.includes('You are signed in as Zhu Xiaohong')]).toEqual([200, true]);
    expect([...visitor.jar.keys()]).toEqual(['deskbell_board']);
    expect(page.headers.getSetCookie()[0]).toContain('SameSite=Strict');
    const board = await visitor.get(at('open'));
    expect([board.status, board.text.includes('Zhu Xiaohong'), board.text.includes('>Spreadsheet</a>')]).toEqual([
      200,
      true,
      false,
    ]);
    // The chat ends it, as it ends sessions of links.
    expect((await house.say('manager1', 'team', '/desk board revoke')).text).toContain('have ended');
    expect((await visitor.get(at('open'))).status).toBe(401);
    expect(house.logged()).toBe('');
  });

  it('who leaves the book, or loses a role, has it no longer with the next page', async () => {
    await open();
    issuer.setUser('3', { email: 'ma@x.example', email_verified: true });
    const { visitor } = await logIn();
    expect((await visitor.get(at('import'))).text).toContain('type="file"');
    const apply = (people: BookSource['people']) =>
      house.database.transaction((tx) => applyBook(tx, { ...source, people }, Date.UTC(2026, 8, 28, 3)));
    const { director, ...others } = source.people;
    const second = { ...must(source.people.engineer1), roles: ['director' as const] };
    await apply({ ...others, engineer1: second, director: { ...must(director), roles: ['engineer'] } });
    expect((await visitor.get(at('import'))).text).not.toContain('type="file"');
    await apply({ ...others, engineer1: second });
    expect((await visitor.get(at('open'))).status).toBe(401);
    const gone = await logIn();
    expect([gone.page.status, gone.page.text.includes('The service book does not know this account')]).toEqual([
      403,
      true,
    ]);
  });

  it('by a claim with the user id of a chat platform', async () => {
    await open('slack_id', 'openid chat');
    issuer.setUser('8', { slack_id: 'engineer1' });
    const { visitor } = await logIn();
    expect((await visitor.get(at('open'))).text).toContain('Li Wei');
  });

  it('a stranger, an address that is not verified, no claim: 403 with words, and no session', async () => {
    await open();
    for (const claims of [
      { email: 'stranger@x.example', email_verified: true },
      { email: 'zhu@beichen.example', email_verified: false },
      { email: '' },
      {},
      // A key of the book is no address.
      { email: 'manager1', email_verified: true },
    ]) {
      issuer.setUser('1', claims);
      const { visitor, page } = await logIn();
      expect([page.status, page.text.includes('does not know this account')], JSON.stringify(claims)).toEqual([
        403,
        true,
      ]);
      expect(visitor.jar.size).toBe(0);
    }
  });

  it('in a browser with another person’s session: theirs ends', async () => {
    await open();
    issuer.setUser('17', { email: 'zhu@beichen.example', email_verified: true });
    const engineer = await signIn(house, 'engineer1');
    const before = must(engineer.jar.get('deskbell_board'));
    await logIn(engineer);
    expect((await engineer.get(at('open'))).text).toContain('Zhu Xiaohong');
    const old = openVisitor();
    old.jar.set('deskbell_board', before);
    expect((await old.get(at('open'))).status).toBe(401);
  });
});

describe('what comes back and is not ours', () => {
  it('in another browser, twice, with another state or code, refused by the issuer, or too late: no session', async () => {
    await open();
    issuer.setUser('17', { email: 'zhu@beichen.example', email_verified: true });
    const failed = async (visitor: Visitor, url: string) => {
      const { status, text } = await visitor.get(url);
      expect([status, text.includes('Signing in did not work')], url).toEqual([403, true]);
      expect(visitor.jar.has('deskbell_board')).toBe(false);
    };
    const victim = openVisitor();
    const back = await goThere(victim);
    await failed(openVisitor(), back);
    const other = openVisitor();
    await goThere(other);
    await failed(other, back);
    const used = (await logIn()).visitor;
    used.jar.delete('deskbell_board');
    await failed(used, back);
    for (const change of ['state', 'code', 'iss']) {
      const visitor = openVisitor();
      const url = new URL(await goThere(visitor));
      url.searchParams.set(change, 'x'.repeat(43));
      await failed(visitor, url.href);
    }
    for (const query of ['', '?error=access_denied&state=x', '?code=x']) {
      const visitor = openVisitor();
      await goThere(visitor);
      await failed(visitor, at(`callback${query}`));
    }
    const forged = openVisitor();
    const url = await goThere(forged);
    forged.jar.set('deskbell_board_login', `${forged.jar.get('deskbell_board_login')}x`);
    await failed(forged, url);
    const late = openVisitor();
    const lateUrl = await goThere(late);
    house.forward({ minutes: 11 });
    await failed(late, lateUrl);
  });

  it('an issuer that does not answer: words, and the next try asks again', async () => {
    house = await openWebHouse(
      source,
      undefined,
      createOidcLogin({ issuer: issuer.url, ...issuer.client, claim: 'email', scope: 'openid email' }),
    );
    const down = await openVisitor().get(at('login'));
    expect([down.status, down.text.includes('The login cannot be reached')]).toEqual([502, true]);
    issuer.register(`${house.origin}/web/board/callback`);
    expect((await openVisitor().get(at('login'))).status).toBe(303);
  });

  it('without the settings there is no such login', async () => {
    house = await openWebHouse(source);
    for (const page of ['login', 'callback?code=x&state=y'])
      expect((await openVisitor().get(at(page))).status).toBe(401);
    expect((await openVisitor().get(at('open'))).text).not.toContain('board/login');
  });
});

describe('the settings', () => {
  const all = { OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
  const problemsOf = (env: Record<string, string>) => {
    try {
      return readConfig(env).oidc;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.problems.join('\n');
    }
  };

  it('come together, with a public address, and https', async () => {
    await open();
    expect(problemsOf({})).toBeUndefined();
    expect(problemsOf({ ...all, ...slack, PUBLIC_URL: 'https://desk.example' })).toMatchObject({
      issuer: 'https://login.example',
      claim: 'email',
      scope: 'openid email',
    });
    expect(problemsOf({ OIDC_ISSUER: 'https://login.example' })).toContain('OIDC_CLIENT_ID: is missing');
    expect(problemsOf({ ...all, ...slack })).toContain('PUBLIC_URL: is missing');
    expect(problemsOf({ ...all, OIDC_ISSUER: 'http://login.example' })).toContain('OIDC_ISSUER: allowed is the https');
    expect(problemsOf({ ...all, OIDC_ISSUER: 'login' })).toContain('OIDC_ISSUER: allowed is the https');
    expect(problemsOf({ ...all, OIDC_SCOPE: 'email' })).toContain('OIDC_SCOPE: allowed is');
    expect(problemsOf({ ...all, OIDC_ISSUER: 'http://127.0.0.1:9' })).toMatchObject({ issuer: 'http://127.0.0.1:9' });
  });
});
