import { t } from '../../i18n/i18n.ts';
import { patchRow } from '../patch/row.ts';
import type { Entry } from '../ticket/case/entry.ts';
import { lineOf } from '../ticket/view/line.ts';
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
  const { title, details, contact } = ticket.facts;
  const steps = entries.filter((entry) => entry.staff && WORK.includes(entry.kind)).map((entry) => row(entry, source));
  return {
    symptom: [title, details].filter(Boolean).join('\n'),
    impact: impactOf(source),
    people: contact,
    handling: steps.join('\n'),
    work: steps.join('\n'),
    cause: ticket.fix?.cause ?? '',
    solution: solutionOf(source),
  };
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

function ofMonth({ reported, open, inspections, spares, patches, view }: MonthSource): Record<string, string> {
  const { language, source } = view;
  const done = t(language, 'paper.draft.done', {
    reported: reported.length,
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
