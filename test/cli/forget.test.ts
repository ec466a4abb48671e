import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/chat/event.ts';
import { exportPerson } from '../../src/cli/export-person.ts';
import { forgetFor } from '../../src/cli/forget.ts';
import { verify } from '../../src/cli/verify.ts';
import { readConfig } from '../../src/config.ts';
import { accountName } from '../../src/control/account.ts';
import { openDoor } from '../../src/control/door.ts';
import { privacyWorks } from '../../src/control/privacy/works.ts';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { tablesWith } from '../support/all-words.ts';
import { seedDatabase } from '../support/database.ts';
import { runDeskbell } from '../support/deskbell.ts';
import { openHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { PARTS, withoutContacts } from '../support/privacy.ts';
import { REPORTER, SHARED } from '../support/report.ts';

const FILE = 'a'.repeat(32);
const PHOTO: ChatMessage = {
  threadId: '',
  link: '',
  files: [
    { name: 'photo.png', link: '', kept: { id: FILE, mediaType: 'image/png', bytes: 5, sha256: 'f'.repeat(64) } },
  ],
};
let folder: string;
/** A data directory in which Chen Jing reported a ticket with a photo and complained, and a colleague of theirs reported another. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-forget-'));
  await seedDatabase(join(folder, 'desk'));
  const database = await openDatabase({ kind: 'pglite', dataDir: join(folder, 'desk') }, silentLog);
  const house = await openHouse({ database, language: 'en' });
  const { name } = must(house.book.people.engineer1);
  await house.say(REPORTER, SHARED, `/fault quokkaword firewall, says ${name.zh}`, { message: PHOTO });
  await house.forge(REPORTER, SHARED, 'complaint.open', { ticket: 'T-1', text: 'quokkaword nobody came' });
  await house.forward({ minutes: 5 });
  await house.say('engineer1', 'team', '/desk ask T-1 which one?');
  await house.say('wang', SHARED, '/desk answered T-1 wombatword the old one');
  await house.say('engineer1', 'team', '/desk note T-1 numbatword Chen Jing called');
  await house.say('wang', SHARED, '/fault wombatword printer');
  await house.apply(withoutContacts(house.book));
  await house.close();
  await mkdir(join(folder, 'desk', 'upload'), { recursive: true });
  await writeFile(join(folder, 'desk', 'upload', FILE), 'bytes');
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const config = (name = 'desk') => readConfig({ DATA_DIR: join(folder, name) });
const id = `playground:${REPORTER}`;
const asking = (person: string) => ({
  ...{ person: { id: person, names: [] }, withOpenCases: true, account: 'root@desk-1', language: 'en' as const },
});
const yes = async () => true;

describe('deskbell export --person', () => {
  it('writes all about one person into one file, and nothing about others', async () => {
    const out = await exportPerson(config(), { id, names: [], folder: join(folder, 'out'), language: 'en' });
    const file = join(folder, 'out', `person-playground_${REPORTER}.json`);
    expect(out).toMatchObject({ status: 0, lines: [`${file}: 5 entries, 1 files`] });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    for (const own of ['quokkaword firewall', 'quokkaword nobody came', 'Chen Jing', '陈静', 'photo.png'])
      expect(text).toContain(own);
    for (const other of ['wombatword', 'numbatword', 'which one?', 'wang', 'engineer1', '王'])
      expect(text).not.toContain(other);
    expect(JSON.parse(text).files).toMatchObject([{ case: 'T-1', base64: Buffer.from('bytes').toString('base64') }]);
  });

  it('is on record with the hash of the file, and not with whose it was', async () => {
    const file = await readFile(join(folder, 'out', `person-playground_${REPORTER}.json`));
    const database = await openDatabase({ kind: 'pglite', dataDir: join(folder, 'desk') }, silentLog);
    const rows = await database.query('select by, who, what, about, sha256 from export_record');
    await database.close();
    const sha256 = createHash('sha256').update(file).digest('hex');
    expect(rows).toEqual([{ by: accountName(), who: '', what: 'person', about: '', sha256 }]);
  });

  it('refuses whom nothing is kept of', async () => {
    const asked = { names: [], folder: join(folder, 'out'), language: 'en' as const };
    expect(await exportPerson(config(), { id: 'slack:U0', ...asked })).toMatchObject({ status: 2, lines: [] });
    expect(await exportPerson(config('none'), { id, ...asked })).toMatchObject({ status: 1 });
  });
});

describe('deskbell forget', () => {
  it('tells what it would do, and changes nothing without a yes', async () => {
    const before = await verify(config(), undefined, 'en');
    const shown: string[] = [];
    const no = await forgetFor(config(), asking(id), async (lines, question) => {
      shown.push(...lines, question);
      return false;
    });
    expect(no).toMatchObject({ status: 0, lines: ['Nothing was changed.'] });
    expect(shown.join('\n')).toContain('1 tickets');
    expect(shown.join('\n')).toContain(`Type ${id}`);
    expect(shown.join('\n')).not.toContain('quokkaword');
    const env = { ...process.env, DATA_DIR: join(folder, 'desk') };
    const run = await runDeskbell(['forget', '--person', id, '--with-open-cases', '--lang', 'zh-CN'], undefined, env);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('--yes');
    expect(await verify(config(), undefined, 'en')).toEqual(before);
  });

  it('works while a desk has the database to itself, and while none runs', async () => {
    const dataDir = join(folder, 'desk');
    const database = await openDatabase({ kind: 'pglite', dataDir }, silentLog);
    const works = privacyWorks({ database, now: () => Date.now(), ...PARTS });
    const close = await openDoor(dataDir, works, silentLog);
    expect(await forgetFor(config(), asking(id), yes)).toMatchObject({ status: 0, problem: '' });
    expect(await tablesWith(database, 'quokkaword')).toEqual([]);
    expect(await database.query('select id from attachment')).toEqual([]);
    await close();
    await database.close();
    expect(await forgetFor(config(), asking(id), yes)).toMatchObject({ status: 2, lines: [] });
    expect(await verify(config(), undefined, 'en')).toMatchObject({ status: 0, problem: '' });
    expect(await forgetFor(config('none'), asking(id), yes)).toMatchObject({ status: 1 });
  });
});
