import { writeInstant } from '../../../lib/instant.ts';
import type { InputState } from './schema.ts';

/** What was filled in, by field: instants as ISO text (seconds that are no time stay a number, which the desk refuses), what was left empty as an empty text. */
export function parseValues(state: Readonly<Record<string, Readonly<Record<string, InputState>>>>) {
  const inputs = Object.values(state).flatMap((block) => Object.entries(block));
  return Object.fromEntries(inputs.map(([name, input]) => [name, readInput(input)]));
}

function readInput({ value, selected_option, selected_date_time }: InputState): string {
  if (typeof selected_date_time === 'number') return writeInstant(selected_date_time * 1000) ?? `${selected_date_time}`;
  return selected_option?.value ?? value ?? '';
}
