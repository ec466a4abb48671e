import { z } from 'zod';
import { inspectionOfPlace } from '../../chat/page.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOf, parseNumber } from '../address/number.ts';
import { findCustomer } from '../book/book.ts';
import type { BookCustomer } from '../book/schema.ts';
import { readDay } from '../date-input.ts';
import type { Ask } from '../desk.ts';
import { OptionalText, readInput, shorten, Text } from '../input.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { type LoadedInspection, lockInspection } from './flow.ts';
import { findInspectionInThread } from './store.ts';
import { termsOf } from './terms.ts';

/** Reads the input of the inspection commands, and finds the inspection that it names. */

const NumberInput = z.object({ inspection: z.string().default('') });
const DateInput = z.object({ date: z.string().default(''), otherDate: z.string().default('') });
const WasInput = z.object({ was: z.iso.date().optional() });
export const FindingInput = z.object({ text: Text, level: z.string().default('') });
export const ReasonInput = z.object({ reason: Text });
export const ItemInput = z.object({ item: z.string().min(1) });
export const ChecklistInput = z.object({
  page: z.coerce.number().int().min(0).default(0),
  note: OptionalText,
  rest: z.string().default(''),
  choose: z.string().default(''),
  device: z.string().default(''),
});
/** `after`: the last item that the form asked about. */
export const NotesInput = z.object({ after: z.string().default('') });
export const ItemNoteInput = z.object({ item: z.string().default(''), text: OptionalText });

/**
 * Locks the inspection that the input names, until the turn ends. Refused as `not-found` for another customer's people.
 */
export function lockAskedInspection(ask: Ask): Promise<Result<LoadedInspection>> {
  const { staff, customer } = ask.asker;
  return lockNamed(ask, ({ state }) => staff || customer === state.customer);
}

/**
 * Locks the inspection that notes and photos are for: the one that is named, else the one whose card is in this thread.
 * Allowed for staff in chat, and on an inspection's page for the person its link was made for.
 */
export async function lockInspectionHere(ask: Ask): Promise<Result<LoadedInspection>> {
  const { input, place, message, asker } = ask;
  const page = inspectionOfPlace(place);
  if (!asker.staff && !page) return refuse('command.staff-only');
  const thread = { ...place, threadId: message?.threadId ?? place.threadId };
  const here = input.inspection ? undefined : await findInspectionInThread(ask.turn.tx, thread);
  const inspection = here === undefined ? (input.inspection ?? '') : numberOf('inspection', here);
  // A page's link is valid for one inspection and one person, as long as the book has that person.
  return lockNamed(
    { ...ask, input: { ...input, inspection } },
    ({ id }) => asker.staff || (page?.id === id && page.person === asker.key),
  );
}

/**
 * Splits the text that comes with photos: `I-3 ports …` into the inspection and the rest. A bare number in front is an
 * item, not an inspection: in the card's thread people write `4 …`. Without such a text the ask stays as it is.
 */
export function splitPhotoText(ask: Ask): Ask {
  const { photo, ...input } = ask.input;
  if (photo === undefined) return ask;
  const [, inspection, after] = /^((?:i-?|#)\d+)(?![\w-])[\s:：,，]*([\s\S]*)$/i.exec(photo.trim()) ?? [];
  return { ...ask, input: { ...input, text: after ?? photo, ...(inspection === undefined ? {} : { inspection }) } };
}

async function lockNamed(ask: Ask, mayChange: (at: LoadedInspection) => boolean): Promise<Result<LoadedInspection>> {
  const read = readInput(NumberInput, ask.input);
  if (!read.ok) return read;
  const { inspection } = read.value;
  if (inspection === '') return refuse('input.missing', { field: 'inspection' });
  const id = parseNumber('inspection', inspection);
  const at = id === undefined ? undefined : await lockInspection(ask.turn, id);
  const shown = id === undefined ? shorten(inspection, 20) : numberOf('inspection', id);
  return at && mayChange(at) ? accept(at) : refuse('inspection.not-found', { inspection: shown });
}

/** The date that was chosen or typed; undefined: none. Refuses text that is no date, with examples. */
export function readChosenDay(ask: Ask, dateOf: (at: number) => CivilDate): Result<CivilDate | undefined> {
  const read = readInput(DateInput, ask.input);
  if (!read.ok) return read;
  const [field, said] =
    read.value.otherDate.trim() === '' ? ['date', read.value.date] : ['otherDate', read.value.otherDate];
  if (said.trim() === '') return accept(undefined);
  return readDay(ask, field, said, dateOf(ask.turn.now));
}

/** The date that the pressed card showed; empty if the command did not come from a card. */
export function readShownDate({ input }: Ask): { was?: CivilDate } {
  const read = readInput(WasInput, input);
  return read.ok && read.value.was !== undefined ? { was: read.value.was } : {};
}

/** A site of a customer, both by their keys in the book. `found`: the customer in the book. */
export interface NamedSite {
  readonly customer: string;
  readonly found: BookCustomer;
  readonly site: string;
}

/**
 * The customer and site to be inspected; undefined: a form has to ask. Refused if the book has no such customer or
 * site.
 */
export function readNamedSite({ input, asker, book }: Ask): Result<NamedSite | undefined> {
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

/** The next `count` working days from tomorrow on, by the office calendar of the customer's contract. */
export function comingDays({ turn, book }: Ask, customer: string, count: number): CivilDate[] {
  const { office } = termsOf(book, customer).calendars;
  const today = office.dateOf(turn.now);
  return Array.from({ length: count }, (_, index) => office.addWorkdays(today, index + 1));
}
