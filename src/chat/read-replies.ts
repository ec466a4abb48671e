import type { Reply } from './reply.ts';

/** What replies say to a page or a program, which reads them in place of a person. */

/** Why the desk refused; undefined if it did not. */
export function refusalOf(replies: readonly Reply[]): { text: string; field: string | undefined } | undefined {
  const bad = replies.find((reply) => reply.kind === 'whisper' && reply.tone === 'bad');
  return bad?.kind === 'whisper' ? { text: bad.text, field: bad.field } : undefined;
}

/** The subject of the card that was created or changed; empty if none. */
export function subjectOf(replies: readonly Reply[]): string {
  return replies.find((reply) => reply.kind === 'whisper')?.subject ?? '';
}

/** The number in a ticket's or complaint's subject; undefined for other subjects. */
export function numberIn(subject: string): number | undefined {
  const id = /^(?:ticket|complaint)\/(\d{1,9})$/.exec(subject)?.[1];
  return id === undefined ? undefined : Number(id);
}
