import { type BookSource, MEANINGS_OF_WORDS } from '../book/schema.ts';
import { type Example, shippedExamples } from './reader/example.ts';
import { createReader, type Reader } from './reader/reader.ts';

/** The reader of the shipped examples alone, which most books have. */
let shipped: Reader | undefined;
const ofBooks = new WeakMap<object, Reader>();

/**
 * The reader that a book has: it learned from the shipped examples and those of the book. It learns when it is first
 * asked, which takes a moment, and is kept.
 */
export function readerOf({ examples }: Pick<BookSource, 'examples'>): Reader {
  if (!examples) {
    shipped ??= createReader(shippedExamples());
    return shipped;
  }
  const known = ofBooks.get(examples) ?? createReader([...shippedExamples(), ...own(examples)]);
  ofBooks.set(examples, known);
  return known;
}

function own(examples: NonNullable<BookSource['examples']>): Example[] {
  return MEANINGS_OF_WORDS.flatMap((meaning) => (examples[meaning] ?? []).map((text) => ({ meaning, text })));
}
