import { z } from 'zod';
import type { Form } from '../../chat/form.ts';

const Id = z.int().min(1).max(999_999_999);
const Customer = z.string().min(1).max(40);
const Expiry = { exp: z.int() };

/** What a signed link or a signed form says. */
export const Pass = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ticket'), id: Id, customer: Customer, ...Expiry }),
  z.strictObject({ kind: z.literal('report'), customer: Customer, ...Expiry }),
  /** `person`: the key of whoever of our people it was made for. */
  z.strictObject({
    kind: z.literal('inspection'),
    id: Id,
    person: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/),
    ...Expiry,
  }),
  z.strictObject({ kind: z.literal('complain'), customer: Customer, ticket: Id.optional(), ...Expiry }),
  /** `who` tells its holder, who complained, from all others of that customer. */
  z.strictObject({ kind: z.literal('complaint'), id: Id, customer: Customer, who: z.uuid(), ...Expiry }),
  z.strictObject({ kind: z.literal('file'), id: z.string().regex(/^[0-9a-f]{32}$/), ...Expiry }),
  /** A form in front of somebody: what it asks for never comes from the page. `on` names the page it is part of. */
  z.strictObject({ kind: z.literal('form'), on: z.string(), form: z.custom<Form>(), ...Expiry }),
]);
export type Pass = z.infer<typeof Pass>;
export type PassOf<K extends Pass['kind']> = Extract<Pass, { kind: K }>;

/** Made with each form that is shown; the same when the form is sent again. */
export const SubmissionKey = z.string().regex(/^[0-9a-f-]{36}$/);
