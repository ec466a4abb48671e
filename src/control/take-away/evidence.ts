import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closedCustomers } from '../../desk/address/confidential.ts';
import { evidenceFiles, evidenceRecord, loadCase } from '../../desk/export/evidence-flow.ts';
import { mayExport } from '../../desk/export/export.ts';
import { recordExport } from '../../desk/export/flow.ts';
import { OPERATOR } from '../../desk/holiday/card.ts';
import { parseTicketNumber } from '../../desk/ticket/case/names.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { refuse } from '../../lib/refusal.ts';
import { type CliAnswer, type DeskData, findAsker, problem, refused } from './data.ts';

/** What was asked for on the command line. */
export interface EvidenceAsked {
  /** As it was typed: `T-12`. */
  readonly ticket: string;
  readonly folder: string;
  /** For whom, a key or name of the book's people; undefined: the operator, who gets none of confidential customers. */
  readonly by?: string | undefined;
  readonly language: Language;
}

/** Writes a case as a document and as JSON into the folder, and both into the record of exports. */
export async function writeCase({ turn, book, now }: DeskData, asked: EvidenceAsked): Promise<CliAnswer> {
  const { language, folder } = asked;
  const { source } = book;
  const id = parseTicketNumber(asked.ticket);
  if (id === undefined) return problem(t(language, 'evidence.not-a-ticket', { value: asked.ticket }), 2);
  const by = findAsker(book, asked.by);
  if (typeof by === 'object') return refused(by, language);
  const roles = by === undefined ? [] : (source.people[by]?.roles ?? []);
  if (by !== undefined && !mayExport(roles)) return refused(refuse('export.not-yours'), language);
  const closed = closedCustomers(source, roles);
  const view = { source, language, now };
  const found = await turn((at) => loadCase(at, id, by ?? OPERATOR, view));
  if (!found) return problem(t(language, 'verify.none-such', { what: `T-${id}` }), 2);
  if (closed.includes(found.customer)) return problem(t(language, 'evidence.closed', { ticket: `T-${id}` }), 2);
  const files = await evidenceFiles(found);
  await mkdir(folder, { recursive: true });
  const lines: string[] = [];
  for (const file of files) {
    const path = join(folder, file.name);
    await writeFile(path, file.bytes, { mode: 0o600 });
    const record = evidenceRecord(found, file);
    await turn((at) => recordExport(at, record, closed, view));
    lines.push(path);
  }
  return { lines, problem: '', status: 0 };
}
