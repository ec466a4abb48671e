import type { Form } from '../../../chat/form.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Asked, AskedMessage } from '../hear/interaction.ts';
import { LIMITS } from '../wire/limits.ts';

/** A form, where it was asked for, and the message it is about. */
export interface PendingForm {
  readonly form: Form;
  readonly place: ChatPlace;
  /** Whether others in the channel may know about the form. */
  readonly isPublic: boolean;
  readonly message: AskedMessage | undefined;
  /** What the person did to get it. */
  readonly asked: Asked;
}

/**
 * Forms that wait for a press: a mention, unlike a command or click, has no trigger to open a form. In memory only;
 * after a restart people have to ask again.
 */
export interface PendingForms {
  /** `formId` is the interaction's id, so a redelivery does not add a second form. */
  put(formId: string, userId: string, pending: PendingForm): void;
  /** undefined if it has expired or belongs to another person. */
  find(formId: string, userId: string): PendingForm | undefined;
}

export function createPendingForms(): PendingForms {
  const kept = new Map<string, PendingForm & { readonly userId: string }>();
  return {
    put(formId, userId, pending) {
      kept.set(formId, { userId, ...pending });
      const [oldest] = kept.keys();
      if (kept.size > LIMITS.pendingForms && oldest !== undefined) kept.delete(oldest);
    },
    find(formId, userId) {
      const found = kept.get(formId);
      return found?.userId === userId ? found : undefined;
    },
  };
}
