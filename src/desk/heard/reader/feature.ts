import { cuesIn } from './cue/cue.ts';

/**
 * What the model looks at in a plain text (`plainOf`): runs of one to three Chinese characters, words, pairs of words and
 * runs of four letters (so that a slip of the keys leaves most of a word), its ends, the cues of `cue/`, and its length.
 * Each is named once per text.
 */
export function featuresOf(plain: string): readonly string[] {
  const features = new Set<string>();
  for (const run of plain.match(HAN_RUN) ?? []) addRuns(features, [...run]);
  addWords(features, plain.match(WORD) ?? []);
  addEnds(features, plain.match(TOKEN) ?? []);
  if (plain.includes('?')) features.add('asks');
  const cues = [...cuesIn(plain)];
  for (const [at, cue] of cues.entries()) {
    features.add(`cue:${cue}`);
    for (const other of cues.slice(at + 1)) features.add(`cues:${cue}+${other}`);
  }
  features.add(`length:${lengthOf(plain)}`);
  return [...features];
}

/** How a text begins and ends, where thanks, questions and requests show. */
function addEnds(features: Set<string>, tokens: readonly string[]): void {
  features.add(`first:${tokens[0]}`).add(`first:${tokens.slice(0, 2).join(' ')}`);
  features.add(`last:${tokens.at(-1)}`).add(`last:${tokens.slice(-2).join(' ')}`);
}

const TOKEN = /\p{Script=Han}|[a-z][a-z']*|\d+/gu;
const HAN_RUN = /\p{Script=Han}+/gu;
const WORD = /[a-z][a-z']*|\d+/g;

function addRuns(features: Set<string>, signs: readonly string[]): void {
  for (let at = 0; at < signs.length; at += 1)
    for (let count = 1; count <= 3 && at + count <= signs.length; count += 1)
      features.add(`h:${signs.slice(at, at + count).join('')}`);
}

function addWords(features: Set<string>, words: readonly string[]): void {
  let before = '^';
  for (const each of words) {
    const word = /^\d/.test(each) ? '0' : each;
    features.add(`w:${word}`);
    features.add(`p:${before} ${word}`);
    before = word;
    const edged = `<${word}>`;
    if (word.length > 3) for (let at = 0; at + 4 <= edged.length; at += 1) features.add(`l:${edged.slice(at, at + 4)}`);
  }
}

/** About how much is said: a Chinese character counts as two thirds of a word. */
function lengthOf(plain: string): string {
  const words = (plain.match(WORD) ?? []).length + (plain.match(/\p{Script=Han}/gu) ?? []).length / 1.5;
  if (words <= 1.5) return 'one';
  if (words <= 3) return 'few';
  return words <= 12 ? 'some' : 'many';
}
