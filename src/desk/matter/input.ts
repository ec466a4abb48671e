import { z } from 'zod';
import { namesIn } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { type Numbered, parseNumber } from '../address/number.ts';
import { findCustomer } from '../book/book.ts';
import type { Ask, DeskTurn } from '../desk.ts';
import { readInput, shorten } from '../input.ts';
import { resolvePerson } from '../person/person.ts';

/** Schema of an input field that holds a number as people write it: `E-3`. */
export function numberInput(kind: Numbered) {
  return z.string().transform((text, context) => {
    const id = parseNumber(kind, text);
    if (id === undefined) context.addIssue({ code: 'custom', message: `no number of a ${kind}` });
    return id ?? 0;
  });
}

/**
 * True if the ask has no input yet, or only says which customer it is about, and comes from no form: the command then
 * answers with its form.
 */
export function isBlank({ input }: Ask): boolean {
  return input.sure !== 'yes' && Object.entries(input).every(([name, value]) => name === 'customer' || value === '');
}

/**
 * Reads the input for a new matter of a customer: the customer that is named, or else the asker's own. Refused as
 * `readInput` does, and if the book has no such customer.
 */
export function readForCustomer<S extends z.ZodType<{ readonly customer: string }>>(
  { asker, book, input }: Ask,
  schema: S,
): Result<z.infer<S>> {
  const read = readInput(schema, { ...input, customer: input.customer || (asker.customer ?? '') });
  if (!read.ok || findCustomer(book, read.value.customer)) return read;
  return refuse('input.not-understood', { field: 'customer', value: shorten(read.value.customer, 40) });
}

/** Key of the colleague whom `word` names. Refused if the book has none; the refusal lists all colleagues. */
export function readPerson({ book: { source }, place, mentions }: Ask, word: string): Result<string> {
  const key = resolvePerson(source.people, word, { ...place, mentions });
  if (key !== undefined) return accept(key);
  return refuse('ticket.unknown-person', { to: shorten(word, 40), allowed: namesIn(source.people) });
}

/**
 * Finds a matter by the number in the input field that is called like its kind: `{ part: 'P-3' }`. `load` reads it.
 * Refused: `input.missing` without a number, `<kind>.not-found` if there is no such matter.
 */
export function lookUpByNumber<M>(kind: Numbered, load: (turn: DeskTurn, id: number) => Promise<M | undefined>) {
  return async ({ turn, input }: Ask): Promise<Result<M>> => {
    const said = (input[kind] ?? '').trim();
    if (said === '') return refuse('input.missing', { field: kind });
    const id = parseNumber(kind, said);
    const found = id === undefined ? undefined : await load(turn, id);
    return found ? accept(found) : refuse(`${kind}.not-found`, { [kind]: shorten(said, 20) });
  };
}
