import { t } from '../../i18n/i18n.ts';
import { named } from '../../lib/language.ts';
import type { Entry, EntryOf } from '../ticket/case/entry.ts';
import type { ConsentGround } from '../ticket/case/record.ts';
import { sourceWords } from '../ticket/view/consent-plan.ts';
import { whoName } from '../ticket/view/line.ts';
import { columnsOf, printedTime } from './columns.ts';
import type { DocumentSection } from './document/document.ts';
import type { CaseSource } from './source.ts';

const COLUMNS = [
  ['at', 16],
  ['who', 12],
  ['device', 18],
  ['command', 30],
  ['consent', 24],
] as const;

/** Each command that was entered (A7): when, by whom, on what, and the consent that it rests on. */
export function commandTable(source: CaseSource): DocumentSection {
  const { language } = source.view;
  return {
    heading: t(language, 'paper.table.commands'),
    part: 'table',
    columns: columnsOf(COLUMNS, language),
    rows: source.entries.map(ownEntry).flatMap((entry) => (isLog(entry) ? rowsOf(entry, source) : [])),
    none: t(language, 'paper.document.none'),
  };
}

/** An entry that came with a merged ticket counts like the ticket's own. */
function ownEntry(entry: Entry): Entry {
  return entry.kind === 'ticket.copied' ? ownEntry(entry.data.entry) : entry;
}

function isLog(entry: Entry): entry is EntryOf<'ticket.updated'> {
  return entry.kind === 'ticket.updated' && entry.data.what === 'log-commands';
}

function rowsOf({ at, by, data }: EntryOf<'ticket.updated'>, source: CaseSource): string[][] {
  const { view, customer, ticket } = source;
  const { zone, language } = { zone: view.source.provider.timeZone, language: view.language };
  const key = data.device ?? ticket.facts.device;
  const device = view.source.customers[customer]?.devices.find((each) => each.key === key);
  const on = device ? [named(device.name, language), device.model, device.serial].filter(Boolean).join(' ') : '';
  const consent = consentWords(data, source);
  const commands = (data.text ?? '').split('\n').filter((line) => line.trim() !== '');
  const when = printedTime(data.ranAt ?? at, zone);
  return commands.map((command) => [when, whoName(view, by), on, command, consent]);
}

/** Who agreed to what, when and how; or that no one did, though the contract wants it. */
function consentWords({ grounds = [], unagreed }: EntryOf<'ticket.updated'>['data'], { view }: CaseSource): string {
  const { language } = view;
  if (grounds.length === 0) return t(language, unagreed ? 'paper.consent.missing' : 'paper.consent.not-wanted');
  return grounds.map((ground) => groundWords(ground, view)).join('\n');
}

function groundWords({ purpose, by, who, at, how, source }: ConsentGround, view: CaseSource['view']): string {
  const { language } = view;
  const name = source ? sourceWords(source, language) : (who ?? whoName(view, by));
  return t(language, `paper.consent.${how}`, {
    purpose: t(language, `consent.${purpose}`),
    name,
    by: whoName(view, by),
    at: printedTime(at, view.source.provider.timeZone),
  });
}
