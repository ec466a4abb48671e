import { listByRole, type People, type Role } from '../person/person.ts';
import type { Inspection, InspectionEntry } from './inspection.ts';

/** Who hears of an entry of the log, and what the notice carries (docs/simulate.md, "Lines"). */
export interface Audiences {
  readonly to: readonly string[];
  /** Who hears of it as well. */
  readonly also: readonly string[];
  readonly fields: Readonly<Record<string, string | number>>;
}

/** undefined: an entry that tells nobody. `assignee`: whose ticket the finding is that was solved. */
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
      // Who is to sign has the card for it, also where nobody had told them of the inspection.
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
    case 'inspection.feedback-due': {
      const { date, due } = entry.data;
      return { to: [assignee ?? 'team'], also: [], fields: { date, due } };
    }
    case 'inspection.noted':
      return undefined;
  }
}

/** Whoever has the role; the escalation channel where the book names nobody. */
function firstWithRole(people: People, role: Role): string {
  return listByRole(people, role)[0] ?? 'escalation';
}

/** Who runs an inspection: the project manager, else whoever is there. */
export function ownerOf(people: People): string {
  const [owner] = [
    ...listByRole(people, 'projectManager'),
    ...listByRole(people, 'coordinator'),
    ...Object.keys(people),
  ];
  if (owner === undefined) throw new Error('a book without people');
  return owner;
}
