import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { closedCustomers } from '../../desk/address/confidential.ts';
import type { BookSource } from '../../desk/book/schema.ts';
import { customerName } from '../../desk/card/customer.ts';
import { type ExportFormat, type ExportKind, mayExport } from '../../desk/export/export.ts';
import { type Asked, exportTable, type ReadPage, recordExport } from '../../desk/export/flow.ts';
import { bytesOf } from '../../desk/export/spreadsheet.ts';
import { spanOf } from '../../desk/export/words.ts';
import { OPERATOR } from '../../desk/holiday/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { refuse } from '../../lib/refusal.ts';
import { type CliAnswer, type DeskData, findAsker, problem, refused } from './data.ts';

/** What was asked for on the command line. */
export interface ExportAsked {
  readonly kind: ExportKind;
  /** Days of the provider's calendar, both included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly format: ExportFormat;
  readonly folder: string;
  /** For whom, a key or name of the book's people; undefined: the operator, who sees no complaints and no confidential customers. */
  readonly by?: string | undefined;
  readonly language: Language;
}

/** Writes a list into a file of the folder, and the export into the record. Says which file and how many rows. */
export async function writeList({ turn, book, now }: DeskData, asked: ExportAsked): Promise<CliAnswer> {
  const { kind, format, language, from, until } = asked;
  if (from !== undefined && until !== undefined && until < from)
    return problem(t(language, 'export.cli.reversed', { from, until }), 2);
  const { source } = book;
  const by = findAsker(book, asked.by);
  if (typeof by === 'object') return refused(by, language);
  const roles = by === undefined ? [] : (source.people[by]?.roles ?? []);
  if (by !== undefined && !mayExport(roles)) return refused(refuse('export.not-yours'), language);
  if (kind === 'complaints' && by === undefined) return problem(t(language, 'export.cli.complaints'), 2);
  const closed = closedCustomers(source, roles);
  const filter = { ...spanOf(periodOf(asked), source.provider.timeZone), closed };
  const reader = by === undefined ? undefined : { key: by, staff: true, customer: undefined, platform: '', userId: '' };
  const view = { source, language, now };
  const { file, rows, sha256 } = await writeFileOf({ kind, filter, side: 'team', reader, view }, turn, asked);
  const record = { at: now, by: by ?? OPERATOR, who: '', what: kind, about: '', filter, format, rows, sha256 };
  await turn((at) => recordExport(at, record, closed, view));
  return {
    lines: [t(language, 'export.cli.written', { file, rows })],
    problem: leftOut(closed, source, language),
    status: 0,
  };
}

/** Writes beside the file first, so that no half of a list is ever taken for a whole one. */
async function writeFileOf(wanted: Asked, read: ReadPage, { kind, from, until, format, folder }: ExportAsked) {
  const table = exportTable(wanted, read);
  let rows = 0;
  const hash = createHash('sha256');
  const counted = async function* () {
    for await (const row of table.rows) {
      rows += 1;
      yield row;
    }
  };
  const hashed = async function* () {
    for await (const piece of bytesOf({ ...table, rows: counted() }, format)) {
      hash.update(piece);
      yield piece;
    }
  };
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${[kind, from, until].filter(Boolean).join('_')}.${format}`);
  const part = `${file}.part`;
  try {
    await pipeline(hashed, createWriteStream(part, { mode: 0o600 }));
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
  return { file, rows, sha256: hash.digest('hex') };
}

/** Names the confidential customers that are not in the list; empty: none is missing. */
function leftOut(closed: readonly string[], source: BookSource, language: Language): string {
  if (closed.length === 0) return '';
  const customers = closed.map((key) => customerName(source, key, language)).join(t(language, 'list.separator'));
  return t(language, 'export.cli.left-out', { customers });
}

/** A period that has only one end reaches to the beginning, or to a day that no ticket has yet. */
function periodOf({ from, until }: ExportAsked) {
  return from === undefined && until === undefined
    ? undefined
    : { from: from ?? '1970-01-01', to: until ?? '9999-12-30' };
}
