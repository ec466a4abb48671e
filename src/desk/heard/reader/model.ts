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

const PASSES = 30;
const STEP = 0.5;
/** How strongly weights are pulled back to zero, so that a rare feature does not decide alone. */
const PULL = 1e-3;

/** Trains a model. Labels weigh the same however many lessons each has. The same lessons give the same model. */
export function trainModel<Label extends string>(
  labels: readonly Label[],
  lessons: readonly Lesson<Label>[],
): Model<Label> {
  const index = indexOf(lessons);
  const count = labels.length;
  const weights = new Float64Array((index.size + 1) * count);
  const learned = lessons.map(({ label, features }) => ({
    label: labels.indexOf(label),
    rows: rowsOf(index, features),
  }));
  const share = labels.map(
    (_, at) => lessons.length / count / Math.max(1, learned.filter(({ label }) => label === at).length),
  );
  for (let pass = 0; pass < PASSES; pass += 1) {
    const step = STEP / (1 + pass / 6);
    for (const { label, rows } of shuffled(learned, pass)) {
      const likely = softmax(weights, rows, count);
      const pace = (step * Math.min(2, share[label] ?? 1)) / Math.sqrt(rows.length);
      for (let at = 0; at < count; at += 1) {
        const error = (at === label ? 1 : 0) - (likely[at] ?? 0);
        for (const row of rows) {
          const cell = row * count + at;
          weights[cell] = (weights[cell] ?? 0) * (1 - step * PULL) + pace * error;
        }
      }
    }
  }
  return {
    likelihoods(features) {
      const likely = softmax(weights, rowsOf(index, features), count);
      return Object.fromEntries(labels.map((label, at) => [label, likely[at] ?? 0])) as Record<Label, number>;
    },
  };
}

/** The row of weights of each feature; row 0 belongs to every text. */
function indexOf(lessons: readonly Lesson<string>[]): Map<string, number> {
  const index = new Map<string, number>();
  for (const { features } of lessons)
    for (const feature of features) if (!index.has(feature)) index.set(feature, index.size + 1);
  return index;
}

function rowsOf(index: ReadonlyMap<string, number>, features: readonly string[]): readonly number[] {
  return [0, ...features.flatMap((feature) => index.get(feature) ?? [])];
}

function softmax(weights: Float64Array, rows: readonly number[], count: number): number[] {
  const sums = Array.from({ length: count }, (_, at) =>
    rows.reduce((sum, row) => sum + (weights[row * count + at] ?? 0), 0),
  );
  const most = Math.max(...sums);
  const grown = sums.map((sum) => Math.exp(sum - most));
  const all = grown.reduce((sum, each) => sum + each, 0);
  return grown.map((each) => each / all);
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
