import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { type Numbered, parseNumber } from '../address/number.ts';
import type { Ask } from '../desk.ts';
import { shorten } from '../input.ts';

/**
 * Finds what an ask names by its number, which stands in the input that is called like the kind: `{ part: 'P-3' }`.
 * `look` reads it by its id. Refused: `input.missing` without a number, `<kind>.not-found` where there is none of it.
 */
export function askedBy<M>(kind: Numbered, look: (tx: Ask['turn']['tx'], id: number) => Promise<M | undefined>) {
  return async ({ turn, input }: Ask): Promise<Result<M>> => {
    const said = (input[kind] ?? '').trim();
    if (said === '') return refuse('input.missing', { field: kind });
    const id = parseNumber(kind, said);
    const found = id === undefined ? undefined : await look(turn.tx, id);
    return found ? accept(found) : refuse(`${kind}.not-found`, { [kind]: shorten(said, 20) });
  };
}
