import type { Instant } from '../../lib/instant.ts';
import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import type { FormName } from '../book/form-rule.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';

/**
 * A sheet: one filled form of C7 about a ticket, a spare part or a complaint. Staff fill it in and put it to the
 * customer, who signs by a tap; where they do not sign, the reason is noted and the department manager signs instead
 * (D14). The functions of this file decide; they read and write no database.
 */
export interface Sheet extends MatterState {
  /** `open`: being filled in. `asked`: put to the customer. The other two end it: it does not change any more. */
  readonly status: 'open' | 'asked' | 'signed' | 'countersigned';
  readonly form: SheetForm;
  readonly about: SheetSubject;
  /** What people wrote, by field. Instants are ISO text, choices their keys; empty: nothing. */
  readonly values: Readonly<Record<string, string>>;
  readonly filled: Done;
  /** The desk filled it in from the log, and it waits to be completed. Left out: a person filled it in. */
  readonly isDraft?: true;
  /** When it was put to the customer last: from then on its tables show the log up to then. */
  readonly askedAt?: Instant;
  /** The name of the customer's person who signed. */
  readonly signed?: { readonly name: string; readonly at: Instant };
  /** Why the customer did not sign, as one of ours noted it. */
  readonly unsigned?: Done & { readonly reason: string };
  readonly countersigned?: Done;
  /** Number of entries in the log; it tells the keys of notices apart. */
  readonly entries: number;
}

/** The forms that are kept as sheets. The survey is a rating. */
export type SheetForm = Exclude<FormName, 'survey'>;

/** What a sheet is about. */
export interface SheetSubject {
  readonly of: 'ticket' | 'part' | 'complaint';
  readonly id: number;
}

/** Key of one of our people, and when they did it. */
export interface Done {
  readonly by: string;
  readonly at: Instant;
}

/** An entry in the log of a sheet. `by` is a person's key, or `customer`. */
export interface SheetEntry extends MatterEntry {
  readonly kind: `sheet.${'owed' | 'filled' | 'asked' | 'signed' | 'unsigned' | 'countersigned'}`;
}

export type SheetProgress = Progress<Sheet, SheetEntry>;

/** What a new sheet needs. */
export type NewSheet = Pick<Sheet, 'customer' | 'ticketId' | 'form' | 'about' | 'values'>;

/** Begins a sheet with what was filled in first. */
export function beginSheet(given: NewSheet, by: string, now: Instant): SheetProgress {
  const state: Sheet = { ...given, status: 'open', filled: { by, at: now }, entries: 0 };
  return add(state, 'sheet.filled', by, now);
}

/** Begins a sheet that is owed, with what the log has: `by` is the person whose step it follows. */
export function draftSheet(given: NewSheet, by: string, now: Instant): SheetProgress {
  const state: Sheet = { ...given, status: 'open', isDraft: true, filled: { by, at: now }, entries: 0 };
  return add(state, 'sheet.owed', by, now);
}

/** The log has more by now: fills a draft that no person completed in again. */
export function redraftSheet(sheet: Sheet, values: Sheet['values'], by: string, now: Instant): SheetProgress {
  return add({ ...sheet, values, filled: { by, at: now } }, 'sheet.owed', by, now);
}

/**
 * Replaces what was filled in. A sheet that was put to the customer waits to be put to them again. Refused once it is
 * signed.
 */
export function fillSheet(sheet: Sheet, values: Sheet['values'], by: string, now: Instant): Result<SheetProgress> {
  const refusal = refusalOfEnded(sheet);
  if (refusal) return refusal;
  const { unsigned: _, isDraft: __, ...rest } = sheet;
  return accept(add({ ...rest, values, status: 'open', filled: { by, at: now } }, 'sheet.filled', by, now));
}

/** Puts the sheet to the customer. Refused once it is signed, and while it is with them unchanged. */
export function askForSignature(sheet: Sheet, by: string, now: Instant): Result<SheetProgress> {
  const refusal = refusalOfEnded(sheet);
  if (refusal) return refusal;
  if (sheet.status === 'asked') return refuse('sheet.already-asked');
  if (sheet.isDraft) return refuse('sheet.not-filled');
  return accept(add({ ...sheet, status: 'asked', askedAt: now }, 'sheet.asked', by, now));
}

/** The customer signs. Refused unless the sheet was put to them. */
export function signSheet(sheet: Sheet, name: string, now: Instant): Result<SheetProgress> {
  const refusal = refusalOfSigning(sheet);
  if (refusal) return refusal;
  return accept(add({ ...sheet, status: 'signed', signed: { name, at: now } }, 'sheet.signed', 'customer', now));
}

/** Notes why the customer does not sign. Refused unless the sheet was put to them. */
export function leaveUnsigned(sheet: Sheet, reason: string, by: string, now: Instant): Result<SheetProgress> {
  const refusal = refusalOfSigning(sheet);
  if (refusal) return refusal;
  return accept(add({ ...sheet, unsigned: { by, at: now, reason } }, 'sheet.unsigned', by, now, { reason }));
}

/** The department manager signs in place of the customer. Refused without a reason why the customer did not. */
export function countersignSheet(sheet: Sheet, by: string, now: Instant): Result<SheetProgress> {
  const refusal = refusalOfSigning(sheet);
  if (refusal) return refusal;
  if (!sheet.unsigned) return refuse('sheet.no-reason');
  const state: Sheet = { ...sheet, status: 'countersigned', countersigned: { by, at: now } };
  return accept(add(state, 'sheet.countersigned', by, now));
}

/** Whether the sheet is signed, by the customer or in their place. */
export function isEnded({ status }: Pick<Sheet, 'status'>): boolean {
  return status === 'signed' || status === 'countersigned';
}

function refusalOfEnded(sheet: Sheet): Refusal | undefined {
  return isEnded(sheet) ? refuse('sheet.already-signed') : undefined;
}

function refusalOfSigning(sheet: Sheet): Refusal | undefined {
  return refusalOfEnded(sheet) ?? (sheet.status === 'open' ? refuse('sheet.not-asked') : undefined);
}

function add(state: Sheet, kind: SheetEntry['kind'], by: string, at: Instant, data: object = {}): SheetProgress {
  return { state: { ...state, entries: state.entries + 1 }, added: [{ kind, at, by, data }] };
}
