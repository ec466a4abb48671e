import { z } from 'zod';
import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { readMoment } from '../date-input.ts';
import type { Ask } from '../desk.ts';
import { OptionalText, readInput, Text } from '../input.ts';
import { numberInput } from '../matter/input.ts';
import { resolvePerson } from '../person/person.ts';
import { personNamedIn } from './about.ts';
import { CATEGORIES, DEGREES, type FeedbackRecord, URGENCIES } from './complaint.ts';
import type { ComplaintStep } from './step.ts';

/** Reads the input of the complaint commands. */

export const ComplaintInput = z.object({ complaint: numberInput('complaint') });

const Line = z
  .string()
  .max(200)
  .default('')
  .transform((text) => text.trim());

/** One of `options`; `fallback` if the input is empty or missing. */
const choice = <const T extends readonly string[]>(options: T, fallback: T[number]) =>
  z
    .enum(['', ...options])
    .default('')
    .transform((given) => (given === '' ? fallback : (given as T[number])));

const NewComplaintInput = z.object({
  text: Text,
  category: choice(CATEGORIES, 'other'),
  urgency: choice(URGENCIES, 'normal'),
  about: Line,
  expectedAt: Line,
  ticket: Line,
  contact: Line,
  customer: Line,
  answerIn: choice(['privately', 'channel'], 'privately'),
});

/** The input for a new complaint, with `about` as the key of the person chosen or named in the words, and `expectedAt` as an instant. */
export type NewComplaintAsked = Omit<z.infer<typeof NewComplaintInput>, 'about' | 'expectedAt'> & {
  readonly about: string | undefined;
  readonly expectedAt: Instant | undefined;
};

/**
 * Reads the input for a new complaint. Refused if a field is missing or too long, `about` is none of our people, or
 * `expectedAt` is no date or in the past; the refusal names the field.
 */
export function readNewComplaint(ask: Ask): Result<NewComplaintAsked> {
  const read = readInput(NewComplaintInput, ask.input);
  if (!read.ok) return read;
  const { about: person, expectedAt: wanted } = read.value;
  const { people } = ask.book.source;
  const by = { ...ask.place, mentions: ask.mentions };
  const about = person === '' ? personNamedIn(people, read.value.text, by) : resolvePerson(people, person, by);
  if (person !== '' && about === undefined) return refuse('complaint.unknown-person', { to: person });
  const expected = wanted === '' ? accept(undefined) : readMoment(ask, 'expectedAt', wanted, { looks: 'ahead' });
  if (!expected.ok) return expected;
  if (expected.value !== undefined && expected.value < ask.turn.now)
    return refuse('complaint.expected-past', { field: 'expectedAt' });
  return accept({ ...read.value, about, expectedAt: expected.value });
}

const TextInput = z.object({ text: Text });
const NoteInput = z.object({ text: OptionalText });
const ProgressInput = z.object({ text: Text, tells: choice(['yes', 'no'], 'no') });
const RecordInput = z.object({
  result: Text,
  responsible: Line,
  headOpinion: OptionalText,
  solvedAt: Line,
  customerOpinion: OptionalText,
  degree: z.enum(['', ...DEGREES]).default(''),
});

/** The step of a verb, with its input read. Refused if input is missing or cannot be read. */
export function readComplaintStep(verb: ComplaintStep['verb'], ask: Ask): Result<ComplaintStep> {
  const { input } = ask;
  switch (verb) {
    case 'close':
      return accept({ verb });
    case 'answer':
    case 'propose-closing':
      return mapResult(readInput(TextInput, input), ({ text }) => accept({ verb, text }));
    case 'not-satisfied':
      return mapResult(readInput(NoteInput, input), ({ text }) => accept({ verb, text }));
    case 'progress':
      return mapResult(readInput(ProgressInput, input), ({ text, tells }) =>
        accept({ verb, text, tells: tells === 'yes' }),
      );
    case 'record':
      return mapResult(readRecord(ask), (record) => accept({ verb, record }));
  }
}

function readRecord(ask: Ask): Result<FeedbackRecord> {
  const read = readInput(RecordInput, ask.input);
  if (!read.ok) return read;
  const { solvedAt: wanted } = read.value;
  const solved = wanted === '' ? accept(undefined) : readMoment(ask, 'solvedAt', wanted, { looks: 'back' });
  return solved.ok ? accept({ ...read.value, solvedAt: solved.value }) : solved;
}

function mapResult<A, B>(result: Result<A>, then: (value: A) => Result<B>): Result<B> {
  return result.ok ? then(result.value) : result;
}
