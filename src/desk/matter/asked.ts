import { z } from 'zod';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { type Numbered, parseNumber } from '../address/number.ts';
import type { Ask, DeskTurn } from '../desk.ts';
import { shorten } from '../input.ts';

/** A number in a command's input, read as people write it. */
export function numberInput(kind: Numbered) {
  return z.string().transform((text, context) => {
    const id = parseNumber(kind, text);
    if (id === undefined) context.addIssue({ code: 'custom', message: `no number of a ${kind}` });
    return id ?? 0;
  });
}

/**
 * Finds what an ask names by its number, which stands in the input that is called like the kind: `{ part: 'P-3' }`.
 * `look` reads it by that number. Refused: `input.missing` without a number, `<kind>.not-found` where there is none of it.
 */
export function askedBy<M>(kind: Numbered, look: (turn: DeskTurn, id: number) => Promise<M | undefined>) {
  return async ({ turn, input }: Ask): Promise<Result<M>> => {
    const said = (input[kind] ?? '').trim();
    if (said === '') return refuse('input.missing', { field: kind });
    const id = parseNumber(kind, said);
    const found = id === undefined ? undefined : await look(turn, id);
    return found ? accept(found) : refuse(`${kind}.not-found`, { [kind]: shorten(said, 20) });
  };
}
