import type { ChatEvent } from '../../chat/event.ts';
import type { Hear } from '../../chat/intake.ts';
import { type Delivery, type FrontDesk, StoppedError, type Work } from '../../chat/intake.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Logger } from '../../lib/log.ts';
import { within } from '../../lib/within.ts';
import { eventOf, HOME, homeAfter, personOf } from './hear/chat-event.ts';
import type { Identity } from './hear/identity.ts';
import type { Heard, Told } from './hear/interaction.ts';
import type { Messages } from './hear/message.ts';
import { parsePayload, titleOfSubmission } from './hear/parse.ts';
import type { People } from './hear/people.ts';
import type { Answering } from './say/answer.ts';
import type { Asker, Showing } from './say/answer-route.ts';
import { type Hold, waitingView } from './say/hold-trigger.ts';
import type { Home } from './say/home.ts';
import { formAnswer } from './say/modal.ts';
import { languageOf, say } from './say/words.ts';
import {
  ACKNOWLEDGED,
  type Acknowledge,
  type Acknowledging,
  acknowledgeWithin,
  type FormAnswer,
} from './wire/acknowledge.ts';
import type { Channels } from './wire/channel.ts';
import { loggable } from './wire/failure.ts';
import type { Waits } from './wire/limits.ts';
import { PLATFORM } from './wire/names.ts';

export interface ListeningParts {
  readonly identity: Identity;
  readonly people: People;
  readonly channels: Channels;
  readonly messages: Messages;
  readonly showing: Showing;
  readonly answering: Answering;
  readonly home: Home;
  readonly waits: Waits;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Listening {
  /**
   * Stores a payload and acknowledges it, then works on it: what it asks goes to the desk, what comes of it to the asker.
   * A submitted form is acknowledged a little later, so that one that is refused stays open. False: it was not stored,
   * and nothing was acknowledged. Never throws.
   */
  listen(body: unknown, desk: FrontDesk, acknowledge: Acknowledge): Promise<boolean>;
  /** Works on a payload that an earlier process stored. */
  resume(payload: object): Work;
}

export function createListening(parts: ListeningParts): Listening {
  const { identity, people, channels, showing, answering, home, waits, clock, log } = parts;
  /** A token that Slack refuses by now keeps nothing from being stored. */
  const findSelf = () => within(identity.find(), waits.personWaitMs, undefined).catch(() => undefined);

  async function listen(body: unknown, desk: FrontDesk, acknowledge: Acknowledge): Promise<boolean> {
    const acknowledgement = Promise.withResolvers<true>();
    const closing = acknowledgeWithin(
      (answer) => acknowledge(answer).then(() => acknowledgement.resolve(true)),
      waits.ackWithinMs,
    );
    const payload = parsePayload(body, await findSelf(), clock.now());
    if (payload && 'told' in payload) await notice(payload);
    const heard = payload && !('told' in payload) ? payload : undefined;
    const title = titleOfSubmission(body);
    // Only a form is answered with its acknowledgement: what waits for its turn would keep the whole request in memory.
    const workOf = (form: Heard) => (hear: Hear) => answer(form, hear, closing);
    if (heard && !(await desk.accept(deliveryOf(heard), title === undefined ? resume(heard) : workOf(heard)))) {
      // It may be stored later after all: its answer then goes another way.
      closing.giveUp();
      return false;
    }
    if (heard && title !== undefined) closing.accepted(late(title));
    else void closing.close();
    return acknowledgement.promise;
  }

  function resume(heard: Heard): Work {
    return (hear) => answer(heard, hear, ACKNOWLEDGED);
  }

  async function notice(told: Told): Promise<void> {
    switch (told.told) {
      case 'channel-changed':
        return channels.forget(told.channelId);
      case 'channel-moved':
        log.warn({ from: told.from, to: told.to }, 'slack.channel-moved');
        return channels.moved(told.from, told.to);
      case 'revoked':
        log.error('slack.revoked: this workspace took our token back; install the app again and set SLACK_BOT_TOKEN');
    }
  }

  async function answer(heard: Heard, hear: Hear, closing: Acknowledging): Promise<void> {
    const self = await findSelf();
    // A click that opens something cannot wait long for what merely makes its answer nicer.
    const canWait = heard.triggerId === '' || heard.person.teamId === '';
    const known = await people.find(heard.person.userId, canWait ? waits.personWaitMs : waits.strangerWaitMs);
    const person = personOf(heard, known, self);
    const asker = { heard, language: known.language ?? 'en', external: person.external, viewId: '' };
    const event = await eventOf(heard, person, known, parts);
    try {
      await respond(asker, event, hear, closing);
    } catch (error) {
      if (error instanceof StoppedError) throw error;
      log.error({ err: loggable(error) }, 'slack.not-answered');
      const failed = complaint('failed', asker.language);
      await settle(asker, [failed], heard.asked.kind === 'submit' ? heard.asked.values : {}, closing);
    }
  }

  async function respond(asker: Asker, event: ChatEvent | undefined, hear: Hear, closing: Acknowledging) {
    const { asked } = asker.heard;
    if (asked.kind === 'confirm') return answering.confirm(asker, asked);
    if (asked.kind === 'form') return answering.openWaiting(asker, asked.formId);
    if (!event) return settle(asker, [complaint('stale', asker.language)], {}, closing);
    if (asked.kind === 'button' && asked.command === HOME) return home.publish(asker, await hear(event));
    const hold = showing.hold(asker);
    const replies = await hear(event).finally(hold.release);
    await settle(asker, replies, valuesOf(event), closing, hold);
    if (asker.heard.surface === 'home') await home.publish(asker, await hear(homeAfter(event)));
  }

  /** Answers: a submitted form where it stands, as long as that may be; everything else as well as it can be shown. */
  async function settle(
    asker: Asker,
    replies: readonly Reply[],
    values: Readonly<Record<string, string>>,
    closing: Acknowledging,
    hold?: Hold,
  ): Promise<void> {
    const instead = asker.heard.viewId === '' ? undefined : formAnswer(replies, values, asker);
    const isInTime = await closing.close(instead);
    if (isInTime && instead) return;
    // A form that was not answered in time waits to be filled, as a view does that holds a trigger.
    const viewId = isInTime ? '' : asker.heard.viewId;
    await answering.tell({ ...asker, viewId: viewId || ((await hold?.release()) ?? '') }, replies);
  }

  return {
    listen: (body, desk, acknowledge) =>
      listen(body, desk, acknowledge).catch((error: unknown) => {
        log.error({ err: loggable(error) }, 'slack.not-listened');
        return false;
      }),
    resume: (payload) => resume(payload as Heard),
  };
}

/** In the order of their channel: a person's own page and their direct messages are one. */
function deliveryOf(heard: Heard): Delivery {
  const { id, place, person, asked } = heard;
  const who = { channelId: place.channelId, personId: person.userId };
  return { platform: PLATFORM, id, ...who, payload: heard, isAwaited: asked.kind === 'submit' };
}

/** Where the desk has not answered a submitted form in time: it says so until there is an answer to fill it with. */
function late(title: string): FormAnswer {
  return { response_action: 'update', view: waitingView(languageOf(title)) };
}

function complaint(word: 'stale' | 'failed', language: Language): Reply {
  return { kind: 'whisper', text: say(word, language), tone: 'bad' };
}

/** Of a form's fields; a question that was merely confirmed has none. */
function valuesOf(event: ChatEvent): Readonly<Record<string, string>> {
  return event.kind === 'submit' ? event.values : {};
}
