import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import { insertRecord } from '../../desk/export/store.ts';
import { gatherPerson } from '../../desk/privacy/gather/flow.ts';
import { t } from '../../i18n/i18n.ts';
import { refusalWords } from '../../i18n/refusal.ts';
import type { Instant } from '../../lib/instant.ts';
import { LANGUAGES } from '../../lib/language.ts';
import type { Answer } from '../door.ts';

/** What `deskbell export --person` asks for: the data as JSON, then that the file which was made of it is put on record. */
export const PersonAsked = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('gather'),
    id: z.string().trim().min(1),
    names: z.array(z.string().trim().min(2)),
    language: z.enum(LANGUAGES),
  }),
  z.strictObject({
    do: z.literal('record'),
    /** Entries in the file, and its SHA-256 in hex. */
    rows: z.int().min(0),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    account: z.string().min(1).max(200),
    language: z.enum(LANGUAGES),
  }),
]);
export type PersonAsked = z.infer<typeof PersonAsked>;

export interface PersonParts {
  readonly database: Database;
  readonly now: () => Instant;
}

/** Gathers what is kept of a person, or records that it was taken out. `given` is unchecked. */
export async function personAsked({ database, now }: PersonParts, given: unknown): Promise<Answer> {
  const asked = PersonAsked.parse(given);
  const { language } = asked;
  return database.transaction(async (tx): Promise<Answer> => {
    if (asked.do === 'record') {
      const { rows, sha256, account: by } = asked;
      // Whose data it was is left out: the record must not keep the name of who was forgotten afterwards.
      await insertRecord(tx, {
        at: now(),
        by,
        who: '',
        what: 'person',
        about: '',
        filter: {},
        format: 'json',
        rows,
        sha256,
      });
      return { text: '', status: 0 };
    }
    const found = await gatherPerson({ tx, now: now() }, asked);
    if (!found.ok)
      return { text: '', problem: t(language, found.code, refusalWords(found.params, language)), status: 2 };
    return { text: JSON.stringify(found.value), status: 0 };
  });
}
