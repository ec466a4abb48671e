import type { Config } from '../config.ts';
import type { Answer } from '../control/door.ts';
import { askDesk } from '../control/knock.ts';
import { type ReplayWanted, replayOn } from '../control/replay.ts';
import { findHolder } from '../db/lock.ts';
import { presetPath, readBookFile } from '../desk/book/load.ts';
import { t } from '../i18n/i18n.ts';
import { withDeskData } from './desk-data.ts';

/**
 * Replays a month of the desk that runs on this machine's data directory, or where none runs, of its database. Throws a
 * `BookError`.
 */
export async function replayFile(asked: Omit<ReplayWanted, 'source'>, config: Config): Promise<Answer> {
  const { source } = await readBookFile(presetPath(asked.file) ?? asked.file);
  const { language } = asked;
  const wanted: ReplayWanted = { ...asked, source };
  const said = await askDesk(config.dataDir, 'replay', wanted);
  if (said && 'fault' in said) return { text: t(language, 'replay.desk-fault', { reason: said.fault }), status: 1 };
  if (said) return said;
  if (config.databaseUrl === undefined && findHolder(config.dataDir))
    return { text: t(language, 'replay.held-database'), status: 1 };
  if (config.playground) return { text: t(language, 'replay.playground'), status: 1 };
  const { lines, problem, status } = await withDeskData(
    config,
    { name: 'replay', asked: wanted },
    async ({ turn, book, now }) => {
      const { text, status } = await replayOn({ read: turn, inForce: book, now }, wanted);
      return status === 0 ? { lines: [text], problem: '', status } : { lines: [], problem: text, status };
    },
  );
  return { text: [...lines, problem].filter(Boolean).join('\n'), status };
}
