import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openUploads } from '../adapter/web/upload/keep.ts';
import type { Config } from '../config.ts';
import { accountName } from '../control/account.ts';
import type { Answer } from '../control/door.ts';
import { askDesk } from '../control/knock.ts';
import { type PersonAsked, personAsked } from '../control/privacy/person.ts';
import { type CliAnswer, problem } from '../control/take-away/data.ts';
import { findHolder } from '../db/lock.ts';
import { openDatabase, targetOf } from '../db/open.ts';
import type { PersonalData } from '../desk/privacy/gather/flow.ts';
import { t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';
import { silentLog } from '../lib/log.ts';
import { wallClock } from '../wall-clock.ts';

/** What was asked for on the command line. */
export interface PersonExport {
  readonly id: string;
  readonly names: readonly string[];
  readonly folder: string;
  readonly language: Language;
}

/**
 * Writes everything that is kept of a person into one JSON file, which its owner alone may read; the files that they sent are in it as
 * base64. The export is on record.
 */
export async function exportPerson(config: Config, { id, names, folder, language }: PersonExport): Promise<CliAnswer> {
  const gathered = await work(config, { do: 'gather', id, names: [...names], language });
  if (gathered.status !== 0) return answerOf(gathered);
  const data = JSON.parse(gathered.text) as PersonalData;
  const bytes = `${JSON.stringify({ ...data, files: await withContent(config, data.files) }, null, 2)}\n`;
  const file = join(resolve(folder), `person-${id.replace(/[^\p{L}\p{N}@._-]/gu, '_')}.json`);
  const words = data.said.length + data.namedIn.length;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const recorded = await work(config, { do: 'record', rows: words, sha256, account: accountName(), language });
  if (recorded.status !== 0) return answerOf(recorded);
  await mkdir(resolve(folder), { recursive: true });
  await writeFile(file, bytes, { mode: 0o600 });
  return {
    lines: [t(language, 'privacy.export.written', { file, words, files: data.files.length })],
    problem: '',
    status: 0,
  };
}

function answerOf({ problem: why = '', status }: Answer): CliAnswer {
  return { lines: [], problem: why, status };
}

/** A file whose bytes are gone from the store comes without them. */
async function withContent(config: Config, files: PersonalData['files']): Promise<object[]> {
  if (files.length === 0) return [];
  const { fileStore } = await openUploads(join(config.dataDir, 'upload'), wallClock, config.bucket);
  const all: object[] = [];
  for (const file of files) {
    const pieces: Buffer[] = [];
    const found = await fileStore.find(file.id);
    for await (const piece of (await found?.open()) ?? []) pieces.push(piece as Buffer);
    all.push(found ? { ...file, base64: Buffer.concat(pieces).toString('base64') } : file);
  }
  return all;
}

/** By the desk that runs on this machine's data directory, or where none runs, in the database itself. */
async function work(config: Config, asked: PersonAsked): Promise<Answer> {
  const { language } = asked;
  const said = await askDesk(config.dataDir, 'person', asked);
  if (said && 'fault' in said)
    return toAnswer(problem(t(language, 'export.cli.desk-fault', { reason: said.fault }), 1));
  if (said) return said;
  const isEmbedded = config.databaseUrl === undefined;
  if (isEmbedded && findHolder(config.dataDir)) return toAnswer(problem(t(language, 'export.cli.held'), 1));
  if (isEmbedded && !existsSync(config.dataDir)) return toAnswer(problem(t(language, 'export.cli.no-book'), 1));
  const database = await openDatabase(targetOf(config), silentLog);
  try {
    return await personAsked({ database, now: wallClock.now }, asked);
  } finally {
    await database.close();
  }
}

function toAnswer({ problem: why, status }: CliAnswer): Answer {
  return { text: '', problem: why, status };
}
