import { listByRole, type People, type Role } from '../person/person.ts';
import type { Inspection, InspectionEntry } from './inspection.ts';

/** Who is told of an entry of the log, and the fields of the notice (docs/simulate.md, "Lines"). */
export interface Audiences {
  readonly to: readonly string[];
  /** Who gets the notice, too, without being listed as its audience. */
  readonly also: readonly string[];
  readonly fields: Readonly<Record<string, string | number>>;
  /** `simulate` does not print it. */
  readonly unlisted?: true;
}

/**
 * The audiences of an entry; undefined if no one is told of it. `assignee`: who has the ticket of the solved finding.
 */
export function audiencesOf(
  entry: InspectionEntry,
  { owner, date }: Inspection,
  people: People,
  assignee: string | undefined,
): Audiences | undefined {
  const { by } = entry;
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
      return { to: [firstWithRole(people, 'coordinator')], also: ['team'], fields: entry.data };
    case 'inspection.report-missing':
      return { to: [firstWithRole(people, 'director')], also: ['team'], fields: entry.data };
    case 'inspection.feedback-due':
    case 'inspection.feedback-reminder':
    case 'inspection.feedback-overdue': {
      const { date, due } = entry.data;
      const fields = { date, due };
      const told = [assignee ?? 'team'];
      if (entry.kind === 'inspection.feedback-due') return { to: told, also: [], fields };
      if (entry.kind === 'inspection.feedback-reminder') return { to: told, also: [], fields, unlisted: true };
      return { to: [firstWithRole(people, 'coordinator')], also: told, fields, unlisted: true };
    }
    case 'inspection.noted':
      return undefined;
  }
}

/** The first person with the role; the escalation channel if the book has none. */
function firstWithRole(people: People, role: Role): string {
  return listByRole(people, role)[0] ?? 'escalation';
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
