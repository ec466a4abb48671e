import type { ChatEvent } from '../../chat/event.ts';
import type { Delivery, FrontDesk, Hear, Work } from '../../chat/intake.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { within } from '../../lib/within.ts';
import type { Chats } from './hear/chats.ts';
import type { Identity } from './hear/identity.ts';
import type { Interaction } from './hear/interaction.ts';
import type { Messages } from './hear/message.ts';
import { isPress, needsOwnId, parseDelivery } from './hear/parse.ts';
import type { People } from './hear/people.ts';
import type { Answering } from './say/answer.ts';
import type { ReplyTarget } from './say/reply-target.ts';
import { clip } from './say/text.ts';
import { say } from './say/words.ts';
import { adapterErrorOf } from './wire/failure.ts';
import type { TruncatedField } from './wire/form-context.ts';
import type { Times } from './wire/incoming-limits.ts';
import { PLATFORM } from './wire/names.ts';

export interface ListeningParts {
  readonly identity: Identity;
  readonly people: People;
  readonly chats: Chats;
  readonly messages: Messages;
  readonly answering: Answering;
  readonly times: Times;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Listening {
  /**
   * Stores a verified delivery, then works on it: what it asks goes to the desk, what comes of it to the asker. Resolves in
   * time for Feishu, with what a press is answered with, or with an empty receipt once it is stored; undefined when it is
   * not: Feishu is to come again. Never throws.
   */
  listen(body: object, desk: FrontDesk): Promise<object | undefined>;
  /** Works on a delivery that an earlier process stored. */
  resume(payload: object): Work;
}

/** What the desk said, and to whom. */
interface Answered {
  readonly target: ReplyTarget;
  readonly replies: readonly Reply[];
}

/** An event of the desk, and who waits for its answer; undefined where nothing is to be asked. */
interface Asking {
  readonly target: ReplyTarget;
  readonly event: ChatEvent | undefined;
}

export function createListening(parts: ListeningParts): Listening {
  const { identity, people, chats, messages, answering, times, clock, log } = parts;
  async function takeEvent(body: object, desk: FrontDesk): Promise<object | undefined> {
    const us = await identity.find().catch((error: unknown) => {
      log.error({ kind: adapterErrorOf(error).kind }, 'feishu.refused');
      return '';
    });
    // Without knowing which of the people we are, what is not meant for us would be answered.
    if (us === '' && needsOwnId(body)) return undefined;
    const interaction = parseDelivery(body, us);
    if (!interaction) return {};
    if ('change' in interaction) {
      chats.forget(interaction.chatId);
      return {};
    }
    return (await desk.accept(deliveryOf(interaction), resume(interaction))) ? {} : undefined;
  }

  async function takePress(body: object, desk: FrontDesk): Promise<object | undefined> {
    const interaction = parseDelivery(body, '');
    if (!interaction || 'change' in interaction) return {};
    const answered = Promise.withResolvers<object>();
    let isInTime = true;
    // Counted from its arrival, so that storing it slowly does not use up the time that Feishu gives.
    const answer = within(answered.promise, times.pressMs, undefined);
    const isAccepted = await desk.accept(deliveryOf(interaction), async (hear) => {
      const { target, replies } = await ask(interaction, hear);
      if (!isInTime) return answering.tellLate(target, replies);
      const { now, later } = answering.answerPress(target, replies);
      answered.resolve(now);
      if (later.length > 0) await answering.tell(target, later);
    });
    if (!isAccepted) {
      // It may be stored later after all: its answer then goes another way.
      isInTime = false;
      answered.resolve({});
      return undefined;
    }
    const inTime = await answer;
    if (inTime) return inTime;
    isInTime = false;
    const language = people.languageOf(interaction.person) ?? 'zh-CN';
    return { toast: { type: 'info', content: say('working', language) } };
  }

  async function ask(interaction: Interaction, hear: Hear): Promise<Answered> {
    const { target, event } = await askingOf(interaction);
    const isPress = interaction.surface === 'card';
    return { target, replies: event ? await hear(event) : isPress ? [stale(target)] : [] };
  }

  /** A press is answered late then: nothing waits for its answer any more. */
  function resume(interaction: Interaction): Work {
    return async (hear) => {
      const { target, replies } = await ask(interaction, hear);
      if (interaction.surface === 'card') await answering.tellLate(target, replies);
      else await answering.tell(target, replies);
    };
  }

  async function askingOf(told: Interaction): Promise<Asking> {
    const { person, locale, script } = told;
    if (told.directChatId !== '') chats.keepDirect(told.directChatId);
    people.learnNames(told.names);
    const [known, place] = await Promise.all([
      people.find(person, locale),
      told.surface === 'card' ? chats.placeOfPress(told.place, person.userId) : told.place,
    ]);
    const interaction = await withWhole(await withParent({ ...told, place }));
    const language = known.language ?? script;
    const external = known.tenantKey === '' || known.tenantKey !== person.homeTenantKey;
    const { userId } = person;
    if (external && known.name === undefined && told.message && people.isNewStranger(userId))
      void messages.find(told.message.messageId).then(
        (found) => people.learnNames(found?.names ?? {}),
        (error: unknown) => log.warn({ kind: adapterErrorOf(error).kind }, 'feishu.no-name'),
      );
    const displayName = known.name ?? userId;
    const target: ReplyTarget = { interaction: interaction, language: language ?? 'zh-CN', external };
    const by = { platform: PLATFORM, teamId: known.tenantKey, userId, displayName, external };
    const common = { id: interaction.id, at: clock.now(), person: by, place, language };
    return { target, event: eventOf(interaction, common) };
  }

  /**
   * A reply that asks for a ticket of the message above it; where that one is gone, it is words like any others. To other
   * words the files above them belong as well: a file there comes without a word.
   */
  async function withParent(interaction: Interaction): Promise<Interaction> {
    const { asked } = interaction;
    if (asked.kind === 'words' && interaction.parentId !== '' && interaction.message) {
      const above = await messages.find(interaction.parentId);
      people.learnNames(above?.names ?? {});
      return {
        ...interaction,
        message: { ...interaction.message, files: [...interaction.message.files, ...(above?.files ?? [])] },
      };
    }
    if (asked.kind !== 'about') return interaction;
    const parent = await messages.find(asked.parentId);
    if (!parent || parent.text === '')
      return { ...interaction, asked: { kind: 'words', word: '', text: asked.text, mentions: {} } };
    const { text, names, ...rest } = parent;
    people.learnNames(names);
    const command = { kind: 'button', command: 'ticket.report-message', args: { text }, subject: '' } as const;
    return { ...interaction, message: { ...rest, text }, asked: command };
  }

  /** A form whose field was too short for the message it is about gets all of it; what of that was recalled is gone. */
  async function withWhole(interaction: Interaction): Promise<Interaction> {
    const { asked, message } = interaction;
    if (asked.kind !== 'submit' || !asked.begun || !message) return interaction;
    const { begun, values } = asked;
    const whole = (await messages.find(message.messageId))?.text;
    if (whole === undefined) return interaction;
    const text = completed(values[begun.field] ?? '', whole, begun);
    return { ...interaction, asked: { ...asked, values: { ...values, [begun.field]: text } } };
  }

  function eventOf({ asked, message, place }: Interaction, common: Common): ChatEvent | undefined {
    switch (asked.kind) {
      case 'button':
        return { ...common, ...asked, message: undefined };
      case 'words':
        return { ...common, ...asked, message: message && messages.toChatMessage(message, place) };
      case 'submit': {
        const { begun: _begun, ...submitted } = asked;
        return { ...common, ...submitted, message: message && messages.toChatMessage(message, place) };
      }
      default:
        return undefined;
    }
  }

  return {
    listen: (body, desk) =>
      within((isPress(body) ? takePress : takeEvent)(body, desk), times.receiptMs, undefined).catch(
        (error: unknown) => {
          log.error({ err: error }, 'feishu.not-listened');
          return undefined;
        },
      ),
    resume: (payload) => resume(payload as Interaction),
  };
}

function deliveryOf(interaction: Interaction): Delivery {
  const { id, place, person, surface } = interaction;
  const who = { channelId: place.channelId, personId: person.userId };
  return { platform: PLATFORM, id, ...who, payload: interaction, isAwaited: surface === 'card' };
}

type Common = Omit<Extract<ChatEvent, { kind: 'words' }>, 'kind' | 'word' | 'text' | 'mentions' | 'message'>;

/** What was left as it stood is the message; what was written anew goes before it. */
function completed(written: string, whole: string, { shown, most }: TruncatedField): string {
  const isLeft = written.trim() === clip(whole, shown).trim();
  return clip(isLeft ? whole : `${written.trim()}\n\n${whole}`, most);
}

function stale({ language }: ReplyTarget): Reply {
  return { kind: 'whisper', tone: 'bad', text: say('stale', language) };
}
