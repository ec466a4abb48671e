import { z } from 'zod';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer } from '../contract/contract.ts';
import type { BookCustomer } from '../contract/schema.ts';
import type { Ask } from '../desk.ts';
import { OptionalText, readDay, readInput, shorten, Text } from '../input.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { type InspectionAtHand, takeInspection } from './flow.ts';
import { numberOf, parseInspectionNumber } from './names.ts';
import { termsOf } from './terms.ts';

/** From what came with a command to what the heart takes. */

const NumberInput = z.object({ inspection: z.string().default('') });
const DateInput = z.object({ date: z.string().default(''), otherDate: z.string().default('') });
const WasInput = z.object({ was: z.iso.date().optional() });
export const FindingInput = z.object({ text: Text, level: z.string().default('') });
export const ReasonInput = z.object({ reason: Text });
export const ItemInput = z.object({ item: z.string().min(1) });
export const ChecklistInput = z.object({ page: z.coerce.number().int().min(0).default(0), note: OptionalText });

/** The inspection that an ask names, held until the turn ends. Whose it is not, for them it is not there. */
export async function takeAskedInspection(ask: Ask): Promise<Result<InspectionAtHand>> {
  const read = readInput(NumberInput, ask.input);
  if (!read.ok) return read;
  const { inspection } = read.value;
  if (inspection === '') return refuse('input.missing', { field: 'inspection' });
  const id = parseInspectionNumber(inspection);
  const at = id === undefined ? undefined : await takeInspection(ask.turn, id);
  const isTheirs = at && (ask.asker.staff || ask.asker.customer === at.state.customer);
  const called = id === undefined ? shorten(inspection, 20) : numberOf(id);
  return isTheirs ? accept(at) : refuse('inspection.not-found', { inspection: called });
}

/** The date that was chosen or written; undefined: none was. Refuses words that are no date, with examples. */
export function readChosenDay({ input, turn }: Ask, dateOf: (at: number) => CivilDate): Result<CivilDate | undefined> {
  const read = readInput(DateInput, input);
  if (!read.ok) return read;
  const [field, said] =
    read.value.otherDate.trim() === '' ? ['date', read.value.date] : ['otherDate', read.value.otherDate];
  if (said.trim() === '') return accept(undefined);
  return readDay(field, said, dateOf(turn.now));
}

/** The date that the inspection had on the card which was pressed; undefined where it was asked for otherwise. */
export function readWas({ input }: Ask): { was?: CivilDate } {
  const read = readInput(WasInput, input);
  return read.ok && read.value.was !== undefined ? { was: read.value.was } : {};
}

export interface Place {
  readonly customer: string;
  readonly found: BookCustomer;
  readonly site: string;
}

/** Whose site is to be inspected; undefined: it has to be asked for. Refuses names that the book does not know. */
export function readPlace({ input, asker, book }: Ask): Result<Place | undefined> {
  const keys = Object.keys(book.source.customers);
  const customer = input.customer || (asker.customer ?? (keys.length === 1 ? keys[0] : undefined));
  if (customer === undefined || customer === '') return accept(undefined);
  const found = findCustomer(book, customer);
  if (!found) return refuse('input.not-understood', { field: 'customer', value: shorten(customer, 40) });
  const site = input.site || found.sites[0]?.key;
  if (site === undefined || !found.sites.some(({ key }) => key === site))
    return refuse('input.not-understood', { field: 'site', value: shorten(input.site ?? '', 40) });
  return accept({ customer, found, site });
}

/** The next working days from tomorrow on, as the office of a customer's contract counts them. */
export function comingDays({ turn, book }: Ask, customer: string, count: number): CivilDate[] {
  const { office } = termsOf(book, customer).calendars;
  const today = office.dateOf(turn.now);
  return Array.from({ length: count }, (_, index) => office.addWorkdays(today, index + 1));
}
