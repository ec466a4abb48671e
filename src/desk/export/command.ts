import { z } from 'zod';
import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { dateInZone, openZone } from '../../lib/zone.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput } from '../input.ts';
import { answerForm, tell } from '../tell.ts';
import { findAskedTicket } from '../ticket/asked-ticket.ts';
import { evidenceFiles, evidenceRecord, loadCase } from './evidence-flow.ts';
import { EXPORT_FORMATS, EXPORT_KINDS, type ExportFormat, mayExport } from './export.ts';
import { type Asked, countExport, exportTable, recordExport, sha256Of } from './flow.ts';
import { sendPrivately } from './send.ts';
import { bytesOf, MEDIA_TYPE } from './spreadsheet.ts';
import { insertRecord } from './store.ts';
import { type ReadExport, readExport, spanOf } from './words.ts';

/** Lists and cases as files, into the private conversation of the person who asks. */
export const exportCommands: readonly Command[] = [
  {
    name: 'export.list',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['导出'], en: ['export'], topic: 'papers', takes: ['export'] },
    run: exportList,
  },
  {
    name: 'export.evidence',
    for: 'staff',
    typed: { slash: 'desk', zh: ['证据'], en: ['evidence'], topic: 'papers', takes: ['ticket'] },
    run: sendEvidence,
  },
];

/** More rows are for the command line, which writes page by page; a turn holds the file in memory. */
const MOST_ROWS = 10_000;

const ExportInput = z.object({
  export: OptionalText,
  list: z.enum(EXPORT_KINDS).optional(),
  format: z.enum(EXPORT_FORMATS).optional(),
  period: OptionalText,
});

/**
 * Sends a list as a file. Managers, coordinators and directors get those of all customers that they may see; a customer
 * gets their own tickets. Refused for others, for words that say no list or period, and for more rows than a chat takes.
 */
async function exportList(ask: Ask): Promise<Result<Answer>> {
  const { asker, book, turn, input } = ask;
  const refused = refuseAsker(ask);
  if (refused) return refused;
  const filled = readInput(ExportInput, input);
  if (!filled.ok) return filled;
  const { list, format, period, export: words } = filled.value;
  const read = readExport([words, period].join(' '), book.source, book.always.dateOf(turn.now));
  if (!read.ok) return read;
  const kind = list ?? read.value.kind ?? (asker.staff ? undefined : 'tickets');
  if (kind === undefined) return answerForm(exportForm(ask, period || words));
  if (!asker.staff && kind !== 'tickets') return refuse('export.tickets-only');
  return send(ask, askedOf(ask, { ...read.value, kind }), format ?? read.value.format);
}

function refuseAsker({ asker }: Ask): ReturnType<typeof refuse> | undefined {
  if (!asker.staff) return asker.customer === undefined ? refuse('ticket.customer-unknown') : undefined;
  return mayExport(asker.roles) ? undefined : refuse('export.not-yours');
}

function askedOf({ asker, book, turn, person }: Ask, read: ReadExport & Pick<Asked, 'kind'>): Asked {
  const { key, staff, customer, language, closed = [] } = asker;
  const { source } = book;
  return {
    kind: read.kind,
    side: staff ? 'team' : 'customer',
    filter: {
      ...spanOf(read.period, source.provider.timeZone),
      customer: staff ? read.customer : customer,
      closed,
    },
    reader: { key, staff, customer, platform: person.platform, userId: person.userId },
    view: { source, language, now: turn.now },
  };
}

async function send(ask: Ask, asked: Asked, format: ExportFormat): Promise<Result<Answer>> {
  const { turn, asker, person } = ask;
  const { kind, filter, view } = asked;
  const count = await countExport(turn, asked);
  if (count > MOST_ROWS) return refuse('export.too-many', { count, most: MOST_ROWS });
  const pieces: Uint8Array[] = [];
  let rows = 0;
  const table = exportTable(asked, (read) => read(turn));
  const counted = async function* () {
    for await (const row of table.rows) {
      rows += 1;
      yield row;
    }
  };
  for await (const piece of bytesOf({ ...table, rows: counted() }, format)) pieces.push(piece);
  if (rows === 0) return refuse('export.none', { list: table.name });
  const name = `${fileStem(table.name, asked)}.${format}`;
  const by = asker.staff ? { by: asker.key, who: '' } : { by: 'customer', who: asker.name || person.userId };
  const record = { ...by, at: turn.now, what: kind, about: '', filter, format, rows, sha256: sha256Of(pieces) };
  await recordExport(turn, record, filter.closed, view);
  await sendPrivately(ask, [{ name, mediaType: MEDIA_TYPE[format], bytes: Buffer.concat(pieces) }], table.name);
  return tell(ask, 'export.sent', { list: table.name, rows });
}

/** `tickets 2026-10-01 2026-10-31`, without what file names cannot have. */
function fileStem(list: string, { filter: { fromAt, untilAt }, view }: Asked): string {
  const { timeZone } = view.source.provider;
  const dates = [fromAt, untilAt === undefined ? undefined : untilAt - 1].map((at) =>
    at === undefined || at < 0 ? '' : dateInZone(openZone(timeZone), at),
  );
  return [list, ...new Set(dates.filter(Boolean))].join(' ');
}

/** Sends one case as a document and as JSON. For those who may take lists away and may see the case. */
async function sendEvidence(ask: Ask): Promise<Result<Answer>> {
  const { asker, turn, book } = ask;
  if (!mayExport(asker.roles)) return refuse('export.not-yours');
  const found = await findAskedTicket(ask);
  if (!found.ok) return found;
  const view = { source: book.source, language: asker.language, now: turn.now };
  const source = await loadCase(turn, found.value.stored.id, asker.key, view);
  if (!source) return refuse('ticket.not-found', { ticket: `T-${found.value.stored.id}` });
  const files = await evidenceFiles(source);
  for (const file of files) await insertRecord(turn.tx, evidenceRecord(source, file));
  const ticket = `T-${source.id}`;
  await sendPrivately(ask, files, t(asker.language, 'evidence.name', { ticket }));
  return tell(ask, 'evidence.told', { ticket });
}

function exportForm({ asker: { language } }: Ask, period: string): Form {
  const field = fieldMaker(language);
  const lists = EXPORT_KINDS.map((value) => ({ value, label: t(language, `export.kind.${value}`) }));
  const formats = EXPORT_FORMATS.map((value) => ({ value, label: t(language, `export.format.${value}`) }));
  return {
    command: 'export.list',
    args: {},
    title: t(language, 'form.export.title'),
    submit: t(language, 'form.export.submit'),
    intro: t(language, 'form.export.intro'),
    fields: [
      field.choice('list', true, lists),
      field.line('period', 60, false, period),
      field.choice('format', true, formats, 'xlsx'),
    ],
  };
}
