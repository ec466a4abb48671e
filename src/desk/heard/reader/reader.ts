import { plainOf, trimSigns } from '../../../lib/plain-text.ts';
import type { Steps } from '../../../lib/steps.ts';
import { MEANINGS_OF_WORDS, type MeaningOfWords } from '../../book/schema.ts';
import { type CueName, cuesIn } from './cue/cue.ts';
import type { Example } from './example.ts';
import { featuresOf } from './feature.ts';
import { type Lesson, trainModel } from './model.ts';
import { createNearest } from './nearest.ts';

/** What free words are about, and why the reader thinks so. */
export interface Reading {
  /** `unclear`: the reader would have to guess, so the person is asked. */
  readonly meaning: MeaningOfWords | 'unclear';
  /** Whether it may be a complaint: then it must stay private, even if it is more than that. */
  readonly mayComplain: boolean;
  /** Whether it has words of displeasure. */
  readonly isDispleased: boolean;
  /** Whether it says that something works, or works again. */
  readonly saysFine: boolean;
  /** Whether it has a word of thanks or agreement. */
  readonly saysThanks: boolean;
  /** How likely each meaning is, from 0 to 1; together they are 1. */
  readonly likelihoods: Readonly<Record<MeaningOfWords, number>>;
  /** The examples of its meaning that are most like it, the most alike first; empty if it is like none. */
  readonly like: readonly string[];
}

/** Reads free words. It asks nothing of the network, and takes less than a millisecond. */
export type Reader = (text: string) => Reading;

/** What stands behind so many characters changes nothing any more. */
const READ_CHARS = 4000;

/** How sure the reader must be before it acts. Set on the examples, each part of them read by a model of the others. */
const SURE: Readonly<Record<Exclude<MeaningOfWords, 'fault' | 'other'>, number>> = {
  thanks: 0.5,
  status: 0.5,
  duty: 0.5,
  help: 0.5,
  complaint: 0.6,
};
/** With words of displeasure this much is enough for a complaint. */
const SURE_DISPLEASED = 0.3;
/** From here on nothing is answered without asking whether it is a complaint. */
const HOLDS_BACK = 0.3;
/** Above this likelihood a text may be a complaint, which a fault is never made of without asking. */
const MAY_COMPLAIN = 0.12;

/** How sure a fault must be: a device that is broken is told by few words, anything else needs more. */
const SURE_FAULT = { plain: 0.75, asked: 0.9, other: 0.94, doubtful: 0.98 };
/** How much of the likeness must belong to faults: the model alone is sure of too much. */
const LIKE_FAULTS = 0.55;
/** Signs that nothing is broken here and now. With one of them no fault is reported without asking. */
const DENIALS: readonly CueName[] = ['fine', 'if', 'hearsay', 'planned'];
/** Signs by which words about a fault are often about something else. */
const DOUBTS: readonly CueName[] = ['past', 'future', 'paper', 'wish', 'test', 'how', 'people'];

/** Some milliseconds of work. */
const LESSONS_AT_ONCE = 100;

/** Learns from the examples, which takes half a second in all. */
export function* learnReader(examples: readonly Example[]): Steps<Reader> {
  const lessons: (Lesson<MeaningOfWords> & { readonly text: string })[] = [];
  for (const { meaning, text } of examples) {
    lessons.push({ label: meaning, features: featuresOf(plainOf(text).plain), text });
    if (lessons.length % LESSONS_AT_ONCE === 0) yield;
  }
  const model = yield* trainModel(MEANINGS_OF_WORDS, lessons);
  const nearest = yield* createNearest(lessons);
  return (text) => {
    const { plain } = plainOf(text.slice(0, READ_CHARS));
    const features = featuresOf(plain);
    const likelihoods = model.likelihoods(features);
    const near = nearest(features);
    const cues = cuesIn(plain);
    const seen: Seen = { plain, likelihoods, cues, isLikeFaults: near.share('fault') >= LIKE_FAULTS };
    const meaning = decide(seen);
    return {
      meaning,
      mayComplain: mayComplain(seen),
      isDispleased: isDispleased(seen),
      saysFine: cues.has('fine'),
      saysThanks: cues.has('thanks'),
      likelihoods,
      like: near.texts(meaning === 'unclear' ? undefined : meaning),
    };
  };
}

