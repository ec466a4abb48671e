import { writeInstant } from '../../../lib/instant.ts';
import { joinParts } from '../wire/field-part.ts';
import type { InputState } from './schema.ts';

/**
 * Reads a submitted form: field name → value. Times become ISO text, empty fields an empty string; a
 * long text is put together from its parts. Seconds out of range
 * stay a number as text, which the desk refuses.
 */
export function parseValues(state: Readonly<Record<string, Readonly<Record<string, InputState>>>>) {
  const inputs = Object.values(state).flatMap((block) => Object.entries(block));
  return joinParts(Object.fromEntries(inputs.map(([name, input]) => [name, readInput(input)])));
}

function readInput({ value, selected_option, selected_date_time }: InputState): string {
  if (typeof selected_date_time === 'number') return writeInstant(selected_date_time * 1000) ?? `${selected_date_time}`;
  return selected_option?.value ?? value ?? '';
}
