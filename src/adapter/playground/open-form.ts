import type { ChatEvent } from '../../chat/event.ts';
import type { Form } from '../../chat/form.ts';
import type { ChatPlace } from '../../chat/place.ts';
import { LIMITS } from './limits.ts';

/** A form somebody was asked, and where: its command and arguments never come from the page. */
export interface OpenForm {
  readonly formId: string;
  readonly userId: string;
  readonly place: ChatPlace;
  readonly form: Form;
}

/** Forms in front of people. Kept in memory: after a restart a form is asked anew. */
export interface OpenForms {
  /** Remembers the form that answers `event`; returns its id, the same when the event is told twice. */
  open(event: ChatEvent, form: Form): string;
  /** Undefined when it is not open, or not this person's. */
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
