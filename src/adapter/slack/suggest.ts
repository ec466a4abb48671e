import { randomUUID } from 'node:crypto';
import type { Form, FormOption } from '../../chat/form.ts';
import type { Hear } from '../../chat/intake.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { within } from '../../lib/within.ts';
import { toChatEvent, toChatPerson } from './hear/chat-event.ts';
import type { Self } from './hear/identity.ts';
import type { Messages } from './hear/message.ts';
import { parseSuggestion, type Suggestion } from './hear/parse-suggestion.ts';
import type { People } from './hear/people.ts';
import { askedAgain } from './hear/repeatable.ts';
import { type LongChoices, noOptions, searchOptions } from './say/long-choice.ts';
import type { OptionsAnswer } from './wire/acknowledge.ts';
import type { Channels } from './wire/channel.ts';
import { loggable } from './wire/failure.ts';
import type { Waits } from './wire/limits.ts';
import { encodePress } from './wire/press.ts';

export interface SuggestingParts {
  readonly people: People;
  readonly channels: Channels;
  readonly messages: Messages;
  readonly longChoices: LongChoices;
  readonly waits: Waits;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Suggesting {
  /**
   * The options that fit what a person typed into a field of their form. undefined if the payload is another one. The
   * options are those that the desk gave this person with the form; if they are not remembered (a restart, another
   * process), the desk is asked for the form again, as the same person. Never throws, and answers within Slack's 3 s.
   */
  suggest(body: unknown, self: Self | undefined, hear: Hear): Promise<OptionsAnswer | undefined>;
}

export function createSuggesting(parts: SuggestingParts): Suggesting {
  const { people, longChoices, waits, clock, log } = parts;

  async function findOptions(
    suggestion: Suggestion,
    self: Self | undefined,
    hear: Hear,
  ): Promise<readonly FormOption[] | undefined> {
    const { person, place, press, field } = suggestion;
    const key = { userId: person.userId, place, press };
    const kept = longChoices.find(key, field);
    if (kept) return kept;
    const form = await askAgain(suggestion, self, hear);
    if (!form) return undefined;
    longChoices.keep(person.userId, place, form);
    const again = form.fields.find(({ name }) => name === field);
    return again?.kind === 'choice' ? again.options : undefined;
  }

  /** Asks the desk as at first. That changes nothing: what gave a form lacked something, and lacks it still. */
  async function askAgain(
    { person, place, press, asked }: Suggestion,
    self: Self | undefined,
    hear: Hear,
  ): Promise<Form | undefined> {
    const again = asked && askedAgain(asked);
    if (!again) return undefined;
    const interaction = {
      id: `suggestion/${randomUUID()}`,
      at: clock.now(),
      person,
      place,
      triggerId: '',
      responseUrl: '',
      surface: 'modal',
      viewId: '',
      message: undefined,
      asked: again,
    } as const;
    const known = await people.find(person.userId, waits.strangerWaitMs);
    const event = await toChatEvent(interaction, toChatPerson(interaction, known, self), known, parts);
    const forms = (event ? await hear(event) : []).flatMap((reply) => (reply.kind === 'form' ? [reply.form] : []));
    return forms.find((form) => encodePress(form) === press);
  }

  return {
    async suggest(body, self, hear) {
      const suggestion = parseSuggestion(body, self);
      if (!suggestion) return undefined;
      const finding = findOptions(suggestion, self, hear).catch((error: unknown) => {
        log.error({ err: loggable(error) }, 'slack.no-suggestions');
        return undefined;
      });
      const options = await within(finding, waits.ackWithinMs, undefined);
      return options ? searchOptions(options, suggestion.typed) : noOptions(suggestion.frame);
    },
  };
}
