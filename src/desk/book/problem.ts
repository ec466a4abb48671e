/** A path into the book as the schema walks it, e.g. `['customers', 'sample', 'sites', 0, 'travel']`. */
export type FieldPath = readonly (string | number)[];

/** A mistake at a path, and what is allowed there. The loader adds the file and line. */
export interface Finding {
  readonly path: FieldPath;
  readonly message: string;
}

/** A mistake in a service book. `line` counts from 1; `field` is empty if it is about the whole file. */
export interface BookProblem {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

/** A service book that cannot be used, with every mistake in it, in the order of files and lines. */
export class BookError extends Error {
  readonly problems: readonly BookProblem[];

  constructor(problems: readonly BookProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.name = 'BookError';
    this.problems = [...problems];
  }
}

/** One line for a person: `book.yaml:12: customers.sample.sites[0].travel: a span is one of …`. */
export function describeProblem({ file, line, field, message }: BookProblem): string {
  return `${file}:${line}: ${field === '' ? '' : `${field}: `}${message}`;
}

/** The path as people write it: `customers.sample.sites[0].travel`. */
export function fieldName(path: FieldPath): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${part}`)).join('');
}
