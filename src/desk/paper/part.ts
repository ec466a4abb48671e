/** One text of a paper that people write, e.g. `cause`; a form asks for it and the document has it as a section. */
export interface PaperPart {
  readonly name: string;
  readonly required: boolean;
}

/** What stands in a document beside the parts that people write: tables that the desk makes from what it knows. */
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

/** A paper from top to bottom: parts by their names (with `!` where they must be there) and tables (with `#`). */
const LAYOUTS: Readonly<Record<string, readonly string[]>> = {
  // D9: times and people stand in the facts.
  'fault-report': ['symptom!', 'impact', 'people', '#course', 'handling!', 'cause!', 'solution!', 'prevention!'],
  'service-report': ['#visits', 'work!', 'replaced', 'outcome'],
  'write-up': ['handling!', 'cause!', 'solution!', 'prevention'],
  // D19
  summary: [
    'done!',
    '#serious',
    '#faults',
    '#inspections',
    '#spares',
    'changes',
    'plans',
    '#open',
    '#trend',
    '#ratings',
    'advice',
  ],
};
const OTHERWISE: readonly string[] = ['work!'];

/** Which papers are signed, and by whom. */
const SIGNED: Readonly<Record<string, readonly ('engineer' | 'customer' | 'director')[]>> = {
  'service-report': ['engineer', 'customer'],
  'write-up': ['engineer', 'director'],
};

export function layoutOf(paper: string): readonly (PaperPart | PaperTable)[] {
  const layout = Object.hasOwn(LAYOUTS, paper) ? LAYOUTS[paper] : undefined;
  return (layout ?? OTHERWISE).map((each) =>
    each.startsWith('#')
      ? (each.slice(1) as PaperTable)
      : { name: each.replace('!', ''), required: each.endsWith('!') },
  );
}

/** The parts of a paper in their order; of one that we do not know, a single text. */
export function partsOf(paper: string): PaperPart[] {
  return layoutOf(paper).filter((each) => typeof each === 'object');
}

export function signersOf(paper: string): readonly ('engineer' | 'customer' | 'director')[] {
  return Object.hasOwn(SIGNED, paper) ? (SIGNED[paper] ?? []) : [];
}
