import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Language, named } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { customerName, siteName } from '../card/customer.ts';
import { noteOf, photosOf } from '../inspection/checklist.ts';
import type { Inspection, InspectionTerms } from '../inspection/inspection.ts';
import { policyIn } from '../inspection/names.ts';
import { deviceName, groupsOf, type Item } from '../inspection/site-list.ts';
import { markName, marksText } from '../inspection/text.ts';
import { whoName } from '../ticket/view/line.ts';
import { columnsOf, printedTime } from './columns.ts';
import type { DocumentSection, PaperDocument, SignatureLine } from './document/document.ts';
import { letterheadParts } from './letterhead.ts';

/** What the desk knows of an inspection, for its report. */
export interface InspectionSource {
  readonly id: number;
  readonly state: Inspection;
  readonly rule: InspectionTerms['rule'];
  /** Keys of the people who filled in the checklist. */
  readonly staff: readonly string[];
  readonly source: BookSource;
  readonly language: Language;
  /** Which version of the report it is, from 1. */
  readonly version: number;
}

/**
 * The inspection report (D14). It has the same structure for every site: each item of the checklist with its mark and
 * note, then photos by name.
 */
export function inspectionDocument(about: InspectionSource, report: 'draft' | 'final', now: Instant): PaperDocument {
  const { id, state, source, language, version } = about;
  return {
    ...letterheadParts(source, language, { number: numberOf('inspection', id), version }, now),
    language,
    title: t(language, 'paper.inspection-report'),
    subtitle: `${numberOf('inspection', id)} · ${siteName(source, state, language)} · ${state.date}`,
    mark: report === 'draft' ? t(language, 'paper.document.draft') : '',
    facts: factsOf(about),
    sections: [...itemTables(about), findingTable(about), broughtTable(about), ...remark(about)],
    signatures: signatureLines(about),
  };
}

/** The engineer who finished it has signed by that; the customer signs later, or a manager instead (D14). */
function signatureLines({ state, source, language }: InspectionSource): SignatureLine[] {
  const { finished, report } = state;
  const line = (who: KeyAfter<'paper.signer.'>, name: string | undefined, at: Instant | undefined): SignatureLine => ({
    label: t(language, `paper.signer.${who}`),
    name: name === undefined ? '' : t(language, 'paper.document.signed', { name }),
    date: at === undefined ? '' : printedTime(at, source.provider.timeZone),
  });
  const person = (key: string | undefined) => key && whoName({ source, language }, key);
  return [
    line('engineer', person(finished?.by), finished?.at),
    line('customer', report.signed?.name, report.signed?.at),
    ...(report.countersigned ? [line('manager', person(report.countersigned.by), report.countersigned.at)] : []),
  ];
}

function factsOf({ state, rule, staff, source, language }: InspectionSource): PaperDocument['facts'] {
  const { finished } = state;
  const names = staff.map((key) => whoName({ source, language }, key)).join(t(language, 'list.separator'));
  const finishedAt =
    finished && `${printedTime(finished.at, source.provider.timeZone)} · ${whoName({ source, language }, finished.by)}`;
  const fact = (key: KeyAfter<'paper.fact.'>, value: string) =>
    value ? [[t(language, `paper.fact.${key}`), value] as const] : [];
  return [
    ...fact('customer', customerName(source, state.customer, language)),
    ...fact('site', siteName(source, state, language)),
    ...fact('inspected-on', state.date),
    ...fact('staff', names),
    ...fact('finished', finishedAt ?? ''),
    ...fact('marks', marksText(state, { rule, language })),
  ];
}

/** A table of results for each device, then one for the site; a single table if no item is about a device. */
function itemTables(about: InspectionSource): DocumentSection[] {
  const { state, rule, source, language } = about;
  const groups = groupsOf(rule.checklist);
  return groups.map(({ device, items }) => {
    const heading =
      device === undefined
        ? t(language, groups.length > 1 ? 'paper.table.checklist-site' : 'paper.table.checklist')
        : t(language, 'paper.table.checklist-device', { device: deviceName(source, state, device, language) });
    return { ...itemTable(about, items), heading };
  });
}

function itemTable({ state, source, language }: InspectionSource, items: readonly Item[]): DocumentSection {
  const { checklist } = state;
  const policy = policyIn(source, state);
  return {
    ...table('checklist', language),
    columns: columnsOf(
      [
        ['item', 26],
        ['state', 20],
        ['note', 34],
        ['photos', 20],
      ],
      language,
    ),
    rows: items.map(({ key, name, shortName }) => [
      named(shortName ?? name, language),
      markName(checklist?.marks[key], policy, language),
      noteOf(checklist, key) || '–',
      photosOf(checklist, key)
        .map(({ file }) => file.name)
        .join('\n') || '–',
    ]),
  };
}

function findingTable({ state, language }: InspectionSource): DocumentSection {
  return {
    ...table('findings', language),
    columns: columnsOf(
      [
        ['ticket', 14],
        ['what', 86],
      ],
      language,
    ),
    rows: state.findings.map(({ ticketId, title }) => [`T-${ticketId}`, title]),
  };
}

function broughtTable({ state, language }: InspectionSource): DocumentSection {
  return {
    ...table('brought', language),
    columns: columnsOf(
      [
        ['ticket', 14],
        ['what', 62],
        ['state', 24],
      ],
      language,
    ),
    rows: state.brought.map(({ ticketId, title, status }) => [`T-${ticketId}`, title, t(language, `card.${status}`)]),
  };
}

function remark({ state, language }: InspectionSource): DocumentSection[] {
  const text = state.checklist?.note ?? '';
  return text === '' ? [] : [{ heading: t(language, 'paper.table.remark'), part: 'text', text }];
}

function table(name: KeyAfter<'paper.table.'>, language: Language) {
  return {
    heading: t(language, `paper.table.${name}`),
    part: 'table',
    none: t(language, 'paper.document.none'),
  } as const;
}
