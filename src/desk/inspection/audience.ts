import { inLine } from '../address/in-line.ts';
import type { BookSource } from '../book/schema.ts';
import { listByRole, type People, type Role } from '../person/person.ts';
import type { Inspection, InspectionEntry } from './inspection.ts';

/** Who is told of an entry of the log, and the fields of the notice (docs/simulate.md, "Lines"). */
export interface Audiences {
  readonly to: readonly string[];
  /** Who gets the notice, too, without being listed as its audience. */
  readonly also: readonly string[];
  readonly fields: Readonly<Record<string, string | number>>;
  /** Who hears it where the person of `to` is away; left out: it is for that person. */
  readonly inPlace?: readonly string[];
  /** `simulate` does not print it. */
  readonly unlisted?: true;
}

/**
 * The audiences of an entry; undefined if no one is told of it. `assignee`: who has the ticket of the solved finding.
 */
export function audiencesOf(
  entry: InspectionEntry,
  { owner, date, customer }: Inspection,
  source: BookSource,
  assignee: string | undefined,
): Audiences | undefined {
  const { by } = entry;
  const raised = (role: Role) => ({
    to: [listByRole(source.people, role)[0] ?? 'escalation'],
    inPlace: inLine(source, customer, [role]),
  });
  switch (entry.kind) {
    case 'inspection.updated': {
      const { what } = entry.data;
      // The customer signs the report on the card, so they get one even if they have none yet.
      const also = what === 'deliver-inspection-report' ? ['customer'] : [];
      return { to: ['team'], also, fields: { by, what, date } };
    }
    case 'inspection.moved':
    case 'inspection.cancelled':
      return { to: ['customer', owner], also: ['team'], fields: { by, date: entry.data.date } };
    case 'inspection.notice':
      return { to: ['customer', owner], also: ['team'], fields: entry.data };
    case 'inspection.reconfirm':
      return { to: ['customer'], also: ['team'], fields: entry.data };
    case 'inspection.unconfirmed':
      return { ...raised('coordinator'), also: ['team'], fields: entry.data };
    case 'inspection.report-missing':
      return { ...raised('director'), also: ['team'], fields: entry.data };
    case 'inspection.feedback-due':
    case 'inspection.feedback-reminder':
    case 'inspection.feedback-overdue': {
      const { date, due } = entry.data;
      const fields = { date, due };
      const told = [assignee ?? 'team'];
      const base = { to: told, also: [], inPlace: ['team'], fields };
      if (entry.kind === 'inspection.feedback-due') return base;
      if (entry.kind === 'inspection.feedback-reminder') return { ...base, unlisted: true };
      return { ...raised('coordinator'), also: told, fields, unlisted: true };
    }
    case 'inspection.noted':
      return undefined;
  }
}

/** Who runs an inspection: a project manager, else a coordinator, else the first person of the book. */
export function ownerOf(people: People): string {
  const [owner] = [
    ...listByRole(people, 'projectManager'),
    ...listByRole(people, 'coordinator'),
    ...Object.keys(people),
  ];
  if (owner === undefined) throw new Error('a book without people');
  return owner;
}
