import type { ChatEvent } from '../../chat/event.ts';
import type { Delivery, FrontDesk, Hear, Work } from '../../chat/intake.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { within } from '../../lib/within.ts';
import type { Chats } from './hear/chats.ts';
import type { Completion } from './hear/completion.ts';
import type { Identity } from './hear/identity.ts';
import { type Interaction, isOverheard } from './hear/interaction.ts';
import type { Messages } from './hear/message.ts';
import { isPress, needsOwnId, parseDelivery } from './hear/parse.ts';
import type { People } from './hear/people.ts';
import type { Answering } from './say/answer.ts';
import type { ReplyTarget } from './say/reply-target.ts';
import { say } from './say/words.ts';
import { adapterErrorOf } from './wire/failure.ts';
import type { Times } from './wire/incoming-limits.ts';
import { PLATFORM } from './wire/names.ts';

export interface ListeningParts {
  readonly identity: Identity;
  readonly people: People;
  readonly chats: Chats;
  readonly messages: Messages;
  readonly completion: Completion;
  readonly answering: Answering;
  readonly times: Times;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether the book listens to group messages that do not mention us. */
  readonly listensTo: (chatId: string) => boolean;
}

export interface Listening {
  /**
   * Stores a verified delivery, then works on it: passes it to the desk and gives the desk's replies to the person who
   * acted. Resolves within Feishu's 3 s: with the answer to a press, or an empty object once an event is stored.
   * undefined: not stored, so Feishu has to send it again. Never throws.
   */
  listen(body: object, desk: FrontDesk): Promise<object | undefined>;
  /** Works on a delivery that an earlier process stored; `payload` is the stored `Interaction`. */
  resume(payload: object): Work;
}

/** The desk's replies and the person they are for. */
interface Answered {
  readonly target: ReplyTarget;
  readonly replies: readonly Reply[];
}

/** The desk's event and the person to answer; `event` undefined: there is nothing to ask the desk. */
interface Prepared {
  readonly target: ReplyTarget;
  readonly event: ChatEvent | undefined;
}

export function createListening(parts: ListeningParts): Listening {
  const { identity, people, chats, messages, completion, answering, times, clock, log, listensTo } = parts;
  async function listenToEvent(body: object, desk: FrontDesk): Promise<object | undefined> {
    const ownId = await identity.find().catch((error: unknown) => {
      log.error({ kind: adapterErrorOf(error).kind }, 'feishu.refused');
      return '';
    });
    // Without our own id we cannot tell whether a group message mentions us, and would answer messages meant for
    // others.
    if (ownId === '' && needsOwnId(body)) return undefined;
    const interaction = parseDelivery(body, { ownId, listensTo });
    if (!interaction) return {};
    if ('change' in interaction) {
      chats.forget(interaction.chatId);
      return {};
    }
    return (await desk.accept(deliveryOf(interaction), resume(interaction))) ? {} : undefined;
  }

  async function listenToPress(body: object, desk: FrontDesk): Promise<object | undefined> {
    const interaction = parseDelivery(body, { ownId: '', listensTo });
    if (!interaction || 'change' in interaction) return {};
    const answered = Promise.withResolvers<object>();
    let isInTime = true;
    // The time counts from the arrival, so that a slow commit does not exceed Feishu's limit.
    const answer = within(answered.promise, times.pressMs, undefined);
    const isAccepted = await desk.accept(deliveryOf(interaction), async (hear) => {
      const { target, replies } = await ask(interaction, hear);
      if (!isInTime) return answering.tellLate(target, replies);
      const { now, later } = answering.answerPress(target, replies);
      answered.resolve(now);
      if (later.length > 0) await answering.tell(target, later);
    });
    if (!isAccepted) {
      // The desk may still store it later; its answer then goes another way.
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
    const { target, event } = await prepare(interaction);
    const { turn, person } = interaction;
    if (turn && turn.by !== person.userId) return { target, replies: [refusal('notYours', target)] };
    const isPress = interaction.surface === 'card';
    return { target, replies: event ? await hear(event) : isPress ? [refusal('stale', target)] : [] };
  }

  /** Feishu no longer waits for the answer to a press, so it is sent as a message. */
  function resume(interaction: Interaction): Work {
    return async (hear) => {
      const { target, replies } = await ask(interaction, hear);
      if (interaction.surface === 'card') await answering.tellLate(target, replies);
      else await answering.tell(target, replies);
    };
  }

  async function prepare(raw: Interaction): Promise<Prepared> {
    const { person, locale, script } = raw;
    if (raw.directChatId !== '') chats.keepDirect(raw.directChatId);
    people.learnNames(raw.names);
    const [known, place] = await Promise.all([
      people.find(person, locale),
      raw.surface === 'card' ? chats.placeOfPress(raw.place, person.userId) : raw.place,
    ]);
    const interaction = await completion.complete({ ...raw, place });
    const language = known.language ?? script;
    const external = known.tenantKey === '' || known.tenantKey !== person.homeTenantKey;
    const { userId } = person;
    if (external && known.name === undefined && raw.message && people.isNewStranger(userId))
      void messages.find(raw.message.messageId).then(
        (found) => people.learnNames(found?.names ?? {}),
        (error: unknown) => log.warn({ kind: adapterErrorOf(error).kind }, 'feishu.no-name'),
      );
    const displayName = known.name ?? userId;
    const target: ReplyTarget = { interaction, origin: raw.asked, language: language ?? 'zh-CN', external };
    const by = { platform: PLATFORM, teamId: known.tenantKey, userId, displayName, external };
    const common = { id: interaction.id, at: clock.now(), person: by, place, language };
    return { target, event: eventOf(interaction, common) };
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
      within((isPress(body) ? listenToPress : listenToEvent)(body, desk), times.receiptMs, undefined).catch(
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
  const who = { channelId: place.channelId, personId: isOverheard(interaction) ? '' : person.userId };
  return { platform: PLATFORM, id, ...who, payload: interaction, isAwaited: surface === 'card' };
}

type Common = Omit<Extract<ChatEvent, { kind: 'words' }>, 'kind' | 'word' | 'text' | 'mentions' | 'message'>;

function refusal(word: 'stale' | 'notYours', { language }: ReplyTarget): Reply {
  return { kind: 'whisper', tone: 'bad', text: say(word, language) };
}
