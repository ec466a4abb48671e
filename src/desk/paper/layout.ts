import type { KeyAfter } from '../../lib/text-key.ts';

/** One text of a paper that people write, e.g. `cause`: a field of the form and a section of the document. */
export interface PaperPart {
  readonly name: KeyAfter<'paper.part.'>;
  readonly required: boolean;
}

/** Tables of a paper, which the desk fills in from what it knows. */
export const TABLES = [
  'course',
  'visits',
  'serious',
  'faults',
  'inspections',
  'spares',
  'open',
  'trend',
  'ratings',
] as const;
export type PaperTable = (typeof TABLES)[number];

type Layout = readonly (PaperPart | PaperTable)[];

/** Sections of each paper in order: required parts, optional parts, tables. */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  // D9: times and people are in the facts above.
  'fault-report': [
    must('symptom'),
    may('impact'),
    may('people'),
    'course',
    must('handling'),
    must('cause'),
    must('solution'),
    must('prevention'),
  ],
  'service-report': ['visits', must('work'), may('replaced'), may('outcome')],
  'write-up': [must('handling'), must('cause'), must('solution'), may('prevention')],
  // D19
  summary: [
    must('done'),
    'serious',
    'faults',
    'inspections',
    'spares',
    may('changes'),
    may('plans'),
    'open',
    'trend',
    'ratings',
    may('advice'),
  ],
};
const OTHERWISE: Layout = [must('work')];

/** Who signs which paper. */
const SIGNED: Readonly<Record<string, readonly ('engineer' | 'customer' | 'director')[]>> = {
  'service-report': ['engineer', 'customer'],
  'write-up': ['engineer', 'director'],
};

function must(name: PaperPart['name']): PaperPart {
  return { name, required: true };
}

function may(name: PaperPart['name']): PaperPart {
  return { name, required: false };
}

export function layoutOf(paper: string): Layout {
  const layout = Object.hasOwn(LAYOUTS, paper) ? LAYOUTS[paper] : undefined;
  return layout ?? OTHERWISE;
}

/** The parts of a paper in order. A paper without a layout has a single text. */
export function partsOf(paper: string): PaperPart[] {
  return layoutOf(paper).filter((each) => typeof each === 'object');
}

export function signersOf(paper: string): readonly ('engineer' | 'customer' | 'director')[] {
  return Object.hasOwn(SIGNED, paper) ? (SIGNED[paper] ?? []) : [];
}
