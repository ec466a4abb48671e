import { z } from 'zod';
import type { SentFile } from '../../../chat/file.ts';
import type { Instant } from '../../../lib/instant.ts';
import { namesIn } from '../../../lib/language.ts';
import { accept, type Result, refuse } from '../../../lib/refusal.ts';
import { readMoment } from '../../date-input.ts';
import type { Ask } from '../../desk.ts';
import { OptionalText, readInput, Text } from '../../input.ts';
import { resolvePerson } from '../../person/person.ts';
import type { Written } from './write.ts';

/** How verbs read their details from an ask: the parts that several of them share. */

const TextInput = z.object({ text: Text });
const NoteInput = z.object({ text: OptionalText });

/** For verbs without details. */
export function readNothing(): Result<Record<never, never>> {
  return accept({});
}

/** Reads a required text; files of the message may stand in for it. */
export function readWords(ask: Ask): Result<Written> {
  const files = filesOf(ask);
  if (files.length === 0) return readText(ask);
  return andThen(readNote(ask), ({ text }) => accept({ text, files }));
}

/** Reads a required text. Refused without one (`input.missing`). */
export function readText({ input }: Ask): Result<{ text: string }> {
  return readInput(TextInput, input);
}

/** Reads an optional text; left out, it is empty. */
export function readNote({ input }: Ask): Result<{ text: string }> {
  return readInput(NoteInput, input);
}

/** Reads whom `to` means and returns their key. Refuses people who are not in the book and names those who are. */
export function readPerson(to: string, { book, place, mentions }: Ask): Result<string> {
  const { people } = book.source;
  const key = resolvePerson(people, to, { ...place, mentions });
  if (key === undefined) return refuse('ticket.unknown-person', { to, allowed: namesIn(people) });
  return accept(key);
}

/** Continues with what was read, or returns the refusal. */
export function andThen<A, B>(result: Result<A>, next: (value: A) => Result<B>): Result<B> {
  return result.ok ? next(result.value) : result;
}

/**
 * The files of the message that the words are in. A form has none: it may have been opened from another person's
 * message.
 */
function filesOf({ by, message }: Ask): SentFile[] {
  return by === 'words' ? (message?.files ?? []).flatMap(({ sent }) => sent ?? []) : [];
}

/** A short text that may be left out. */
export const Line = z.string().default('').pipe(z.string().trim().max(200));

/** An instant that may be left out: `looks` says where a date without a year is looked for. */
export function readAt(ask: Ask, field: string, said: string, looks: 'back' | 'ahead'): Result<Instant | undefined> {
  return said === '' ? accept(undefined) : readMoment(ask, field, said, { looks });
}
