import type { Language } from '../../../lib/language.ts';
import type { Asked, Interaction } from '../hear/interaction.ts';
/** The person to answer, and how: the interaction says by which ways. */
export interface ReplyTarget {
  readonly interaction: Interaction;
  /** What they asked, before it was completed (`hear/completion.ts`). */
  readonly origin: Asked;
  readonly language: Language;
  /** Whether the person is of another organisation; ephemeral cards may not reach them. */
  readonly external: boolean;
}
