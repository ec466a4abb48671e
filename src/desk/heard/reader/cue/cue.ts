import { CALM_CUES } from './calm.ts';
import { DOUBT_CUES } from './doubt.ts';
import { FAULT_CUES } from './fault.ts';
import { PERSON_CUES } from './person.ts';

/**
 * Signs in plain texts ('plainOf') of both languages. The model learns what each is worth from the examples; a few decide
 * alone ('reader.ts'). Each has the words of one idea, so that a word that no example has still counts.
 */
const CUES = { ...FAULT_CUES, ...DOUBT_CUES, ...PERSON_CUES, ...CALM_CUES };

/** The name of a sign. */
export type CueName = keyof typeof CUES;

const ALL = Object.entries(CUES) as [CueName, RegExp][];

/** The signs in a plain text. */
export function cuesIn(plain: string): ReadonlySet<CueName> {
  return new Set(ALL.flatMap(([name, pattern]) => (pattern.test(plain) ? [name] : [])));
}
