import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createProgram } from '../support/api.ts';
import { seedDatabase } from '../support/database.ts';
import { runDeskbell } from '../support/deskbell.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-token-'));
  await seedDatabase(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const deskbell = (...words: string[]) => runDeskbell(words, undefined, { ...process.env, DATA_DIR: folder, PORT: '0' });

describe('deskbell token', () => {
  it('makes a token that a running desk takes at once, lists it without its secret, and ends it', async () => {
    const app = await startApp(readConfig({ DATA_DIR: folder, PORT: '0' }), silentLog);
    try {
      const made = await deskbell('token', 'create', 'grafana', '--scope', 'tickets:read', '--customer', 'sample');
      const [secret = '', , note = ''] = made.stdout.split('\n');
      const id = /^Token (\S+)/.exec(note)?.[1] ?? '';
      const program = createProgram(app.url.slice(0, -1), secret);
      expect((await program.get('/tickets')).body).toEqual({ tickets: [] });
      const listed = await deskbell('token', 'list');
      expect(listed.stdout).toMatch(new RegExp(`^${id}  grafana  tickets:read  sample  until `));
      expect(listed.stdout).not.toContain(secret);
      expect((await deskbell('token', 'revoke', id)).status).toBe(0);
      expect((await program.get('/tickets')).status).toBe(401);
      const again = await deskbell('token', 'revoke', id);
      expect([again.status, again.stderr]).toEqual([2, expect.stringContaining(id)]);
      const forms = await Promise.all([
        deskbell('link', 'revoke'),
        deskbell('link', 'revoke', '--all', '--case', 'T-1'),
      ]);
      expect(forms.map(({ status }) => status)).toEqual([2, 2]);
      expect((await deskbell('link', 'revoke', '--all')).stdout).toContain('are revoked');
      const noted = await deskbell('changes', '--kind', 'links-ended');
      expect(noted.stdout).toMatch(/^\d+ {2}\S+Z {2}\S+@\S+ {2}links-ended 1 {2}\{.*"scope":"all"/);
      expect((await deskbell('changes', '--last', '0')).status).toBe(2);
      expect((await deskbell('verify')).stderr).toBe('');
    } finally {
      await app.stop();
    }
  });

  it('works where no desk runs, and refuses customers and scopes that there are not', async () => {
    const wrong = await deskbell('token', 'create', 'x', '--scope', 'tickets:read', '--customer', 'nobody');
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('no customer nobody; it has sample')]);
    const scope = await deskbell('token', 'create', 'x', '--scope', 'all');
    expect([scope.status, scope.stderr]).toEqual([2, expect.stringContaining('tickets:write')]);
    const listed = await deskbell('token', 'list');
    expect(listed.stdout).toContain('revoked');
  });
});
