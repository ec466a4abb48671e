import type { Steps } from '../../../lib/steps.ts';

/**
 * A small model that is trained in the process when it is first needed: multinomial logistic regression. It was chosen
 * because each of its decisions is a sum of weights that can be shown (docs/decision/0022-reading-free-words.md).
 */

/** What a model learns from: the features of a text and the label that a person gave it. */
export interface Lesson<Label extends string> {
  readonly label: Label;
  readonly features: readonly string[];
}

export interface Model<Label extends string> {
  /** How likely each label is; together they are 1. */
  likelihoods(features: readonly string[]): Readonly<Record<Label, number>>;
}

const PASSES = 20;
const STEP = 0.5;
/** After so many passes the step is half as long. */
const SLOWS_AFTER = 6;
/** How strongly weights are pulled back to zero, so that a rare feature does not decide alone. */
const PULL = 1e-3;
/** A feature of fewer lessons teaches nothing about other texts. */
const LEAST_LESSONS = 2;

/** Trains a model. Labels weigh the same however many lessons each has. The same lessons give the same model. */
export function* trainModel<Label extends string>(
  labels: readonly Label[],
  lessons: readonly Lesson<Label>[],
): Steps<Model<Label>> {
  const index = indexOf(lessons);
  const weights = new Float64Array((index.size + 1) * labels.length);
  yield;
  const learned = lessons.map(({ label, features }) => ({
    label: labels.indexOf(label),
    rows: rowsOf(index, features),
  }));
  yield;
  const pace = pacesOf(learned, labels.length);
  const likely = new Float64Array(labels.length);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const step = STEP / (1 + pass / SLOWS_AFTER);
    for (const lesson of shuffled(learned, pass)) learn(weights, likely, lesson, step, pace[lesson.label] ?? 1);
    yield;
  }
  return {
    likelihoods(features) {
      softmax(weights, rowsOf(index, features), likely);
      return Object.fromEntries(labels.map((label, at) => [label, likely[at] ?? 0])) as Record<Label, number>;
    },
  };
}

interface Learned {
  readonly label: number;
  readonly rows: Int32Array;
}

/** How fast lessons of each label teach: rare labels teach up to twice as fast. */
function pacesOf(learned: readonly Learned[], labels: number): number[] {
  return Array.from({ length: labels }, (_, at) => {
    const count = learned.filter(({ label }) => label === at).length;
    return Math.min(2, learned.length / labels / Math.max(1, count));
  });
}

/** One step of stochastic gradient descent. `likely` is overwritten. */
function learn(
  weights: Float64Array,
  likely: Float64Array,
  { label, rows }: Learned,
  step: number,
  pace: number,
): void {
  softmax(weights, rows, likely);
  const count = likely.length;
  const length = (step * pace) / Math.sqrt(rows.length);
  const kept = 1 - step * PULL;
  for (let at = 0; at < count; at += 1) likely[at] = length * ((at === label ? 1 : 0) - (likely[at] as number));
  for (let row = 0; row < rows.length; row += 1) {
    const cell = (rows[row] as number) * count;
    for (let at = 0; at < count; at += 1)
      weights[cell + at] = (weights[cell + at] as number) * kept + (likely[at] as number);
  }
}

/** The row of weights of each feature; row 0 belongs to every text. */
function indexOf(lessons: readonly Lesson<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of lessons) for (const each of features) counts.set(each, (counts.get(each) ?? 0) + 1);
  const index = new Map<string, number>();
  for (const [feature, count] of counts) if (count >= LEAST_LESSONS) index.set(feature, index.size + 1);
  return index;
}

function rowsOf(index: ReadonlyMap<string, number>, features: readonly string[]): Int32Array {
  return Int32Array.from([0, ...features.flatMap((feature) => index.get(feature) ?? [])]);
}

/** Puts the likelihood of each label into `likely`. */
function softmax(weights: Float64Array, rows: Int32Array, likely: Float64Array): void {
  const count = likely.length;
  likely.fill(0);
  for (let row = 0; row < rows.length; row += 1) {
    const cell = (rows[row] as number) * count;
    for (let at = 0; at < count; at += 1) likely[at] = (likely[at] as number) + (weights[cell + at] as number);
  }
  const most = Math.max(...likely);
  let all = 0;
  for (let at = 0; at < count; at += 1) {
    likely[at] = Math.exp((likely[at] as number) - most);
    all += likely[at] as number;
  }
  for (let at = 0; at < count; at += 1) likely[at] = (likely[at] as number) / all;
}

/** Mixes the order of the lessons, in the same way at every start. */
function shuffled<T>(all: readonly T[], seed: number): T[] {
  const mixed = [...all];
  let state = seed * 7919 + 17;
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    state = (state * 48271) % 2147483647;
    const other = state % (at + 1);
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}
