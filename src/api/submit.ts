import type { ChatEvent } from '../chat/event.ts';
import { askStored } from '../chat/intake.ts';
import { customerPlace, WEB } from '../chat/page.ts';
import type { Reply } from '../chat/reply.ts';
import type { ApiToken } from '../desk/token/token.ts';
import type { Language } from '../lib/language.ts';
import type { ApiParts } from './parts.ts';

/** What a program wants to be done for a customer, as a form of the desk would send it. */
export interface Wish {
  readonly customer: string;
  readonly command: string;
  /** The ticket that it is about; undefined: a new one. */
  readonly ticket: number | undefined;
  readonly values: Readonly<Record<string, string | undefined>>;
}

/** In whose name, in which language, and under which id: repeats of one id have no effect. */
export interface Submission extends Wish {
  readonly token: Pick<ApiToken, 'id' | 'name'>;
  readonly language: Language;
  readonly id: string;
}

/** Stores what a program wants and lets the desk do it, as a form of the customer's caller. Gives the desk's replies. */
export function submit(
  { desk, clock }: Pick<ApiParts, 'desk' | 'clock'>,
  { customer, command, ticket, values, token: { id: tokenId, name }, language, id }: Submission,
): Promise<readonly Reply[]> {
  const event: ChatEvent = {
    kind: 'submit',
    id,
    at: clock.now(),
    place: customerPlace(customer),
    person: { platform: WEB, teamId: '', userId: `api/${tokenId}`, displayName: name, external: true },
    language,
    message: undefined,
    command,
    args: ticket === undefined ? {} : { ticket: `T-${ticket}` },
    values: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value ?? ''])),
  };
  return askStored(desk, event);
}
