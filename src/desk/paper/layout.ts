import type { KeyAfter } from '../../lib/text-key.ts';

/** One text of a paper that people write, e.g. `cause`: a field of the form and a section of the document. */
export interface PaperPart {
  readonly name: KeyAfter<'paper.part.'>;
  readonly required: boolean;
  /** `line`: one short line, printed among the facts at the top; `text`: a section of its own. */
  readonly kind: 'line' | 'text';
}

/** Tables of a paper, which the desk fills in from what it knows. */
export const TABLES = [
  'commands',
  'course',
  'visits',
  'serious',
  'faults',
  'inspections',
  'spares',
  'open',
  'trend',
  'ratings',
  'figures',
  'promises',
  'causes',
  'complaints',
  'planned',
] as const;
export type PaperTable = (typeof TABLES)[number];

type Layout = readonly (PaperPart | PaperTable)[];

/** Sections of each paper in order: required parts, optional parts, tables. */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  // D9: times and people are in the facts above.
  'fault-report': [
    required('symptom'),
    optional('impact'),
    optional('people'),
    'course',
    required('handling'),
    required('cause'),
    required('solution'),
    required('prevention'),
  ],
  'service-report': ['visits', required('work'), optional('replaced'), optional('outcome')],
  // A5: the ticket's own step asks for its texts.
  'requirement-reply': [
    required('solution'),
    optional('impact-on-system'),
    optional('effort'),
    optional('plan'),
    optional('go-live'),
  ],
  // D16: what was done on site; the customer signs it before the engineer leaves.
  'work-report': [
    line('engineers', 'required'),
    line('arrived', 'required'),
    line('left'),
    required('work'),
    optional('replaced'),
    required('leaving'),
  ],
  // D11: help of a higher tier or of the vendor is applied for.
  'service-application': [
    line('applicant', 'required'),
    line('phone'),
    line('wished'),
    required('symptom'),
    optional('tried'),
    optional('needed'),
  ],
  // D24: who is sent, when and with what.
  'dispatch-form': [
    line('sent', 'required'),
    line('departs', 'required'),
    line('arrives'),
    line('takes'),
    required('task'),
    optional('mind'),
  ],
  'write-up': [required('handling'), required('cause'), required('solution'), optional('prevention')],
  // A7: what was entered on the customer's equipment, and the consent that it rests on.
  'command-log': ['commands', optional('remarks')],
  // D19
  summary: [
    required('done'),
    'figures',
    'promises',
    'serious',
    'causes',
    'faults',
    'inspections',
    'spares',
    optional('changes'),
    'planned',
    optional('plans'),
    'complaints',
    'open',
    optional('measures'),
    'trend',
    'ratings',
    optional('advice'),
  ],
  // D19: each quarter
  'quarterly-analysis': [
    required('done'),
    'figures',
    'promises',
    'serious',
    'causes',
    'trend',
    required('measures'),
    required('advice'),
  ],
  // E6
  assessment: [required('done'), 'figures', 'promises', 'inspections', 'open', 'trend', 'ratings', required('advice')],
  // A9
  'operation-analysis': [
    required('done'),
    'figures',
    'faults',
    'causes',
    'inspections',
    'spares',
    'open',
    'trend',
    required('measures'),
    required('advice'),
  ],
};
const DEFAULT_LAYOUT: Layout = [required('work')];

/** Who signs on the lines at the end of a paper. */
export type Signer = 'engineer' | 'customer' | 'director';

const SIGNED: Readonly<Record<string, readonly Signer[]>> = {
  'service-report': ['engineer', 'customer'],
  'work-report': ['engineer', 'customer'],
  'service-application': ['customer', 'director'],
  'dispatch-form': ['director', 'engineer'],
  'write-up': ['engineer', 'director'],
  'command-log': ['engineer'],
};

/** The facts at the top of each paper about a ticket; a paper that is not named has all. */
export const CASE_FACTS = [
  'customer',
  'site',
  'device',
  'level',
  'reported',
  'remote',
  'on-site',
  'repaired',
  'contact',
  'staff',
] as const satisfies readonly KeyAfter<'paper.fact.'>[];
export type CaseFact = (typeof CASE_FACTS)[number];

const ASKED = ['customer', 'site', 'reported', 'contact', 'staff'] as const;
const PLACE = ['customer', 'site', 'device', 'level', 'reported', 'contact'] as const;
const FACTS: Readonly<Record<string, readonly CaseFact[]>> = {
  'requirement-reply': ASKED,
  'work-report': PLACE,
  'service-application': PLACE,
  'dispatch-form': PLACE,
};

/** Forms: all their fields are printed, the empty ones too (A5, D9, D16). */
const COMPLETE: readonly string[] = [
  'requirement-reply',
  'fault-report',
  'work-report',
  'service-application',
  'dispatch-form',
];

function required(name: PaperPart['name']): PaperPart {
  return { name, required: true, kind: 'text' };
}

function optional(name: PaperPart['name']): PaperPart {
  return { name, required: false, kind: 'text' };
}

function line(name: PaperPart['name'], need: 'required' | 'optional' = 'optional'): PaperPart {
  return { name, required: need === 'required', kind: 'line' };
}

/** The sections of a paper, from top to bottom. */
export function layoutOf(paper: string): Layout {
  const layout = Object.hasOwn(LAYOUTS, paper) ? LAYOUTS[paper] : undefined;
  return layout ?? DEFAULT_LAYOUT;
}

/** The parts of a paper in order. A paper without a layout has a single text. */
export function partsOf(paper: string): PaperPart[] {
  return layoutOf(paper).filter((each) => typeof each === 'object');
}

/** Who signs the paper, in order; empty: it is not signed. */
export function signersOf(paper: string): readonly Signer[] {
  return Object.hasOwn(SIGNED, paper) ? (SIGNED[paper] ?? []) : [];
}

/** Whether the desk fills in all of a paper that must be there, so that people need to write nothing. */
export function isFilledByDesk(paper: string): boolean {
  return Object.hasOwn(LAYOUTS, paper) && partsOf(paper).every(({ required: isRequired }) => !isRequired);
}

/** The facts at the top of a paper about a ticket, in order. */
export function factsOf(paper: string): readonly CaseFact[] {
  return (Object.hasOwn(FACTS, paper) ? FACTS[paper] : undefined) ?? CASE_FACTS;
}

/** Whether a paper prints the fields that stayed empty, too. */
export function isComplete(paper: string): boolean {
  return COMPLETE.includes(paper);
}
