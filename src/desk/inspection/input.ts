import { z } from 'zod';
import { inspectionOfPlace } from '../../chat/page.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOf, parseNumber } from '../address/number.ts';
import { findCustomer } from '../book/book.ts';
import type { BookCustomer } from '../book/schema.ts';
import type { Ask } from '../desk.ts';
import { OptionalText, readDay, readInput, shorten, Text } from '../input.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { type LoadedInspection, lockInspection } from './flow.ts';
import { findInspectionInThread } from './store.ts';
import { termsOf } from './terms.ts';

/** From what came with a command to what the heart takes. */

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
});
/** `after`: the last item that was asked about. */
export const NotesInput = z.object({ after: z.string().default('') });
export const ItemNoteInput = z.object({ item: z.string().default(''), text: OptionalText });

/** The inspection that an ask names, locked until the turn ends. Whose it is not, for them it is not there. */
export function lockAskedInspection(ask: Ask): Promise<Result<LoadedInspection>> {
  const { staff, customer } = ask.asker;
  return lockNamed(ask, ({ state }) => staff || customer === state.customer);
}

/**
 * The inspection that one of us takes down notes and photos for, by chat or on its page. Who names none in its card's own
 * thread means that one.
 */
export async function lockInspectionHere(ask: Ask): Promise<Result<LoadedInspection>> {
  const { input, place, message, asker } = ask;
  const page = inspectionOfPlace(place);
  if (!asker.staff && !page) return refuse('command.staff-only');
  const thread = { ...place, threadId: message?.threadId ?? place.threadId };
  const here = input.inspection ? undefined : await findInspectionInThread(ask.turn.tx, thread);
  const inspection = here === undefined ? (input.inspection ?? '') : numberOf('inspection', here);
  // A link is good for its own inspection and for who it was made for, as long as the book knows them.
  return lockNamed(
    { ...ask, input: { ...input, inspection } },
    ({ id }) => asker.staff || (page?.id === id && page.person === asker.key),
  );
}

/** `I-3 ports …`; in the card's own thread `ports …`, for a bare number is an item's. What a form gave stays as it is. */
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
  const called = id === undefined ? shorten(inspection, 20) : numberOf('inspection', id);
  return at && mayChange(at) ? accept(at) : refuse('inspection.not-found', { inspection: called });
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
export function readShownDate({ input }: Ask): { was?: CivilDate } {
  const read = readInput(WasInput, input);
  return read.ok && read.value.was !== undefined ? { was: read.value.was } : {};
}

export interface NamedSite {
  readonly customer: string;
  readonly found: BookCustomer;
  readonly site: string;
}

/** Whose site is to be inspected; undefined: it has to be asked for. Refuses names that the book does not know. */
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

/** The next working days from tomorrow on, as the office of a customer's contract counts them. */
export function comingDays({ turn, book }: Ask, customer: string, count: number): CivilDate[] {
  const { office } = termsOf(book, customer).calendars;
  const today = office.dateOf(turn.now);
  return Array.from({ length: count }, (_, index) => office.addWorkdays(today, index + 1));
}
