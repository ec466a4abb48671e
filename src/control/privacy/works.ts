import type { Works } from '../door.ts';
import type { ForgetParts } from './forget.ts';

/** What a running desk does for `deskbell forget` and `export --person`. What this takes is loaded with the first command. */
export function privacyWorks(parts: ForgetParts): Works {
  return {
    async forget(asked) {
      const { forgetAsked } = await import('./forget.ts');
      return forgetAsked(parts, asked);
    },
    async person(asked) {
      const { personAsked } = await import('./person.ts');
      return personAsked(parts, asked);
    },
  };
}
