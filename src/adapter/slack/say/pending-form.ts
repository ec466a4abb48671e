import type { Form } from '../../../chat/form.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { AskedMessage } from '../hear/interaction.ts';
import { LIMITS } from '../wire/limits.ts';

/** A form, where it was asked for and the message it is about. */
export interface PendingForm {
  readonly form: Form;
  readonly place: ChatPlace;
  /** Whether everybody who reads along may know that it is there. */
  readonly isPublic: boolean;
  readonly message: AskedMessage | undefined;
}

/**
 * Forms that wait for a press: a mention, unlike a command or a click, gives us no trigger to open one with. Kept in
 * memory; after a restart the form is asked anew.
 */
export interface PendingForms {
  /** `formId` names what was asked, so that the same asked twice is one form. */
  put(formId: string, userId: string, waiting: PendingForm): void;
  /** Undefined when it is not there any more, or not this person's. */
  find(formId: string, userId: string): PendingForm | undefined;
}

export function createPendingForms(): PendingForms {
  const kept = new Map<string, PendingForm & { readonly userId: string }>();
  return {
    put(formId, userId, waiting) {
      kept.set(formId, { userId, ...waiting });
      const [oldest] = kept.keys();
      if (kept.size > LIMITS.pendingForms && oldest !== undefined) kept.delete(oldest);
    },
    find(formId, userId) {
      const found = kept.get(formId);
      return found?.userId === userId ? found : undefined;
    },
  };
}
