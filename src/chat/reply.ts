import type { Card, CardLink, DrawnCard } from './card.ts';
import type { Form } from './form.ts';

/** The answer to the asker, now. What others must see goes through the outbox. */
export type Reply = ReplyContent & {
  /**
   * What one of the staff is told never stands where others read along, nor does what is the asker's alone; undefined:
   * whoever reads along may know it.
   */
  readonly readers?: 'staff' | 'asker';
};

type ReplyContent =
  /** Seen by the asker alone. `tone` bad marks a refusal; `field` names what of a form it is about. */
  | {
      readonly kind: 'whisper';
      readonly text: string;
      readonly tone: 'plain' | 'bad';
      readonly field?: string;
      /** What came of it, by the subject of its card. */
      readonly subject?: string;
      /** A press came too late: the card as it stands now, for platforms that can show it in the place of the one pressed. */
      readonly late?: DrawnCard;
    }
  /** A private card: a list, an explanation, a preview. */
  | { readonly kind: 'card'; readonly card: Card }
  /** `page`: where it can be filled in alone, for platforms that cannot show a form to one person. */
  | { readonly kind: 'form'; readonly form: Form; readonly page?: CardLink };
