import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chosenHere } from '../support/chosen-here.ts';
import { createPostgresDatabase, seedDatabase } from '../support/database.ts';
import { BLANK, endDesks, startDesk } from '../support/desk-process.ts';
import { ROOT, runDeskbell } from '../support/deskbell.ts';
import { openClient } from '../support/playground-client.ts';

let folder: string;
let book: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-edits-'));
  book = join(folder, 'book.yaml');
  await cp(join(ROOT, 'presets/telecom-province.yaml'), book);
});
afterEach(async () => {
  await endDesks();
  await rm(folder, { recursive: true });
});

it.each(chosenHere(['pglite', 'postgres'] as const))(
  'an edit in chat outlives restarts on %s, and the owner of the file takes it over by the command',
  async (kind) => {
    const DATA_DIR = join(folder, 'data');
    const own = kind === 'postgres' ? { DATABASE_URL: (await createPostgresDatabase()).url } : {};
    if (kind === 'pglite') await seedDatabase(DATA_DIR);
    const settings = { DATA_DIR, BOOK: book, ...own };
    const env = { ...process.env, ...BLANK, ...settings };
    const run = (...words: string[]) => runDeskbell(['book', ...words], ROOT, env);
    const written = await readFile(book, 'utf8');
    const phone = '138-0000-0002';
    expect(written).toContain(phone);

    const desk = await startDesk({ env: settings });
    const client = await openClient(desk.url);
    for (const [as, text] of [
      ['engineer2', '/desk phone 13900001234'],
      ['director', '/desk contact sample Wang Fang 13700000001 the machine room'],
    ]) {
      const said = { as, channelId: 'team', threadId: '', text, eventId: `small-edit-of-${as}` };
      expect((await client.ask('say', said)).status).toBe(200);
    }
    const listed = await run('edits');
    expect(listed.stdout).toContain(`${phone} → 13900001234`);
    expect(listed.stdout).toContain('Wang Fang');
    await desk.end('SIGTERM');

    // Started again with the same file: nothing is taken back.
    const again = await startDesk({ env: settings });
    expect(again.said()).not.toContain('in place of');
    await again.end('SIGTERM');
    expect((await run('edits')).stdout).toContain('13900001234');

    // A new file says otherwise about the one and nothing about the other.
    await writeFile(book, written.replace(phone, '138-0000-9999'));
    const diff = await run('diff', book);
    expect(diff.stdout).toMatch(/stay in force over the file\n.*Wang Fang/);
    expect(diff.stdout).toMatch(/the file overrules.*\n.*13900001234.*the file says: 138-0000-9999/);
    const renewed = await startDesk({ env: settings });
    expect(renewed.said()).toMatch(/version 4 is in force, in place of version 3 /);
    expect(renewed.said()).toContain('the file overrules');

    const took = await run('edits', '--into', book, '--write', book);
    expect(took).toMatchObject({ status: 0, stderr: '' });
    const taken = await readFile(book, 'utf8');
    expect(taken).toContain('Wang Fang');
    for (const [comment] of written.matchAll(/(?<=^|\s)# .*$/gm)) expect(taken).toContain(comment);
    const dry = await run('apply', book, '--dry-run');
    expect(dry.stdout).toMatch(/the file says itself now\n.*Wang Fang/);
    expect((await run('apply', book, '--expect', '4')).status).toBe(0);
    expect((await run('edits')).stdout).toContain('No small edits: version 5');
  },
);
