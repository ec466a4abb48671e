import type { Instant } from '../../lib/instant.ts';
import type { Role } from '../person/person.ts';

/** What people take out of the desk as a spreadsheet, and who may. Pure: it reads and writes no database. */

export const EXPORT_KINDS = [
  'tickets',
  'log',
  'promises',
  'complaints',
  'ratings',
  'papers',
  'devices',
  'parts',
] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export const EXPORT_FORMATS = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Of our people these may take lists away. */
const ROLES: readonly Role[] = ['manager', 'coordinator', 'director'];

/** Whether one of ours with these roles may take lists away. Complaints and confidential customers have rules besides. */
export function mayExport(roles: readonly Role[]): boolean {
  return ROLES.some((role) => roles.includes(role));
}

/** Which rows: those that began in `[fromAt, untilAt)`. What is left out does not limit. */
export interface ExportFilter {
  readonly fromAt?: Instant | undefined;
  readonly untilAt?: Instant | undefined;
  /** One customer alone. */
  readonly customer?: string | undefined;
  /** Confidential customers whose data the asker may not have. */
  readonly closed: readonly string[];
  /** Only what stands so now; devices have no state. */
  readonly statuses?: readonly string[] | undefined;
  /** Only tickets of this person. */
  readonly assignee?: string | undefined;
}

/** Whose side the columns are for: customers get no column of our own bookkeeping. */
export type ExportSide = 'team' | 'customer';
