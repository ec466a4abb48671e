import { parseWords } from '../../src/adapter/playground/parse.ts';
import type { Card } from '../../src/chat/card.ts';
import type { ChatEvent, ChatMessage, Wordless } from '../../src/chat/event.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Outcome } from '../../src/command/dispatch.ts';
import type { Clock } from '../../src/lib/instant.ts';
import { buttonsOn } from './card-words.ts';
import { PLATFORM } from './sample-book.ts';

/** The private answer to a person who asked. */
export interface Told {
  /** The whispers, one a line. */
  readonly text: string;
  readonly card: Card | undefined;
  /** The cards after the first one. */
  readonly otherCards: readonly Card[];
  readonly form: Form | undefined;
  /** The refusal's dotted code; undefined: nothing was refused. */
  readonly refused: string | undefined;
}

/** `id` names the event: the same again is a redelivery. */
interface Delivery {
  readonly id?: string;
  /** The message that it is said in or is about. */
  readonly message?: ChatMessage;
  /** It was said to others, not to the desk. */
  readonly overheard?: true;
  /** What was sent instead of words. */
  readonly wordless?: Wordless;
  /** The people whom the words mention: as written → user id. */
  readonly mentions?: Readonly<Record<string, string>>;
  /** They are of another organisation than ours. */
  readonly external?: true;
  /** Another platform than the book's own. */
  readonly platform?: string;
  /** The subject of the card that a forged press claims to come from. */
  readonly subject?: string;
}

/**
 * People at work. `person` is a key of the book's people; a person whom the book does not know is a customer. Channels go by
 * their keys, direct ones by `@` and the person's.
 */
export interface Asking {
  /** `/word …`, or free words meant for the desk. */
  say(person: string, channel: string, text: string, delivery?: Delivery): Promise<Told>;
  /** Presses a button that stands in the channel, or on the private card `on`. Throws when there is none. */
  press(person: string, channel: string, command: string, delivery?: Delivery & { on?: Card }): Promise<Told>;
  /** A press that no card of ours needs to offer. */
  forge(person: string, channel: string, command: string, args: Args, delivery?: Delivery): Promise<Told>;
  submit(person: string, channel: string, form: Form, values: Args, delivery?: Delivery): Promise<Told>;
}

export type Args = Readonly<Record<string, string>>;
type Common = 'id' | 'at' | 'person' | 'place' | 'language' | 'message';
/** What was asked, without who and where. */
type Asked = ChatEvent extends infer E ? (E extends ChatEvent ? Omit<E, Common> : never) : never;

export function createAsking(
  clock: Clock,
  standing: (channel: string) => readonly Card[],
  hear: (event: ChatEvent) => Promise<Outcome>,
): Asking {
  let events = 0;

  async function ask(
    person: string,
    channelId: string,
    asked: Asked,
    { id, message, platform = PLATFORM, external }: Delivery = {},
  ): Promise<Told> {
    events += 1;
    const common: Pick<ChatEvent, Common> = {
      id: id ?? `event/${events}`,
      at: clock.now(),
      person: { platform, teamId: '', userId: person, displayName: person, external: external === true },
      place: { platform, channelId, threadId: '' },
      language: undefined,
      message,
    };
    return toldOf(await hear({ ...common, ...asked }));
  }

  return {
    async say(person, channel, text, delivery) {
      const words = parseWords(text, true);
      const { word, text: said } = words ?? { word: '', text: '' };
      const how = {
        ...(delivery?.overheard ? { overheard: true as const } : {}),
        ...(delivery?.wordless ? { wordless: delivery.wordless } : {}),
      };
      return ask(
        person,
        channel,
        { kind: 'words', word, text: said, mentions: delivery?.mentions ?? {}, ...how },
        delivery,
      );
    },
    async press(person, channel, command, { on, ...delivery } = {}) {
      const cards = on ? [on] : standing(channel);
      const button = cards.flatMap(buttonsOn).find((each) => each.command === command);
      if (!button) throw new Error(`no button ${command} in ${channel}`);
      return ask(person, channel, { kind: 'button', command, args: button.args, subject: '' }, delivery);
    },
    forge: (person, channel, command, args, delivery) =>
      ask(person, channel, { kind: 'button', command, args, subject: delivery?.subject ?? '' }, delivery),
    submit: (person, channel, { command, args }, values, delivery) =>
      ask(person, channel, { kind: 'submit', command, args, values }, delivery),
  };
}

function toldOf({ replies, refusal }: Outcome): Told {
  const texts = replies.flatMap((reply) => (reply.kind === 'whisper' ? [reply.text] : []));
  const cards = replies.flatMap((reply) => (reply.kind === 'card' ? [reply.card] : []));
  return {
    text: texts.join('\n'),
    card: cards[0],
    otherCards: cards.slice(1),
    form: replies.flatMap((reply) => (reply.kind === 'form' ? [reply.form] : []))[0],
    refused: refusal?.code,
  };
}
