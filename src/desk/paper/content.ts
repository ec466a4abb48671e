import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Language, named } from '../../lib/language.ts';
import { customerName } from '../card/customer.ts';
import type { Entry } from '../ticket/case/entry.ts';
import { levelName } from '../ticket/case/names.ts';
import type { Ticket } from '../ticket/case/ticket.ts';
import { deviceLabel } from '../ticket/view/device.ts';
import { lineOf, paperTitle, whoName } from '../ticket/view/line.ts';
import { toldEntries } from '../ticket/view/log-card.ts';
import { callerWords } from '../ticket/view/told.ts';
import type { CardView } from '../ticket/view/view.ts';
import { columnsOf, printedTime } from './columns.ts';
import { commandTable } from './command-content.ts';
import type { DocumentSection, PaperDocument } from './document/document.ts';
import { type CaseFact, factsOf, isComplete, layoutOf, type PaperTable, partsOf } from './layout.ts';
import { letterheadParts, type PaperIdentity } from './letterhead.ts';
import { monthTable } from './month-content.ts';
import { pictureBelow } from './month-picture.ts';
import { printedSignatures, type Signature } from './signature.ts';
import type { CaseSource, MonthSource, PaperSource } from './source.ts';

/** How a paper is printed: as a draft or as it was handed in, under which number, with which signatures. */
export interface Edition {
  readonly state: 'draft' | 'final';
  readonly identity: PaperIdentity;
  readonly signatures: readonly Signature[];
}

/** The content of a paper: facts from the log, the parts that people wrote, tables, and lines for signatures. */
export function documentOf(
  paper: string,
  source: PaperSource,
  parts: Readonly<Record<string, string>>,
  edition: Edition,
  now: Instant,
): PaperDocument {
  const { language, source: book } = source.view;
  const { state, identity, signatures } = edition;
  return {
    ...letterheadParts(book, language, identity, now),
    language,
    title: paperTitle(paper, language),
    subtitle: subtitleOf(source),
    mark: state === 'draft' ? t(language, 'paper.document.draft') : '',
    facts: [
      ...(source.about === 'ticket' ? caseFacts(paper, source) : monthFacts(source)),
      ...lineFacts(paper, parts, state, language),
    ],
    sections: layoutOf(paper).flatMap((each) => sectionOf(paper, each, source, parts, state)),
    signatures: printedSignatures(paper, signatures, language, book.provider.timeZone),
  };
}

/** The short parts that people wrote, as facts. */
function lineFacts(
  paper: string,
  parts: Readonly<Record<string, string>>,
  state: Edition['state'],
  language: Language,
): Fact[] {
  return partsOf(paper).flatMap(({ name, kind, required }): Fact[] => {
    if (kind !== 'line') return [];
    const missing = state === 'draft' && required ? t(language, 'paper.document.to-write') : NOTHING;
    return [[t(language, `paper.part.${name}`), parts[name] || missing]];
  });
}

/** Stands where a form has a field and there is nothing to say. */
const NOTHING = '–';

function subtitleOf(source: PaperSource): string {
  if (source.about === 'ticket') return `T-${source.id} · ${source.ticket.facts.title}`;
  return `${customerName(source.view.source, source.customer, source.view.language)} · ${source.month}`;
}

function sectionOf(
  paper: string,
  each: ReturnType<typeof layoutOf>[number],
  source: PaperSource,
  parts: Readonly<Record<string, string>>,
  state: Edition['state'],
): DocumentSection[] {
  const { language } = source.view;
  if (typeof each === 'string') return tableOf(each, source);
  if (each.kind === 'line') return [];
  const heading = t(language, `paper.part.${each.name}`);
  const text = parts[each.name] ?? '';
  if (text !== '') return [{ heading, part: 'text', text }];
  // A draft shows required parts that are still empty; the final paper shows empty parts only if it is a form.
  if (state === 'draft' && each.required)
    return [{ heading, part: 'text', text: t(language, 'paper.document.to-write') }];
  return isComplete(paper) ? [{ heading, part: 'text', text: t(language, 'paper.document.none') }] : [];
}

