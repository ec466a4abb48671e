import { z } from 'zod';
import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput } from '../input.ts';
import { answerForm, tell } from '../tell.ts';
import { findAskedTicket } from '../ticket/asked-ticket.ts';
import { evidenceFiles, evidenceRecord, loadCase } from './evidence-flow.ts';
import { EXPORT_FORMATS, EXPORT_KINDS, type ExportFormat, mayExport } from './export.ts';
import type { Asked } from './flow.ts';
import { askedBy, makeList } from './make.ts';
import { sendPrivately } from './send.ts';
import { insertRecord } from './store.ts';
import { readExport, spanOf } from './words.ts';

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
  const { list, format, period: typed, export: words } = filled.value;
  const read = readExport([words, typed].join(' '), book.source, book.always.dateOf(turn.now));
  if (!read.ok) return read;
  const kind = list ?? read.value.kind ?? (asker.staff ? undefined : 'tickets');
  if (kind === undefined) return answerForm(exportForm(ask, typed || words));
  if (!asker.staff && kind !== 'tickets') return refuse('export.tickets-only');
  const { period, customer } = read.value;
  const filter = { ...spanOf(period, book.source.provider.timeZone), customer };
  return send(ask, askedBy(ask, kind, filter), format ?? read.value.format);
}

function refuseAsker({ asker }: Ask): ReturnType<typeof refuse> | undefined {
  if (!asker.staff) return asker.customer === undefined ? refuse('ticket.customer-unknown') : undefined;
  return mayExport(asker.roles) ? undefined : refuse('export.not-yours');
}

async function send(ask: Ask, asked: Asked, format: ExportFormat): Promise<Result<Answer>> {
  const made = await makeList(ask, asked, format);
  if (!made.ok) return made;
  const { file, list, rows } = made.value;
  await sendPrivately(ask, [file], list);
  return tell(ask, 'export.sent', { list, rows });
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
