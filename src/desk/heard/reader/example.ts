import { readFileSync } from 'node:fs';
import { MEANINGS_OF_WORDS, type MeaningOfWords } from '../../book/schema.ts';

/** A sentence and what a person said it is about. */
export interface Example {
  readonly meaning: MeaningOfWords;
  readonly text: string;
}

/**
 * Reads a file of examples: a line `# <meaning>` begins a section, each other line is one sentence. Throws if a section
 * has an unknown meaning, or a sentence stands in none.
 */
export function parseExamples(content: string): Example[] {
  let meaning: MeaningOfWords | undefined;
  return content.split('\n').flatMap((line): Example[] => {
    const text = line.trim();
    if (text === '') return [];
    if (text.startsWith('# ')) {
      meaning = MEANINGS_OF_WORDS.find((each) => each === text.slice(2).trim());
      if (meaning === undefined) throw new Error(`no such meaning of words: ${text}`);
      return [];
    }
    if (meaning === undefined) throw new Error(`an example in no section: ${text}`);
    return [{ meaning, text }];
  });
}

/** The examples that Deskbell ships, in Chinese and English. */
export function shippedExamples(): Example[] {
  return ['zh', 'en'].flatMap((language) =>
    parseExamples(readFileSync(new URL(`./examples/${language}.txt`, import.meta.url), 'utf8')),
  );
}
