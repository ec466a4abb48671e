import { randomUUID } from 'node:crypto';
import type { Form } from '../../../chat/form.ts';
import { StoppedError } from '../../../chat/intake.ts';
import { numberIn, refusalOf, subjectOf } from '../../../chat/read-replies.ts';
import type { Reply } from '../../../chat/reply.ts';
import type { Submitted } from '../desk-client.ts';
import { LIMITS } from '../limits.ts';
import { SubmissionKey } from '../schema.ts';
import type { Visit } from '../site.ts';
import type { StoredFile } from '../upload/upload.ts';
import { signPass, verifyPass } from '../verify.ts';

export type SubmitResult =
  | { readonly outcome: 'done'; readonly made: number | undefined }
  | { readonly outcome: 'refused'; readonly text: string; readonly field: string | undefined };

/** The key of one submission: made with the form, sent with it. */
export function newSubmissionKey(): string {
  return randomUUID();
}

/**
 * Submits to the desk, once per key. `on`: the page's name; `given`: the key from the form. Files are removed unless
 * the desk accepted the submission.
 */
export async function submitOnce(visit: Visit, on: string, given: string, submitted: Submitted): Promise<SubmitResult> {
  const { site, deskClient, visitor } = visit;
  let refusal: ReturnType<typeof refusalOf>;
  let isTaken = false;
  try {
    const once = SubmissionKey.safeParse(given);
    if (!once.success) return { outcome: 'refused', text: '', field: undefined };
    const name = `${on}/${once.data}`;
    const done = await site.submissions.once(name, async () => {
      const replies: readonly Reply[] = await deskClient.submit(visitor, submitted, name);
      refusal = refusalOf(replies);
      const subject = subjectOf(replies);
      isTaken = refusal === undefined && subject !== '';
      return refusal ? undefined : { made: numberIn(subject) };
    });
    return refusal ? { outcome: 'refused', ...refusal } : { outcome: 'done', made: done?.made };
  } catch (error) {
    // It is stored and will be worked after the next start, which needs its files.
    isTaken ||= error instanceof StoppedError;
    throw error;
  } finally {
    if (!isTaken) await site.fileStore.remove(idsOf(submitted.files));
  }
}

export function idsOf(files: readonly StoredFile[]): string[] {
  return files.map(({ kept }) => kept.id);
}

/** The form, signed, for a hidden field: any process can read it, and the browser cannot change it. */
export function signForm({ site }: Visit, on: string, form: Form): string {
  return signPass(site.key, { kind: 'form', on, form, exp: site.clock.now() + LIMITS.formMs });
}

/** Reads a signed form; undefined if it is not of this page or has expired. */
export function readSignedForm({ site }: Visit, on: string, sealed: string): Form | undefined {
  const verified = verifyPass(site.key, sealed, 'form', site.clock.now());
  return verified.ok && verified.pass.on === on ? verified.pass.form : undefined;
}

/** The values of the form's own fields; anything else is dropped. */
export function valuesOf(form: Form, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(form.fields.map(({ name }) => [name, fields[name] ?? '']));
}