/** What a decision is made by. */
interface Seen {
  readonly plain: string;
  readonly likelihoods: Reading['likelihoods'];
  readonly cues: ReadonlySet<CueName>;
  /** Whether the examples that are most like it are faults. */
  readonly isLikeFaults: boolean;
}

function decide(seen: Seen): Reading['meaning'] {
  const { plain, likelihoods, cues, isLikeFaults } = seen;
  if (trimSigns(plain) === '') return CROSS.test(plain) ? 'unclear' : 'thanks';
  const { fault, complaint } = likelihoods;
  if (complaint >= SURE.complaint || isDispleased(seen)) return 'complaint';
  const isFault = fault >= sureFault(cues) && isLikeFaults && !NO_WORDS.test(plain);
  if (isFault) return mayComplain(seen) ? 'unclear' : 'fault';
  const [best] = CALM.toSorted((one, other) => likelihoods[other] - likelihoods[one]);
  if (best === undefined || likelihoods[best] < SURE[best] || complaint >= HOLDS_BACK) return 'unclear';
  return isShown(best, cues, fault) ? best : 'unclear';
}

function mayComplain({ likelihoods, cues }: Seen): boolean {
  return likelihoods.complaint >= MAY_COMPLAIN || cues.has('dissatisfied');
}

function isDispleased({ likelihoods: { complaint }, cues }: Seen): boolean {
  return cues.has('complains') || (cues.has('dissatisfied') && complaint >= SURE_DISPLEASED);
}

/** What is answered in private, so that a mistake wakes no one. */
const CALM = ['thanks', 'status', 'duty', 'help'] as const;

/** Signs of anger without a word. */
const CROSS = /[\u{1f620}\u{1f621}\u{1f624}\u{1f92c}\u{1f44e}\u{1f595}\u{1f4a9}]/u;
/** An address or a number alone. */
const NO_WORDS = /^(?:https?:\/\/\S+|[\d\s\p{P}\p{S}]+)$/u;
/** Above this a cry for help is rather about a fault. */
const NO_FAULT = 0.2;

/** What a meaning needs beside its likelihood: thanks a word of thanks, and none of them a word about a fault. */
function isShown(meaning: (typeof CALM)[number], cues: ReadonlySet<CueName>, fault: number): boolean {
  switch (meaning) {
    case 'thanks':
      return cues.has('fine') || (cues.has('thanks') && !cues.has('broken') && !cues.has('status'));
    case 'help':
      return !cues.has('broken') && fault < NO_FAULT;
    case 'status':
      return !cues.has('fine') && !cues.has('if') && !cues.has('alert') && !cues.has('as-a-rule') && !cues.has('again');
    case 'duty':
      return !cues.has('broken') || cues.has('duty');
  }
}

function sureFault(cues: ReadonlySet<CueName>): number {
  if (DENIALS.some((cue) => cues.has(cue))) return Number.POSITIVE_INFINITY;
  if (DOUBTS.some((cue) => cues.has(cue))) return SURE_FAULT.doubtful;
  if (!cues.has('broken') || !cues.has('device')) return SURE_FAULT.other;
  return cues.has('question') ? SURE_FAULT.asked : SURE_FAULT.plain;
}

const LIKELY = 0.4;

/** Whether words that are not said to us sound like a fault, so that offering to report it is no bother. */
export function isLikelyFault({ meaning, likelihoods, mayComplain }: Reading): boolean {
  return meaning === 'fault' || (meaning === 'unclear' && !mayComplain && likelihoods.fault >= LIKELY);
}
