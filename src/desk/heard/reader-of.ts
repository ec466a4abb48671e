import { finish, finishBesides } from '../../lib/steps.ts';
import { type BookSource, MEANINGS_OF_WORDS } from '../book/schema.ts';
import { type Example, shippedExamples } from './reader/example.ts';
import { learnReader, type Reader } from './reader/reader.ts';

type Examples = BookSource['examples'];

/** The reader of the shipped examples alone, which most books have. */
let shipped: Reader | undefined;
const ofBooks = new WeakMap<object, Reader>();

/**
 * The reader that a book has: it learned from the shipped examples and those of the book. It learns when it is first
 * asked, which takes a moment, and is kept.
 */
export function readerOf({ examples }: Pick<BookSource, 'examples'>): Reader {
  return known(examples) ?? keep(examples, finish(learnReader(lessonsOf(examples))));
}

/** Has the reader of a book learn before it is asked, while everything else goes on. */
export async function prepareReader({ examples }: Pick<BookSource, 'examples'>): Promise<void> {
  if (!known(examples)) keep(examples, await finishBesides(learnReader(lessonsOf(examples))));
}

function known(examples: Examples): Reader | undefined {
  return examples ? ofBooks.get(examples) : shipped;
}

function keep(examples: Examples, reader: Reader): Reader {
  if (examples) ofBooks.set(examples, reader);
  else shipped = reader;
  return reader;
}

function lessonsOf(examples: Examples): Example[] {
  const own = MEANINGS_OF_WORDS.flatMap((meaning) => (examples?.[meaning] ?? []).map((text) => ({ meaning, text })));
  return [...shippedExamples(), ...own];
}
