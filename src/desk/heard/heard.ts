import type { Wordless } from '../../chat/event.ts';
import type { Letter } from '../../chat/mail.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Fact } from '../desk.ts';
import type { HeardAs } from '../ticket/case/record.ts';

/** What was said without a command. */
export interface Said {
  readonly text: string;
  /** It was said to others (`ChatEvent`). */
  readonly overheard: boolean;
  readonly wordless: Wordless | undefined;
  /** It came by mail; left out: it did not. */
  readonly letter?: Letter;
}

/**
 * What becomes of it: a command to run instead, what is said beside it, and what was done already. With nothing of these
 * the words are not for Deskbell.
 */
export interface Heard {
  readonly run?: { readonly command: string; readonly input: Readonly<Record<string, string>> };
  readonly heard?: HeardAs;
  readonly replies: readonly Reply[];
  readonly facts: readonly Fact[];
}
