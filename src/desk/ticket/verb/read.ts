import { z } from 'zod';
import type { SentFile } from '../../../chat/file.ts';
import { accept, type Result, refuse } from '../../../lib/refusal.ts';
import type { Ask } from '../../desk.ts';
import { OptionalText, readInput, Text } from '../../input.ts';
import { resolvePerson } from '../../person/person.ts';
import type { Written } from './write.ts';

/** How verbs read their details out of an ask: the parts that several of them share. */

const TextInput = z.object({ text: Text });
const NoteInput = z.object({ text: OptionalText });

/** Nothing is asked for. */
export function readNothing(): Result<Record<never, never>> {
  return accept({});
}

/** Words that must be there; files of the message stand for them. */
export function readWords(ask: Ask): Result<Written> {
  const files = filesOf(ask);
  if (files.length === 0) return readText(ask);
  return andThen(readNote(ask), ({ text }) => accept({ text, files }));
}

/** Words that must be there. Refuses their absence (`input.missing`). */
export function readText({ input }: Ask): Result<{ text: string }> {
  return readInput(TextInput, input);
}

/** Words that may be there; without them the text is empty. */
export function readNote({ input }: Ask): Result<{ text: string }> {
  return readInput(NoteInput, input);
}

/** The key of the person meant by `to`. Refuses who is not in the book, and names who is. */
export function readPerson(to: string, { book, place, mentions }: Ask): Result<string> {
  const { people } = book.source;
  const key = resolvePerson(people, to, { ...place, mentions });
  if (key === undefined) return refuse('ticket.unknown-person', { to, allowed: Object.keys(people).join(', ') });
  return accept(key);
}

/** Goes on with what was read, or hands the refusal on. */
export function andThen<A, B>(result: Result<A>, next: (value: A) => Result<B>): Result<B> {
  return result.ok ? next(result.value) : result;
}

/** Files of the message that the words stand in; a form may be about somebody else's message. */
function filesOf({ by, message }: Ask): SentFile[] {
  return by === 'words' ? (message?.files ?? []).flatMap(({ sent }) => sent ?? []) : [];
}
