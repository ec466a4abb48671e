import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { replayFile } from '../../src/cli/replay.ts';
import { readConfig } from '../../src/config.ts';
import { lockDirectory } from '../../src/db/lock.ts';
import { t } from '../../src/i18n/i18n.ts';
import { LANGUAGES } from '../../src/lib/language.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-replay-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const settings = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a' };
const ask = (dataDir: string, language: (typeof LANGUAGES)[number] = 'en') =>
  replayFile(
    { file: 'telecom-province', month: '2026-10', json: false, language },
    readConfig({ ...settings, DATA_DIR: dataDir }),
  );

it.each(LANGUAGES)('says that a desk has the database to itself and does not answer, in %s', async (language) => {
  const dataDir = join(folder, language);
  await mkdir(dataDir);
  const lock = lockDirectory(dataDir);
  try {
    expect(await ask(dataDir, language)).toEqual({ text: t(language, 'replay.held-database'), status: 1 });
  } finally {
    lock.release();
  }
});

it('says that no desk has started here yet', async () => {
  expect(await ask(join(folder, 'none'))).toEqual({ text: t('en', 'export.cli.no-book'), status: 1 });
});
