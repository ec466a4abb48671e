import type { Form } from '../../../chat/form.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { AskedMessage } from '../hear/interaction.ts';
import { LIMITS } from '../wire/limits.ts';

/** A form, where it was asked for and the message it is about. */
export interface WaitingForm {
  readonly form: Form;
  readonly place: ChatPlace;
  /** Whether everybody who reads along may know that it is there. */
  readonly isOpen: boolean;
  readonly message: AskedMessage | undefined;
}

/**
 * Forms that wait for a press: a mention, unlike a command or a click, gives us no trigger to open one with. Kept in
 * memory; after a restart the form is asked anew.
 */
export interface WaitingForms {
  /** `formId` names what was asked, so that the same asked twice is one form. */
  put(formId: string, userId: string, waiting: WaitingForm): void;
  /** Undefined when it is not there any more, or not this person's. */
  find(formId: string, userId: string): WaitingForm | undefined;
}

export function createWaitingForms(): WaitingForms {
  const kept = new Map<string, WaitingForm & { readonly userId: string }>();
  return {
    put(formId, userId, waiting) {
      kept.set(formId, { userId, ...waiting });
      const [oldest] = kept.keys();
      if (kept.size > LIMITS.waitingForms && oldest !== undefined) kept.delete(oldest);
    },
    find(formId, userId) {
      const found = kept.get(formId);
      return found?.userId === userId ? found : undefined;
    },
  };
}
