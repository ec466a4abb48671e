import type { Language } from '../../../lib/language.ts';
import type { Interaction } from '../hear/interaction.ts';
/** Somebody who waits for an answer. */
export interface ReplyTarget {
  readonly interaction: Interaction;
  readonly language: Language;
  /** Of another organisation: what only they would see may not reach them. */
  readonly external: boolean;
}
