import type { Language } from '../../../lib/language.ts';
import type { Heard } from '../hear/interaction.ts';
/** Somebody who waits for an answer. */
export interface Asker {
  readonly heard: Heard;
  readonly language: Language;
  /** Of another organisation: what only they would see may not reach them. */
  readonly external: boolean;
}
