import type { Form, FormOption } from '../../../chat/form.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Clock, Instant } from '../../../lib/instant.ts';
import { plainOf } from '../../../lib/plain-text.ts';
import type { OptionsAnswer } from '../wire/acknowledge.ts';
import { LIMITS } from '../wire/limits.ts';
import { encodePress } from '../wire/press.ts';
import { isLongChoice, plain, renderOption } from './form-field.ts';
import { languageOf, say } from './words.ts';

/** Which form, and who has it: the form's command and arguments as its `private_metadata` has them. */
export interface FormKey {
  readonly userId: string;
  readonly place: ChatPlace;
  readonly press: string;
}

type Choices = ReadonlyMap<string, readonly FormOption[]>;

/** The options of choices that are searched, of the forms that people got last. In memory only. */
export interface LongChoices {
  /** Remembers the long choices of a form for the person who gets it. */
  keep(userId: string, place: ChatPlace, form: Form): void;
  /** The options of a field; undefined if the form is not remembered, or for too long. `field`: its name. */
  find(key: FormKey, field: string): readonly FormOption[] | undefined;
}

export function createLongChoices(clock: Clock): LongChoices {
  const kept = new Map<string, { readonly choices: Choices; readonly until: Instant }>();
  const countOptions = () =>
    [...kept.values()].flatMap(({ choices }) => [...choices.values()]).reduce((sum, each) => sum + each.length, 0);
  const nameOf = ({ userId, place, press }: FormKey) =>
    JSON.stringify([userId, place.channelId, place.threadId, press]);
  return {
    keep(userId, place, form) {
      const choices = new Map(
        form.fields.flatMap((field) =>
          field.kind === 'choice' && isLongChoice(field) ? [[field.name, field.options]] : [],
        ),
      );
      if (choices.size === 0) return;
      const name = nameOf({ userId, place, press: encodePress(form) });
      kept.delete(name);
      kept.set(name, { choices, until: clock.now() + LIMITS.keepChoicesMs });
      // The newest one stays, however long it is: the desk would have to be asked at every letter that is typed.
      for (const oldest of [...kept.keys()].slice(0, -1)) {
        if (kept.size <= LIMITS.keptChoices && countOptions() <= LIMITS.keptOptions) break;
        kept.delete(oldest);
      }
    },
    find(key, field) {
      const found = kept.get(nameOf(key));
      return found && found.until > clock.now() ? found.choices.get(field) : undefined;
    },
  };
}

/**
 * The options that have all typed words in their label, value or other name, in upper or lower case. First the one that
 * is typed in full, then those that begin so. Slack shows 100; if there are more, their heading says so.
 */
export function searchOptions(options: readonly FormOption[], typed: string): OptionsAnswer {
  const words = plainOf(typed).plain.split(/\s+/).filter(Boolean);
  const found = options.filter((option) => words.every((word) => textOf(option).includes(word)));
  const whole = plainOf(typed).plain.trim();
  const rank = ({ label, value }: FormOption) => {
    const names = [label, value].map((each) => plainOf(each).plain);
    if (whole === '') return 0;
    return names.includes(whole) ? 0 : names.some((name) => name.startsWith(whole)) ? 1 : 2;
  };
  const shown = found.toSorted((one, other) => rank(one) - rank(other)).slice(0, LIMITS.selectOptions);
  if (shown.length === found.length) return { options: shown.map(renderOption) };
  const language = languageOf(options.map(({ label }) => label).join(''));
  const heading = say('searchMore', language)
    .replace('{{shown}}', String(shown.length))
    .replace('{{all}}', String(found.length));
  return { option_groups: [{ label: plain(heading, LIMITS.optionChars), options: shown.map(renderOption) }] };
}

/** Stands in the menu when its options are not known. `frame`: words of the form, for its language. */
export function noOptions(frame: string): OptionsAnswer {
  return { options: [{ text: plain(say('notLoaded', languageOf(frame)), LIMITS.optionChars), value: 'none' }] };
}

function textOf({ label, value, also = '' }: FormOption): string {
  return plainOf(`${label} ${value} ${also}`).plain;
}
