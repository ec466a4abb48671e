import { plainOf } from '../../lib/plain-text.ts';

/**
 * Text as lexemes, the units of PostgreSQL's `tsvector`, and words as the `tsquery` that finds them. PostgreSQL's own
 * parsers do not split Chinese, so it is done here, the same on every database: Chinese as pairs of neighbouring
 * characters, other scripts as words (docs/decision/0023).
 */

/** Scripts that put no blanks between words. */
const DENSE = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}`;
const LETTER = String.raw`[[\p{L}\p{N}\p{M}]--[${DENSE}]]`;
/** A run of a dense script, or a word with the signs inside it: `10.0.0.1`, `core-sw`, `ge-0/0/1`. */
const RUN = new RegExp(String.raw`[${DENSE}]+|${LETTER}+(?:[\-_.\/:@]+${LETTER}+)*`, 'gv');
const IS_DENSE = new RegExp(`^[${DENSE}]`, 'v');
const JOINER = /[-_./:@]+/;

/** Longer words are cut, in texts and in queries alike, so that a row of `ticket_words` stays within bounds. */
const MOST_CHARS = 32;

/** Text as it is compared: in the one plain form (`lib/plain-text.ts`). */
export function foldText(text: string): string {
  return plainOf(text).plain;
}

/** The distinct lexemes of a text. */
export function lexemesOf(text: string): string[] {
  return [...new Set(runsOf(text).flatMap((run) => (IS_DENSE.test(run) ? pairsOf(run) : wordsOf(run))))];
}

/**
 * The `tsquery` that finds texts with everything in `said`: Chinese in full, other words also as the beginning of a
 * longer one (`rout` finds `router`). undefined: there is nothing to look for, as in `!?`.
 */
export function queryOfText(said: string): string | undefined {
  const parts = runsOf(said).map((run) => (IS_DENSE.test(run) ? queryOfDense(run) : queryOfWord(run)));
  return parts.length === 0 ? undefined : parts.join(' & ');
}

/** The `tsquery` of one lexeme, exactly. */
export function queryOfLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

function runsOf(text: string): string[] {
  return foldText(text).match(RUN) ?? [];
}

/** Pairs of neighbours, and the last character: a search for one character finds it at the beginning of a lexeme. */
function pairsOf(run: string): string[] {
  const points = [...run];
  return points.map((point, index) => point + (points[index + 1] ?? ''));
}

function wordsOf(run: string): string[] {
  const parts = run.split(JOINER);
  return (parts.length > 1 ? [run, ...parts] : parts).map(cut);
}

function queryOfDense(run: string): string {
  const pairs = pairsOf(run);
  if (pairs.length === 1) return `${queryOfLexeme(run)}:*`;
  return pairs.slice(0, -1).map(queryOfLexeme).join(' & ');
}

/** The number of a ticket is that number: `t-1` does not find `t-12`. */
const TICKET_NUMBER = /^t-\d+$/;
/** Shorter words are found as they are: too many others begin like them. */
const FEWEST_TO_EXTEND = 3;

function queryOfWord(run: string): string {
  if (TICKET_NUMBER.test(run)) return queryOfLexeme(run);
  const parts = run.split(JOINER);
  if (parts.length === 1) return queryOfStem(singular(run));
  // Joined otherwise (`core sw` for `core-sw`) it is found by its parts, unless these are single characters.
  const apart = parts.every(({ length }) => length > 1) ? [`(${parts.map(queryOfStem).join(' & ')})`] : [];
  return `(${[queryOfStem(run), ...apart].join(' | ')})`;
}

function queryOfStem(word: string): string {
  const isExtended = [...word].length >= FEWEST_TO_EXTEND;
  return `${queryOfLexeme(cut(word))}${isExtended ? ':*' : ''}`;
}

/** `switches` looks for `switch…`, `routers` for `router…`: the beginning is what both have. */
function singular(word: string): string {
  return /^[a-z]{4,}s$/.test(word) ? word.replace(/(?<=[a-z]{3})(?:(?<=ch|sh|x|ss)es|s)$/, '') : word;
}

function cut(word: string): string {
  return [...word].slice(0, MOST_CHARS).join('');
}
