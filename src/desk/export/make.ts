import type { CarriedFile } from '../../chat/file.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { dateInZone, openZone } from '../../lib/zone.ts';
import type { Ask } from '../desk.ts';
import type { ExportFilter, ExportFormat, ExportKind } from './export.ts';
import { type Asked, countExport, exportTable, recordExport, sha256Of } from './flow.ts';
import { bytesOf, MEDIA_TYPE } from './spreadsheet.ts';
import type { ExportRecord } from './store.ts';
import type { Table } from './table.ts';

/** Lists as files in memory, recorded, for a person who asks in chat or on the board. Whether they may is decided before. */

/** More rows are for the command line, which writes page by page; a turn holds the file in memory. */
export const MOST_ROWS = 10_000;

/** A file with a list. `list`: its name. */
export interface MadeList {
  readonly file: CarriedFile;
  readonly list: string;
  readonly rows: number;
}

/** What a person asks for: our people without confidential customers that are closed to them, customers their own. */
export function askedBy(
  { asker, book, turn, person }: Ask,
  kind: ExportKind,
  filter: Omit<ExportFilter, 'closed'>,
): Asked {
  const { key, staff, customer, language, closed = [] } = asker;
  return {
    kind,
    side: staff ? 'team' : 'customer',
    filter: { ...filter, customer: staff ? filter.customer : customer, closed },
    reader: { key, staff, customer, platform: person.platform, userId: person.userId },
    view: { source: book.source, language, now: turn.now },
  };
}

/** Makes a list and records it. Refused where it has too many rows, and where it has none. */
export async function makeList(ask: Ask, asked: Asked, format: ExportFormat): Promise<Result<MadeList>> {
  const { turn } = ask;
  const count = await countExport(turn, asked);
  if (count > MOST_ROWS) return refuse('export.too-many', { count, most: MOST_ROWS });
  return makeTable(
    ask,
    exportTable(asked, (read) => read(turn)),
    asked,
    format,
  );
}

/** Makes a file of a table whose rows are read already, or as they are taken, and records it. Refused without any row. */
export async function makeTable(
  { turn, asker, person }: Ask,
  table: Table,
  { kind, filter, view }: Pick<Asked, 'filter' | 'view'> & { readonly kind: ExportRecord['what'] },
  format: ExportFormat,
): Promise<Result<MadeList>> {
  const pieces: Uint8Array[] = [];
  let rows = 0;
  const counted = async function* () {
    for await (const row of table.rows) {
      rows += 1;
      yield row;
    }
  };
  for await (const piece of bytesOf({ ...table, rows: counted() }, format)) pieces.push(piece);
  if (rows === 0) return refuse('export.none', { list: table.name });
  const by = asker.staff ? { by: asker.key, who: '' } : { by: 'customer', who: asker.name || person.userId };
  const record = { ...by, at: turn.now, what: kind, about: '', filter, format, rows, sha256: sha256Of(pieces) };
  await recordExport(turn, record, filter.closed, view);
  const name = `${fileStem(table.name, filter, view.source.provider.timeZone)}.${format}`;
  return accept({
    file: { name, mediaType: MEDIA_TYPE[format], bytes: Buffer.concat(pieces) },
    list: table.name,
    rows,
  });
}

/** `tickets 2026-10-01 2026-10-31`, without what file names cannot have. */
function fileStem(list: string, { fromAt, untilAt }: ExportFilter, timeZone: string): string {
  const dates = [fromAt, untilAt === undefined ? undefined : untilAt - 1].map((at) =>
    at === undefined || at < 0 ? '' : dateInZone(openZone(timeZone), at),
  );
  return [list, ...new Set(dates.filter(Boolean))].join(' ');
}
