import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import { named } from '../../lib/language.ts';
import { patchRow } from '../patch/row.ts';
import type { Entry } from '../ticket/case/entry.ts';
import { lineOf, whoName } from '../ticket/view/line.ts';
import { printedTime } from './columns.ts';
import { partsOf } from './layout.ts';
import type { CaseSource, MonthSource, PaperSource } from './source.ts';

/** Longest text that a draft fills in: forms of every platform must hold it, with room for people to add to it. */
const MAX_LENGTH = 1_500;

/**
 * Fills in the parts of a paper from the log: what was reported, who was affected, what was done, and the cause as far as
 * it was said. People write the prevention themselves.
 */
export function draftParts(paper: string, source: PaperSource): Record<string, string> {
  const known = source.about === 'ticket' ? ofCase(source) : ofMonth(source);
  return Object.fromEntries(partsOf(paper).flatMap(({ name }) => (known[name] ? [[name, cut(known[name])]] : [])));
}

function ofCase(source: CaseSource): Readonly<Record<string, string>> {
  const { ticket, entries } = source;
  const { facts } = ticket;
  const { title, details } = facts;
  const separator = t(source.view.language, 'list.separator');
  const steps = entries.filter(isWork).map((entry) => row(entry, source));
  const theirs = peopleOfCustomer(source).join(separator);
  return {
    symptom: [title, details].filter(Boolean).join('\n'),
    impact: impactOf(source),
    people: theirs,
    handling: steps.join('\n'),
    work: steps.join('\n'),
    cause: ticket.fix?.cause ?? '',
    solution: solutionOf(source),
    replaced: partsText(source),
    ...visitOf(source),
    applicant: facts.told?.name || theirs,
    phone: facts.told?.phone ?? '',
    tried: steps.join('\n'),
    ...dispatchOf(source),
    task: [title, details].filter(Boolean).join('\n'),
  };
}

/** The visit as the log has it: who came, when they came and left, and how things stood then. */
function visitOf(source: CaseSource): Readonly<Record<string, string>> {
  const { ticket, entries, view } = source;
  const { language } = view;
  const arrivals = entries.filter(({ kind }) => kind === 'ticket.arrived');
  const came = [...new Set(arrivals.map(({ by }) => by))].map((by) => personText(by, source));
  const left = entries.findLast((entry) => entry.kind === 'ticket.updated' && entry.data.what === 'leave-site');
  const fix = solutionOf(source);
  const isFixed = ticket.status === 'resolved' || ticket.status === 'closed';
  return {
    engineers: came.join(t(language, 'list.separator')) || personText(ticket.assignee, source),
    arrived: momentText(arrivals[0]?.at, source),
    left: momentText(left?.at, source),
    leaving: isFixed ? [t(language, 'paper.draft.fixed'), fix].filter(Boolean).join('\n') : '',
  };
}

/** The dispatch as it was ordered: who is sent, when they leave and are to arrive, what they bring. */
function dispatchOf(source: CaseSource): Readonly<Record<string, string>> {
  const { ticket, view } = source;
  const separator = t(view.language, 'list.separator');
  const sent = ticket.dispatch?.to ?? (ticket.assignee === undefined ? [] : [ticket.assignee]);
  const taken = [ticket.dispatch?.equipment ?? '', ...partsText(source).split('\n')];
  return {
    sent: sent.map((key) => personText(key, source)).join(separator),
    departs: momentText(ticket.dispatchedAt, source),
    arrives: momentText(ticket.visit?.arrivalAt, source),
    takes: taken.filter(Boolean).join(separator),
  };
}

function personText(key: string | undefined, { view }: CaseSource): string {
  return key === undefined ? '' : whoName(view, key);
}

function momentText(at: Instant | undefined, { view }: CaseSource): string {
  return at === undefined ? '' : printedTime(at, view.source.provider.timeZone);
}

/** The spare parts of the case, one on each line: what it is, model, serial number, how many. */
function partsText({ spares }: CaseSource): string {
  return spares
    .map(({ record: { wanted, model, serial, quantity } }) =>
      [wanted, model, serial, quantity > 1 ? `×${quantity}` : ''].filter(Boolean).join(' '),
    )
    .join('\n');
}

/** The customer's people whom the ticket knows: the contact, who told us, who reported it in chat. */
function peopleOfCustomer({ ticket: { facts }, customer, view }: CaseSource): string[] {
  const { reporter } = facts;
  const known = view.source.customers[customer]?.people.find(({ ids }) =>
    Object.entries(ids).some(([platform, id]) => platform === reporter?.platform && id === reporter.userId),
  );
  const names = [facts.contact, facts.told?.name ?? '', known ? named(known.name, view.language) : ''];
  return [...new Set(names.filter(Boolean))];
}

function isWork(entry: Entry): boolean {
  if (!entry.staff || !WORK.includes(entry.kind)) return false;
  return entry.kind !== 'ticket.updated' || entry.data.what !== 'deliver';
}

/** Entries that count as work. Those that only start or stop a clock do not. */
const WORK: readonly Entry['kind'][] = [
  'ticket.acknowledged',
  'ticket.updated',
  'ticket.noted',
  'ticket.dispatched',
  'ticket.arrived',
  'ticket.resolved',
];

function row(entry: Entry, { view }: CaseSource): string {
  return `${printedTime(entry.at, view.source.provider.timeZone)} ${lineOf(entry, view)}`;
}

function impactOf({ ticket, view: { language, source } }: CaseSource): string {
  const { outage } = ticket;
  if (!outage) return '';
  const at = (instant: number) => printedTime(instant, source.provider.timeZone);
  // The end of an outage is often not recorded separately: then the fix counts as its end.
  const endedAt = outage.endedAt ?? (ticket.status === 'open' ? undefined : ticket.resolvedAts.at(-1));
  return t(language, 'paper.draft.outage', {
    since: at(outage.sinceAt),
    until: endedAt === undefined ? t(language, 'paper.draft.not-ended') : at(endedAt),
    percent: outage.affectedPercent,
  });
}

/** What was done; after a workaround also the final repair, or that it is still owed. */
function solutionOf({ ticket, view: { language } }: CaseSource): string {
  const { fix } = ticket;
  if (fix?.how !== 'workaround') return fix?.done ?? '';
  const done = [t(language, 'fix.workaround'), fix.done].filter(Boolean).join(': ');
  const final = fix.repaired
    ? t(language, 'fix.repaired', { text: fix.repaired.text })
    : t(language, 'fix.repair-owed');
  return `${done}\n${final}`;
}

function ofMonth({ figure, reported, open, inspections, spares, patches, view }: MonthSource): Record<string, string> {
  const { language, source } = view;
  const done = t(language, 'paper.draft.done', {
    reported: figure.tickets.count,
    resolved: reported.filter(({ ticket }) => ticket.status !== 'open').length,
    open: open.length,
    inspections: inspections.length,
    spares: spares.length,
  });
  const changes = patches.map((each) => {
    const { label, value } = patchRow(each, source, language);
    return `${label} · ${value}`;
  });
  return { done, changes: changes.join('\n') };
}

function cut(text: string): string {
  const points = [...text];
  return points.length > MAX_LENGTH ? `${points.slice(0, MAX_LENGTH - 1).join('')}…` : text;
}
