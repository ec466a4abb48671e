import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPageLinks } from '../../../src/adapter/web/link.ts';
import { signPass, verifyPass } from '../../../src/adapter/web/verify.ts';
import { DAY, MINUTE } from '../../../src/lib/instant.ts';
import { KEY, START } from './pages.ts';

const PASS = { kind: 'ticket', id: 12, customer: 'sample', exp: START + DAY } as const;

describe('a signed link', () => {
  const token = signPass(KEY, PASS);

  it('says what it was made for, until its time is over', () => {
    expect(verifyPass(KEY, token, 'ticket', START)).toEqual({ ok: true, pass: PASS });
    expect(verifyPass(KEY, token, 'ticket', PASS.exp - 1).ok).toBe(true);
    expect(verifyPass(KEY, token, 'ticket', PASS.exp)).toEqual({ ok: false, why: 'expired' });
  });

  it('is good for its own kind of page only', () => {
    expect(verifyPass(KEY, token, 'report', START)).toEqual({ ok: false, why: 'foreign' });
    expect(verifyPass(KEY, token, 'file', START)).toEqual({ ok: false, why: 'foreign' });
    expect(verifyPass(KEY, token, 'form', START)).toEqual({ ok: false, why: 'foreign' });
  });

  const [payload = '', signature = ''] = token.split('.');
  const other = Buffer.from(JSON.stringify({ ...PASS, id: 13 })).toString('base64url');
  it.each([
    ['nothing', ''],
    ['a point', '.'],
    ['another ticket under the same signature', `${other}.${signature}`],
    ['no signature', `${payload}.`],
    ['half a signature', `${payload}.${signature.slice(0, 21)}`],
    ['a signature of another length', `${payload}.${signature}A`],
    ['one letter changed', `${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`],
    ['the signature of another house', signPass(randomBytes(32), PASS)],
    ['more behind it', `${token}.${signature}`],
    ['bytes that are no payload', `${Buffer.from('[]').toString('base64url')}.${signature}`],
  ])('with %s is forged', (_, forged) => {
    expect(verifyPass(KEY, forged, 'ticket', START)).toEqual({ ok: false, why: 'forged' });
  });

  it('is the same all day, and good for seven days at least', () => {
    const linksAt = createPageLinks(KEY, () => 'https://desk.example');
    const link = linksAt(START, 0).ticket(12, 'sample') ?? '';
    expect(linksAt(START + 20 * MINUTE, 0).ticket(12, 'sample')).toBe(link);
    expect(link).toMatch(/^https:\/\/desk\.example\/web\/t\/[\w-]+\.[\w-]{43}$/);
    const verified = verifyPass(KEY, link.split('/').at(-1) ?? '', 'ticket', START + 7 * DAY - 1);
    expect(verified.ok).toBe(true);
  });

  it('is not made while there is no address', () => {
    const links = createPageLinks(KEY, () => undefined)(START, 0);
    expect([links.ticket(12, 'sample'), links.report('sample'), links.file('a')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
