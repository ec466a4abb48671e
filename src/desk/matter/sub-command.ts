import { plainWord } from '../../lib/plain-text.ts';
import type { Result } from '../../lib/refusal.ts';
import type { KeyBetween } from '../../lib/text-key.ts';
import { type Numbered, parseNumber } from '../address/number.ts';
import { findSubWord, refuseSubWord, type SubWords } from '../book/sub-word.ts';
import type { Answer, Ask, Command } from '../desk.ts';

/**
 * A kind with texts that name the inputs `<kind>Step` and `<kind>Rest` in help: `take.<kind>Step`, `take.<kind>Rest`.
 */
type KindWithSubCommands = Numbered & KeyBetween<'take.', 'Step'>;

/** The commands of one kind of matter that are typed with a second word: `/desk appointment done E-3`. */
export interface SubCommandSpec {
  /** Commands are called `<feature>.<verb>`. */
  readonly feature: KindWithSubCommands;
  readonly for: Command['for'];
  /** Words for the kind itself; help shows the first. */
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly verbs: Readonly<Record<string, SubCommand>>;
  /** Runs if no second word is typed. */
  list(ask: Ask): Promise<Result<Answer>>;
}

/** One second word: how it is typed, read and run. */
export interface SubCommand {
  /** What people type for it, in any language. */
  readonly words: readonly string[];
  /** Reads the rest of the line, after the second word, as the command's input. */
  readInput(rest: string): Readonly<Record<string, string>>;
  run(ask: Ask): Promise<Result<Answer>>;
}

/**
 * Gives the typed command, which finds the verb by the second word, and one command for each verb, for buttons and
 * forms. A typed number without a verb means `show`, so that verb must exist.
 */
export function defineSubCommands({ feature, zh, en, verbs, list, ...spec }: SubCommandSpec): readonly Command[] {
  const words: SubWords = Object.fromEntries(Object.entries(verbs).map(([verb, each]) => [verb, each.words]));
  const [step, rest] = [`${feature}Step`, `${feature}Rest`] as const;
  const hear = async (ask: Ask) => {
    const word = ask.input[step] ?? '';
    const said = plainWord(word);
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

/** Reads the rest of the line as nothing but a number. */
export function readNumber(feature: Numbered) {
  return (rest: string) => ({ [feature]: rest });
}
