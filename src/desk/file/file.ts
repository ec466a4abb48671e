import type { SentFile } from '../../chat/file.ts';
import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import type { CivilDate } from '../sla/calendar.ts';

export const RECORD_KINDS = ['configuration', 'service-plan', 'emergency-plan', 'memo'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/**
 * A record of a customer's service file (D22): the configuration of a device, the service plan, the emergency plan, or a
 * memo; in words, as files, or both. Only our people read it, unless it was given to the customer. The functions of
 * this file decide; they read and write no database.
 */
export interface FileRecord extends MatterState {
  readonly ticketId: undefined;
  readonly status: 'kept' | 'removed';
  readonly kind: RecordKind;
  /** The device or the unit of it, as `writeUnit` writes it; empty: the record is about no single device. */
  readonly device: string;
  readonly title: string;
  /** Version of the configuration or of the plan; empty: none. */
  readonly version: string;
  /** The day that it describes. */
  readonly date: CivilDate;
  readonly text: string;
  readonly files: readonly SentFile[];
  /** Whether the customer may read it. */
  readonly isGiven: boolean;
  /** Key of the person who entered it, and when. */
  readonly by: string;
  readonly at: Instant;
}

export interface RecordEntry extends MatterEntry {
  readonly kind: `file.${'added' | 'attached' | 'given' | 'withheld' | 'removed'}`;
}

export type RecordProgress = Progress<FileRecord, RecordEntry>;

/** What people enter for a record. */
export type RecordPlan = Pick<
  FileRecord,
  'customer' | 'kind' | 'device' | 'title' | 'version' | 'date' | 'text' | 'isGiven'
>;

/** Enters a record. Refused for a configuration without a device. */
export function addRecord(plan: RecordPlan, by: string, at: Instant): Result<RecordProgress> {
  if (plan.kind === 'configuration' && plan.device === '') return refuse('input.missing', { field: 'device' });
  const state: FileRecord = { ...plan, ticketId: undefined, status: 'kept', files: [], by, at };
  return accept({ state, added: [{ kind: 'file.added', at, by, data: plan }] });
}

export type RecordStep =
  | { readonly verb: 'attach'; readonly files: readonly SentFile[] }
  | { readonly verb: 'give' }
  | { readonly verb: 'withhold' }
  | { readonly verb: 'remove' };

/** A step of one of our people. Refused for a record that was removed, and for `attach` without files. */
export function stepRecord(state: FileRecord, step: RecordStep, by: string, at: Instant): Result<RecordProgress> {
  if (state.status === 'removed') return refuse('file.removed');
  const done = (change: Partial<FileRecord>, kind: RecordEntry['kind'], data: object = {}): Result<RecordProgress> =>
    accept({ state: { ...state, ...change }, added: [{ kind, at, by, data }] });
  switch (step.verb) {
    case 'attach':
      if (step.files.length === 0) return refuse('file.no-files');
      return done({ files: [...state.files, ...step.files] }, 'file.attached', { files: step.files });
    case 'give':
      return done({ isGiven: true }, 'file.given');
    case 'withhold':
      return done({ isGiven: false }, 'file.withheld');
    case 'remove':
      return done({ status: 'removed' }, 'file.removed');
  }
}

/** Whether a reader may see a record: our people all that are kept, customers their own if it was given to them. */
export function mayRead(
  { status, customer, isGiven }: FileRecord,
  reader: { readonly staff: boolean; readonly customer: string | undefined },
): boolean {
  return status === 'kept' && (reader.staff || (isGiven && customer === reader.customer));
}
