import type { KeyAfter } from '../../lib/text-key.ts';

/** One text of a paper that people write, e.g. `cause`: a field of the form and a section of the document. */
export interface PaperPart {
  readonly name: KeyAfter<'paper.part.'>;
  readonly required: boolean;
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
  'promises',
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
  'write-up': [required('handling'), required('cause'), required('solution'), optional('prevention')],
  // A7: what was entered on the customer's equipment, and the consent that it rests on.
  'command-log': ['commands', optional('remarks')],
  // D19
  summary: [
    required('done'),
    'promises',
    'serious',
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
};
const DEFAULT_LAYOUT: Layout = [required('work')];

/** Who signs which paper. */
const SIGNED: Readonly<Record<string, readonly ('engineer' | 'customer' | 'director')[]>> = {
  'service-report': ['engineer', 'customer'],
  'write-up': ['engineer', 'director'],
  'command-log': ['engineer'],
};

function required(name: PaperPart['name']): PaperPart {
  return { name, required: true };
}

function optional(name: PaperPart['name']): PaperPart {
  return { name, required: false };
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
export function signersOf(paper: string): readonly ('engineer' | 'customer' | 'director')[] {
  return Object.hasOwn(SIGNED, paper) ? (SIGNED[paper] ?? []) : [];
}

/** Whether the desk fills in all of a paper that must be there, so that people need to write nothing. */
export function isFilledByDesk(paper: string): boolean {
  return Object.hasOwn(LAYOUTS, paper) && partsOf(paper).every(({ required: isRequired }) => !isRequired);
}
