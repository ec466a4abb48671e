import type { Result } from '../../lib/refusal.ts';
import type { KeyBetween } from '../../lib/text-key.ts';
import { type Numbered, parseNumber } from '../address/number.ts';
import { findSubWord, refuseSubWord, type SubWords } from '../book/sub-word.ts';
import type { Answer, Ask, Command } from '../desk.ts';

/** A kind whose texts name its second word, and what follows it: `take.<kind>Step`, `take.<kind>Rest`. */
type Spoken = Numbered & KeyBetween<'take.', 'Step'>;

/** What can be asked about the matters of one kind, for the command that takes a second word: `/desk appointment done E-3`. */
export interface SpokenSpec {
  /** Its commands are called `<feature>.<verb>`. */
  readonly feature: Spoken;
  readonly for: Command['for'];
  /** The words for the kind itself, the one that help shows first. */
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly verbs: Readonly<Record<string, SpokenVerb>>;
  /** Asked without a second word. */
  list(ask: Ask): Promise<Result<Answer>>;
}

export interface SpokenVerb {
  /** What people type for it, in every language. */
  readonly words: readonly string[];
  /** The command's input, from what follows the word. */
  readInput(rest: string): Readonly<Record<string, string>>;
  run(ask: Ask): Promise<Result<Answer>>;
}

/** The commands of one kind: the one that is typed, then those that buttons and forms name. A verb `show` must be there. */
export function spokenCommands({ feature, zh, en, verbs, list, ...spec }: SpokenSpec): readonly Command[] {
  const words: SubWords = Object.fromEntries(Object.entries(verbs).map(([verb, each]) => [verb, each.words]));
  const [step, rest] = [`${feature}Step`, `${feature}Rest`] as const;
  const hear = async (ask: Ask) => {
    const word = ask.input[step] ?? '';
    const said = word.trim().toLowerCase();
    if (said === '') return list(ask);
    const isNumber = parseNumber(feature, said) !== undefined;
    const verb = verbs[isNumber ? 'show' : (findSubWord(words, said) ?? '')];
    if (!verb) return refuseSubWord(`${feature}.unknown-word`, words, word);
    return verb.run({ ...ask, input: isNumber ? { [feature]: said } : verb.readInput((ask.input[rest] ?? '').trim()) });
  };
  return [
    { name: `${feature}.ask`, for: spec.for, typed: { slash: 'desk', zh, en, takes: [step, rest] }, run: hear },
    ...Object.entries(verbs).map(([verb, { run }]) => ({
      name: `${feature}.${verb}`,
      for: spec.for,
      typed: undefined,
      run,
    })),
  ];
}

/** What follows the word is the number alone. */
export function readNumber(feature: Numbered) {
  return (rest: string) => ({ [feature]: rest });
}