function tableOf(table: PaperTable, source: PaperSource): DocumentSection[] {
  if (source.about === 'month') return [monthTable(table, source), ...pictureBelow(table, source)];
  if (table === 'commands') return [commandTable(source)];
  const { entries } = source;
  const rows = table === 'visits' ? entries.filter(isVisit) : toldEntries(entries);
  return [courseTable(table, rows, source)];
}

function isVisit(entry: Entry): boolean {
  if (entry.kind === 'ticket.updated') return entry.data.what === 'leave-site';
  return entry.kind === 'ticket.dispatched' || entry.kind === 'ticket.arrived';
}

const COURSE = [
  ['at', 22],
  ['what', 78],
] as const;

function courseTable(table: PaperTable, entries: readonly Entry[], { view }: CaseSource): DocumentSection {
  const { language, source } = view;
  return {
    heading: t(language, `paper.table.${table}`),
    part: 'table',
    columns: columnsOf(COURSE, language),
    rows: entries.map((entry) => [printedTime(entry.at, source.provider.timeZone), lineOf(entry, view)]),
    none: t(language, 'paper.document.none'),
  };
}

type Fact = readonly [label: string, value: string];

/** The facts of a fault report (D9): who reported, answered, arrived and repaired, when, and what it was about. */
function caseFacts(paper: string, source: CaseSource): Fact[] {
  const known = knownFacts(source);
  return factsOf(paper).flatMap((key): Fact[] => {
    const value = known[key] || (isComplete(paper) ? NOTHING : '');
    return value ? [[t(source.view.language, `paper.fact.${key}`), value]] : [];
  });
}

function knownFacts({ ticket, entries, customer, view }: CaseSource): Readonly<Record<CaseFact, string | undefined>> {
  const { language, source, terms } = view;
  const { facts, level } = ticket;
  const known = source.customers[customer];
  const site = known?.sites.find(({ key }) => key === facts.site);
  const device = known?.devices.find(({ key }) => key === facts.device);
  const moment = (kind: Entry['kind'], which: 'first' | 'last') => {
    const found = which === 'first' ? entries.find(isOf(kind)) : entries.findLast(isOf(kind));
    return found && `${printedTime(found.at, source.provider.timeZone)} · ${whoName(view, found.by)}`;
  };
  const staff = [...new Set(entries.flatMap(({ staff, by }) => (staff ? [whoName(view, by)] : [])))];
  return {
    customer: customerName(source, customer, language),
    site: site && named(site.name, language),
    device: device && deviceLabel(device, language, facts.unit),
    level: level === undefined ? undefined : levelName(terms.policy, level, language),
    reported: toldAt(ticket, view) ?? moment('ticket.opened', 'first'),
    remote: moment('ticket.acknowledged', 'first'),
    'on-site': moment('ticket.arrived', 'first'),
    repaired: moment('ticket.resolved', 'last'),
    contact: facts.contact,
    staff: staff.join(t(language, 'list.separator')),
  };
}

/** When a case was told to staff, and by whom; undefined if the customer reported it themselves. */
function toldAt({ facts: { told }, reportedAt }: Ticket, { language, source }: CardView): string | undefined {
  return told && `${printedTime(reportedAt, source.provider.timeZone)} · ${callerWords(told, language, 'customer')}`;
}

function isOf(kind: Entry['kind']): (entry: Entry) => boolean {
  return (entry) => entry.kind === kind;
}

function monthFacts({ customer, month, figure, open, view }: MonthSource): Fact[] {
  const { language, source } = view;
  return [
    [t(language, 'paper.fact.customer'), customerName(source, customer, language)],
    [t(language, 'paper.fact.month'), month],
    [t(language, 'paper.fact.reported-count'), String(figure.tickets.count)],
    [t(language, 'paper.fact.open-count'), String(open.length)],
  ];
}
