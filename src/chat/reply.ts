import type { Card, CardLink, DrawnCard } from './card.ts';
import type { Form } from './form.ts';

/** An immediate reply to the person who acted. What others must see goes through the outbox. */
export type Reply = ReplyContent & {
  /**
   * Who may see it. `staff`: never where another organisation can read. `asker`: only the person who acted.
   * `asker-first`: the same, but where the platform does not let us write to that person alone, and they said it for all
   * to read, all may read the reply. undefined: anyone in the channel.
   */
  readonly readers?: 'staff' | 'asker' | 'asker-first';
};

type ReplyContent =
  /** A text for the person only. `tone` bad: a refusal; `field`: the form's field it is about. */
  | {
      readonly kind: 'whisper';
      readonly text: string;
      readonly tone: 'plain' | 'bad';
      readonly field?: string;
      /** The subject of the card that was created or changed. */
      readonly subject?: string;
      /** For a press on an outdated card: the current card, for platforms that can replace the pressed one. */
      readonly late?: DrawnCard;
    }
  /** A private card: a list, an explanation, a preview. */
  | { readonly kind: 'card'; readonly card: Card }
  /** `page`: where the form can be filled in privately, for platforms that cannot show it to one person only. */
  | { readonly kind: 'form'; readonly form: Form; readonly page?: CardLink };
