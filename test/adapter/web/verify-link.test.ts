import { expect, it } from 'vitest';
import type { Pass } from '../../../src/adapter/web/schema.ts';
import { signPass } from '../../../src/adapter/web/verify.ts';
import { type LinkPass, verifyLink } from '../../../src/adapter/web/verify-link.ts';
import type { RevocableLink } from '../../../src/chat/page.ts';

const KEY = Buffer.alloc(32, 1);
const WHO = '5c0f2b0e-6a55-4a7e-9d2c-2f6a0a1d3b11';
const FILE = 'a'.repeat(32);
const [exp, after] = [10, 7];

/** Asks for a link, and gives with what the desk was asked. */
async function ask(pass: Pass, kind: LinkPass['kind'], isRevoked: boolean) {
  const asked: RevocableLink[] = [];
  const site = {
    key: KEY,
    clock: { now: () => 1 },
    isRevoked: async (link: RevocableLink) => {
      asked.push(link);
      return isRevoked;
    },
  };
  return { asked, verified: await verifyLink(site, signPass(KEY, pass), kind) };
}

it.each<[LinkPass, RevocableLink]>([
  [
    { kind: 'ticket', id: 5, customer: 'acme', exp, after },
    { after, customer: 'acme', subject: 'ticket/5' },
  ],
  [
    { kind: 'ticket', id: 5, customer: 'acme', exp },
    { after: 0, customer: 'acme', subject: 'ticket/5' },
  ],
  [
    { kind: 'report', customer: 'acme', exp, after },
    { after, customer: 'acme' },
  ],
  [
    { kind: 'complain', customer: 'acme', ticket: 5, exp, after },
    { after, customer: 'acme', subject: 'ticket/5' },
  ],
  [
    { kind: 'complain', customer: 'acme', exp, after },
    { after, customer: 'acme' },
  ],
  [
    { kind: 'complaint', id: 2, customer: 'acme', who: WHO, exp, after },
    { after, customer: 'acme', subject: 'complaint/2' },
  ],
  [
    { kind: 'inspection', id: 3, person: 'li', exp, after },
    { after, person: 'li', subject: 'inspection/3' },
  ],
  [
    { kind: 'file', id: FILE, exp, after },
    { after, file: FILE },
  ],
])('asks once whether %j was revoked, whatever comes of it', async (pass, link) => {
  expect(await ask(pass, pass.kind, false)).toEqual({ asked: [link], verified: { ok: true, pass } });
  expect(await ask(pass, pass.kind, true)).toEqual({ asked: [link], verified: { ok: false, why: 'revoked', pass } });
});

it('asks nothing of the desk for what we did not sign, or what expired', async () => {
  const pass = { kind: 'ticket', id: 5, customer: 'acme', exp: 1 } as const;
  expect(await ask(pass, 'ticket', true)).toEqual({ asked: [], verified: { ok: false, why: 'expired' } });
  expect(await ask(pass, 'report', true)).toEqual({ asked: [], verified: { ok: false, why: 'foreign' } });
});
