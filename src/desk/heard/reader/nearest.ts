import type { Steps } from '../../../lib/steps.ts';

/** A sentence with its features, and the label that a person gave it. */
export interface Compared<Label extends string> {
  readonly text: string;
  readonly label: Label;
  readonly features: readonly string[];
}

/** The sentences most like a text. */
export interface Nearest<Label extends string> {
  /** Up to two of them, the most alike first, of this label alone or of all; empty if none is alike. */
  texts(label: Label | undefined): readonly string[];
  /** How much of the likeness of the fifteen nearest belongs to sentences with this label, from 0 to 1. */
  share(label: Label): number;
}

const COMPARED = 15;
const SHOWN = 2;
/** So many sentences are some milliseconds of work. */
const AT_ONCE = 500;
/** Less alike than this is not alike. */
const LEAST = 0.15;
/** What more than a tenth of the sentences have tells none of them from the others. */
const COMMON = 0.1;

/**
 * Finds the sentences most like a text, by the features that both have: rare ones count more (the cosine of vectors
 * weighted by inverse document frequency).
 */
export function* createNearest<Label extends string>(
  sentences: readonly Compared<Label>[],
): Steps<(features: readonly string[]) => Nearest<Label>> {
  const holders = yield* holdersOf(sentences);
  const weightOf = (feature: string) => Math.log(1 + sentences.length / (holders.get(feature)?.length ?? 1)) ** 2;
  const known = (features: readonly string[]) => features.filter((feature) => holders.has(feature));
  const lengths: number[] = [];
  for (const { features } of sentences) {
    lengths.push(lengthOf(known(features).map(weightOf)));
    if (lengths.length % AT_ONCE === 0) yield;
  }
  const shared = new Float64Array(sentences.length);
  return (features) => {
    shared.fill(0);
    const own = known(features);
    for (const feature of own) {
      const weight = weightOf(feature);
      for (const at of holders.get(feature) ?? []) shared[at] = (shared[at] ?? 0) + weight;
    }
    const length = lengthOf(own.map(weightOf));
    const alike = (at: number) => (shared[at] ?? 0) / (length * (lengths[at] ?? 1));
    const top = mostOf(shared, alike);
    const all = top.reduce((sum, at) => sum + alike(at), 0);
    return {
      texts: (label) =>
        top
          .filter((at) => alike(at) >= LEAST && (label === undefined || sentences[at]?.label === label))
          .slice(0, SHOWN)
          .map((at) => sentences[at]?.text ?? ''),
      share: (label) =>
        top.filter((at) => sentences[at]?.label === label).reduce((sum, at) => sum + alike(at), 0) / (all || 1),
    };
  };
}

/** Which sentences have each feature, but for common ones. */
function* holdersOf(sentences: readonly Compared<string>[]): Steps<ReadonlyMap<string, readonly number[]>> {
  const holders = new Map<string, number[]>();
  for (const [at, { features }] of sentences.entries()) {
    for (const feature of features) {
      const have = holders.get(feature);
      if (have) have.push(at);
      else holders.set(feature, [at]);
    }
    if (at % AT_ONCE === 0) yield;
  }
  for (const [feature, have] of holders) if (have.length > sentences.length * COMMON) holders.delete(feature);
  return holders;
}

/** The numbers of the sentences that are most alike, the most alike first. */
function mostOf(shared: Float64Array, alike: (at: number) => number): number[] {
  const top: number[] = [];
  let least = 0;
  for (let at = 0; at < shared.length; at += 1) {
    if (shared[at] === 0 || (top.length === COMPARED && alike(at) <= least)) continue;
    top.push(at);
    top.sort((one, other) => alike(other) - alike(one));
    if (top.length > COMPARED) top.pop();
    least = alike(top.at(-1) ?? at);
  }
  return top;
}

function lengthOf(weights: readonly number[]): number {
  return Math.sqrt(weights.reduce((sum, weight) => sum + weight, 0)) || 1;
}
