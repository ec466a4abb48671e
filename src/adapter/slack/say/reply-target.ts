import type { Language } from '../../../lib/language.ts';
import type { Interaction } from '../hear/interaction.ts';

/** The person to answer, and how: the interaction says by which ways. */
export interface ReplyTarget {
  readonly interaction: Interaction;
  readonly language: Language;
  /** Whether the person is of another organisation; ephemeral messages may not reach them. */
  readonly external: boolean;
  /** An open view to update with the answer; empty if there is none. */
  readonly viewId: string;
}
