import type { Form } from '../../chat/form.ts';
import { LIMITS } from './limits.ts';

/**
 * Forms that wait for a press: a mention, unlike a command or a click, gives us no trigger to open one with. Kept in
 * memory; after a restart the form is asked anew.
 */
export interface WaitingForms {
  /** `formId` names what was asked, so that the same asked twice is one form. */
  put(formId: string, userId: string, form: Form): void;
  /** Undefined when it is not there any more, or not this person's. */
  find(formId: string, userId: string): Form | undefined;
}

export function createWaitingForms(): WaitingForms {
  const waiting = new Map<string, { readonly userId: string; readonly form: Form }>();
  return {
    put(formId, userId, form) {
      waiting.set(formId, { userId, form });
      const [oldest] = waiting.keys();
      if (waiting.size > LIMITS.waitingForms && oldest !== undefined) waiting.delete(oldest);
    },
    find(formId, userId) {
      const found = waiting.get(formId);
      return found?.userId === userId ? found.form : undefined;
    },
  };
}
