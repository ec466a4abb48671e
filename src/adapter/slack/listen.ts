import type { Hear } from '../../chat/adapter.ts';
import type { ChatEvent } from '../../chat/event.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Logger } from '../../lib/log.ts';
import { within } from '../../lib/within.ts';
import { type Acknowledge, type Acknowledging, acknowledgeWithin, type FormAnswer } from './acknowledge.ts';
import type { Answering } from './answer.ts';
import type { Heard, Told } from './asked.ts';
import type { Channels } from './channel.ts';
import { eventOf, HOME, homeAfter, personOf } from './event.ts';
import { loggable } from './failure.ts';
import { type Hold, waitingView } from './hold.ts';
import type { Home } from './home.ts';
import type { Identity, Self } from './identity.ts';
import type { Messages } from './message.ts';
import { formAnswer } from './modal.ts';
import { parsePayload, titleOfSubmission } from './parse.ts';
import type { People } from './people.ts';
import type { Asker, Showing } from './show.ts';
import type { Waits } from './wait.ts';
import { languageOf, say } from './words.ts';

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
   * Works on a payload: what it asks goes to `hear`, what comes of it to the asker. Everything is acknowledged first;
   * only a submitted form waits a little for the desk, so that a refused one stays open. Never throws.
   */
  listen(body: unknown, hear: Hear, acknowledge: Acknowledge): Promise<void>;
}

export function createListening(parts: ListeningParts): Listening {
  const { identity, people, channels, showing, answering, home, waits, clock, log } = parts;

  async function listen(body: unknown, hear: Hear, acknowledge: Acknowledge): Promise<void> {
    const title = titleOfSubmission(body);
    const acknowledging = acknowledgeWithin(
      acknowledge,
      waits.ackWithinMs,
      title === undefined ? undefined : late(title),
    );
    try {
      if (title === undefined) await acknowledging.close();
      const self = await within(identity.find(), waits.personWaitMs, undefined);
      const payload = parsePayload(body, self, clock.now());
      if (!payload) return;
      if ('told' in payload) return await notice(payload);
      await answer(payload, self, hear, acknowledging);
    } finally {
      await acknowledging.close();
    }
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

  async function answer(heard: Heard, self: Self | undefined, hear: Hear, closing: Acknowledging): Promise<void> {
    // A click that opens something cannot wait long for what merely makes its answer nicer.
    const canWait = heard.triggerId === '' || heard.person.teamId === '';
    const known = await people.find(heard.person.userId, canWait ? waits.personWaitMs : waits.strangerWaitMs);
    const person = personOf(heard, known, self);
    const asker = { heard, language: known.language ?? 'en', external: person.external, viewId: '' };
    try {
      await respond(asker, await eventOf(heard, person, known, parts), hear, closing);
    } catch (error) {
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
    listen: (body, hear, acknowledge) =>
      listen(body, hear, acknowledge).catch((error: unknown) =>
        log.error({ err: loggable(error) }, 'slack.not-listened'),
      ),
  };
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
