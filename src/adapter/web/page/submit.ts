import { randomUUID } from 'node:crypto';
import type { Form } from '../../../chat/form.ts';
import { StoppedError } from '../../../chat/intake.ts';
import type { Reply } from '../../../chat/reply.ts';
import { numberIn, refusalOf, type Submitted, subjectOf } from '../desk-client.ts';
import { LIMITS } from '../limits.ts';
import { SubmissionKey } from '../schema.ts';
import type { Visit } from '../site.ts';
import type { StoredFile } from '../upload/upload.ts';
import { signPass, verifyPass } from '../verify.ts';

export type SubmitResult =
  | { readonly outcome: 'done'; readonly made: number | undefined }
  | { readonly outcome: 'refused'; readonly text: string; readonly field: string | undefined };

/** Names one submission: made with the form, sent with it. */
export function newSubmissionKey(): string {
  return randomUUID();
}

/**
 * Has the desk hear a submission once, however often it is sent. `on` names the page it is part of. Files that nothing came
 * to have are removed.
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
    // Stored, and worked after the next start: then it needs its files.
    isTaken ||= error instanceof StoppedError;
    throw error;
  } finally {
    if (!isTaken) await site.fileStore.remove(idsOf(submitted.files));
  }
}

export function idsOf(files: readonly StoredFile[]): string[] {
  return files.map(({ kept }) => kept.id);
}

/** A form as a hidden field: what it asks for comes back as it went out, whichever process gets it. */
export function sealForm({ site }: Visit, on: string, form: Form): string {
  return signPass(site.key, { kind: 'form', on, form, exp: site.clock.now() + LIMITS.formMs });
}

/** The form that was answered; undefined: it is not one of this page, or has waited too long. */
export function openForm({ site }: Visit, on: string, sealed: string): Form | undefined {
  const verified = verifyPass(site.key, sealed, 'form', site.clock.now());
  return verified.ok && verified.pass.on === on ? verified.pass.form : undefined;
}

/** What was filled into a form's own fields, and nothing else. */
export function valuesOf(form: Form, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(form.fields.map(({ name }) => [name, fields[name] ?? '']));
}
