import { z } from 'zod';
import type { Form } from '../../chat/form.ts';

const Id = z.int().min(1).max(999_999_999);
const Customer = z.string().min(1).max(40);
const Expiry = { exp: z.int() };
/** `after`: the last revocation of links before this one was made; left out: there was none. */
const Revocable = { ...Expiry, after: z.int().min(1).optional() };

/** The content of a signed link or form. */
export const Pass = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ticket'), id: Id, customer: Customer, ...Revocable }),
  z.strictObject({ kind: z.literal('report'), customer: Customer, ...Revocable }),
  /** `person`: the key of the engineer the link was made for. */
  z.strictObject({
    kind: z.literal('inspection'),
    id: Id,
    person: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/),
    ...Revocable,
  }),
  z.strictObject({ kind: z.literal('complain'), customer: Customer, ticket: Id.optional(), ...Revocable }),
  /** `who` distinguishes the complainant from others of the same customer. */
  z.strictObject({ kind: z.literal('complaint'), id: Id, customer: Customer, who: z.uuid(), ...Revocable }),
  z.strictObject({ kind: z.literal('file'), id: z.string().regex(/^[0-9a-f]{32}$/), ...Revocable }),
  /** A calendar of shifts: the link works until the feed is revoked. */
  z.strictObject({ kind: z.literal('duty'), id: z.string().regex(/^[A-Za-z0-9_-]{32}$/), ...Expiry }),
  /** The board: the id of a personal link, which the desk knows. */
  z.strictObject({ kind: z.literal('board'), id: z.string().regex(/^[A-Za-z0-9_-]{32}$/), ...Expiry }),
  /** Of a browser that is on its way to the issuer of a login and back. */
  z.strictObject({
    kind: z.literal('login'),
    state: z.string().max(200),
    nonce: z.string().max(200),
    verifier: z.string().max(200),
    ...Expiry,
  }),
  /**
   * A form shown to a visitor. Signed, because command and arguments must not come from the browser. `on`: the name of
   * its page.
   */
  z.strictObject({ kind: z.literal('form'), on: z.string(), form: z.custom<Form>(), ...Expiry }),
]);
export type Pass = z.infer<typeof Pass>;
export type PassOf<K extends Pass['kind']> = Extract<Pass, { kind: K }>;

/** Made with every form that is shown, and sent with it; the same if the form is sent again. */
export const SubmissionKey = z.string().regex(/^[0-9a-f-]{36}$/);
