import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import { EXPORT_FORMATS, EXPORT_KINDS } from '../../desk/export/export.ts';
import type { Instant } from '../../lib/instant.ts';
import { isIsoDate } from '../../lib/iso-time.ts';
import { LANGUAGES } from '../../lib/language.ts';
import type { Answer, Works } from '../door.ts';
import { listChanges, MOST_CHANGES } from './changes.ts';
import { type CliAnswer, useDeskData } from './data.ts';

const Day = z.string().refine(isIsoDate);
const ExportAsked = z.strictObject({
  kind: z.enum(EXPORT_KINDS),
  from: Day.optional(),
  until: Day.optional(),
  format: z.enum(EXPORT_FORMATS),
  /** Absolute: the command was given in another folder than the desk. */
  folder: z.string().min(1),
  by: z.string().optional(),
  language: z.enum(LANGUAGES),
});
const EvidenceAsked = z.strictObject({
  ticket: z.string(),
  folder: z.string().min(1),
  by: z.string().optional(),
  language: z.enum(LANGUAGES),
});
const ChangesAsked = z.strictObject({
  kind: z.string().optional(),
  last: z.int().min(1).max(MOST_CHANGES),
  format: z.enum(['text', 'json']),
  language: z.enum(LANGUAGES),
});
const AccessAsked = z.strictObject({
  customer: z.string(),
  format: z.enum(EXPORT_FORMATS),
  folder: z.string().min(1),
  by: z.string().optional(),
  language: z.enum(LANGUAGES),
});
const VerifyAsked = z.strictObject({ named: z.string().optional(), language: z.enum(LANGUAGES) });

/**
 * What a running desk does for `deskbell export`, `evidence`, `verify` and `changes` of its own machine, so that it need not stop: on
 * PGlite it has the database to itself. What this takes is loaded with the first command.
 */
export function takeAwayWorks(database: Database, now: () => Instant): Works {
  return {
    async export(given) {
      const asked = ExportAsked.parse(given);
      const { writeList } = await import('./export.ts');
      return answerOf(() => useDeskData(database, now(), asked.language, (data) => writeList(data, asked)));
    },
    async evidence(given) {
      const asked = EvidenceAsked.parse(given);
      const { writeCase } = await import('./evidence.ts');
      return answerOf(() => useDeskData(database, now(), asked.language, (data) => writeCase(data, asked)));
    },
    async access(given) {
      const asked = AccessAsked.parse(given);
      const { writeAccess } = await import('./access.ts');
      return answerOf(() => useDeskData(database, now(), asked.language, (data) => writeAccess(data, asked)));
    },
    async verify(given) {
      const { named, language } = VerifyAsked.parse(given);
      const { verifyLogs } = await import('./verify.ts');
      return answerOf(() => verifyLogs(database, named, language));
    },
    async changes(given) {
      const asked = ChangesAsked.parse(given);
      return answerOf(() => listChanges(database, asked));
    },
  };
}

/** A folder that cannot be written to is the asker's mistake: they read why, as they do where no desk runs. */
async function answerOf(work: () => Promise<CliAnswer>): Promise<Answer> {
  try {
    const { lines, problem, status } = await work();
    return { text: lines.join('\n'), problem, status };
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return { text: '', problem: error.message, status: 1 };
    throw error;
  }
}
