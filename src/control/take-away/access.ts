import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { customerName } from '../../desk/card/customer.ts';
import { type Access, listAccess } from '../../desk/confidential/store.ts';
import type { ExportFormat } from '../../desk/export/export.ts';
import { recordExport } from '../../desk/export/flow.ts';
import { accessColumns } from '../../desk/export/row/access.ts';
import { bytesOf } from '../../desk/export/spreadsheet.ts';
import { tableOf } from '../../desk/export/table.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { refuse } from '../../lib/refusal.ts';
import { type CliAnswer, type DeskData, findAsker, refused } from './data.ts';

/** What was asked for on the command line. */
export interface AccessAsked {
  /** Key of a confidential customer. */
  readonly customer: string;
  readonly format: ExportFormat;
  readonly folder: string;
  /** A technical director of the book, as in chat; no one else may. */
  readonly by?: string | undefined;
  readonly language: Language;
}

const PAGE = 500;

/** Writes who saw what of a confidential customer into a file, the newest first, and the export into both records. */
export async function writeAccess(
  { turn, book, now }: DeskData,
  { customer, format, folder, by: name, language }: AccessAsked,
): Promise<CliAnswer> {
  const { source } = book;
  const by = findAsker(book, name);
  if (typeof by === 'object') return refused(by, language);
  if (by === undefined || !source.people[by]?.roles.includes('director'))
    return refused(refuse('confidential.director-only'), language);
  const confidential = Object.keys(source.customers).filter((key) => source.customers[key]?.confidential);
  if (!confidential.includes(customer)) {
    const allowed = confidential.join(', ');
    return refused(
      allowed === ''
        ? refuse('confidential.no-customer')
        : refuse('confidential.not-confidential', { customer, allowed }),
      language,
    );
  }
  const view = { source, language, now };
  let rows = 0;
  const listed = async function* (): AsyncGenerator<Access> {
    for (;;) {
      const page = await turn(({ tx }) => listAccess(tx, customer, { skip: rows, count: PAGE }));
      yield* page.rows;
      rows += page.rows.length;
      if (page.rows.length < PAGE) return;
    }
  };
  const title = t(language, 'confidential.access.title', {
    customer: customerName(source, customer, language),
    count: rows,
  });
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesOf(tableOf(title, accessColumns(view), listed(), view), format)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `access_${customer}.${format}`);
  await writeFile(file, bytes, { mode: 0o600 });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const record = {
    at: now,
    by,
    who: '',
    what: 'access',
    about: '',
    filter: { customer },
    format,
    rows,
    sha256,
  } as const;
  await turn((at) => recordExport(at, record, [], view));
  return { lines: [t(language, 'export.cli.written', { file, rows })], problem: '', status: 0 };
}
