import type { ChatEvent } from '../../chat/event.ts';
import type { Form } from '../../chat/form.ts';
import type { ChatPlace } from '../../chat/place.ts';
import { LIMITS } from './limits.ts';

/** A form shown to a person. Command and arguments stay here, so they never come from the page. */
export interface OpenForm {
  readonly formId: string;
  readonly userId: string;
  readonly place: ChatPlace;
  readonly form: Form;
}

/** Forms shown to people. In memory only; after a restart people have to ask again. */
export interface OpenForms {
  /** Remembers a form that answers `event`; gives its id, which is the same for a repeated event. */
  open(event: ChatEvent, form: Form): string;
  /** undefined if it is not open, or not this person's. */
  find(formId: string, userId: string): OpenForm | undefined;
}

export function createOpenForms(): OpenForms {
  const byPerson = new Map<string, readonly OpenForm[]>();
  return {
    open(event, form) {
      const { userId } = event.person;
      const formId = `form-${event.id}`;
      const others = (byPerson.get(userId) ?? []).filter((open) => open.formId !== formId);
      const kept = others.slice(1 - LIMITS.formsPerPerson);
      byPerson.set(userId, [...kept, { formId, userId, place: event.place, form }]);
      return formId;
    },
    find: (formId, userId) => byPerson.get(userId)?.find((open) => open.formId === formId),
  };
}
