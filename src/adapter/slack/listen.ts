import type { ChatEvent } from '../../chat/event.ts';
import { type Delivery, type FrontDesk, type Hear, StoppedError, type Work } from '../../chat/intake.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Logger } from '../../lib/log.ts';
import { within } from '../../lib/within.ts';
import { HOME_COMMAND, homeEventAfter, toChatEvent, toChatPerson } from './hear/chat-event.ts';
import type { Identity } from './hear/identity.ts';
import { type Interaction, isOverheard, type WorkspaceChange } from './hear/interaction.ts';
import type { Messages } from './hear/message.ts';
import { frameOfSubmission, parsePayload } from './hear/parse.ts';
import type { ListensTo } from './hear/parse-event.ts';
import type { People } from './hear/people.ts';
import type { Answering } from './say/answer.ts';
import type { AnswerRoute } from './say/answer-route.ts';
import { type Hold, pleaseWaitView } from './say/hold-trigger.ts';
import type { Home } from './say/home.ts';
import type { LongChoices } from './say/long-choice.ts';
import { formAnswer } from './say/modal.ts';
import type { ReplyTarget } from './say/reply-target.ts';
import { languageOf, say } from './say/words.ts';
import { createSuggesting } from './suggest.ts';
import {
  type Acknowledge,
  type Acknowledgement,
  ALREADY_ACKNOWLEDGED,
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
  readonly answerRoute: AnswerRoute;
  readonly answering: Answering;
  readonly longChoices: LongChoices;
  readonly home: Home;
  readonly listensTo: ListensTo;
  /** Whether a user id is one of the provider's people. */
  readonly isStaff: (userId: string) => boolean;
  readonly waits: Waits;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Listening {
  /**
   * Stores a payload, acknowledges it, then works on it: passes it to the desk and gives the desk's replies to the person
   * who acted. A submitted form is acknowledged a little later, together with the replies, because Slack closes a form when
   * it is acknowledged and a refused one has to stay open. False: not stored, and nothing was acknowledged. Never throws.
   */
  listen(body: unknown, desk: FrontDesk, acknowledge: Acknowledge): Promise<boolean>;
  /** Works on a payload that an earlier process stored; `payload` is the stored `Interaction`. */
  resume(payload: object): Work;
}

/** Follows one payload from Slack through the rooms: parse (hear), store and ask the desk, answer (say). */
export function createListening(parts: ListeningParts): Listening {
  const { identity, people, channels, answerRoute, answering, longChoices, home, waits, clock, log } = parts;
  const suggesting = createSuggesting(parts);
  /** A payload is stored even when Slack is slow or no longer accepts our token, so failing here only means "unknown". */
  const findSelf = () => within(identity.find(), waits.personWaitMs, undefined).catch(() => undefined);

  async function listen(body: unknown, desk: FrontDesk, acknowledge: Acknowledge): Promise<boolean> {
    const acknowledged = Promise.withResolvers<true>();
    const acknowledgement = acknowledgeWithin(
      (answer) => acknowledge(answer).then(() => acknowledged.resolve(true)),
      waits.ackWithinMs,
    );
    const self = await findSelf();
    const options = await suggesting.suggest(body, self, desk.hear);
    if (options) {
      acknowledgement.cancel();
      await acknowledge(options);
      return true;
    }
    const payload = parsePayload(body, self, clock.now(), parts);
    if (payload && 'change' in payload) await applyChange(payload);
    const interaction = payload && !('change' in payload) ? payload : undefined;
    const frame = frameOfSubmission(body);
    // Only a form is answered in its acknowledgement. Other work must not hold on to it: that would keep the whole
    // HTTP request in memory while the delivery waits for its turn.
    const workOf = (form: Interaction) => (hear: Hear) => answer(form, hear, acknowledgement);
    if (interaction) {
      const work = frame === undefined ? resume(interaction) : workOf(interaction);
      if (!(await desk.accept(deliveryOf(interaction), work))) {
        // The desk may still store it later; its answer then goes another way.
        acknowledgement.cancel();
        return false;
      }
    }
    if (interaction && frame !== undefined) acknowledgement.giveInTime(stillWorking(frame));
    else void acknowledgement.give();
    return acknowledged.promise;
  }

  function resume(interaction: Interaction): Work {
    return (hear) => answer(interaction, hear, ALREADY_ACKNOWLEDGED);
  }

  async function applyChange(change: WorkspaceChange): Promise<void> {
    switch (change.change) {
      case 'channel-changed':
        return channels.forget(change.channelId);
      case 'channel-moved':
        log.warn({ from: change.from, to: change.to }, 'slack.channel-moved');
        return channels.moved(change.from, change.to);
      case 'revoked':
        log.error('slack.revoked: this workspace took our token back; install the app again and set SLACK_BOT_TOKEN');
    }
  }

  async function answer(interaction: Interaction, hear: Hear, acknowledgement: Acknowledgement): Promise<void> {
    const self = await findSelf();
    // A click's trigger expires after 3 s: it waits longer only if `users.info` has to tell who is external.
    const canWait = interaction.triggerId === '' || interaction.person.teamId === '';
    const wait = canWait ? waits.personWaitMs : waits.strangerWaitMs;
    const known = await people.find(interaction.person.userId, wait);
    const person = toChatPerson(interaction, known, self);
    const target = { interaction, language: known.language ?? 'en', external: person.external, viewId: '' };
    const event = await toChatEvent(interaction, person, known, parts);
    try {
      await respond(target, event, hear, acknowledgement);
    } catch (error) {
      if (error instanceof StoppedError) throw error;
      log.error({ err: loggable(error) }, 'slack.not-answered');
      // People who said nothing to us expect no answer.
      if (isOverheard(interaction)) return;
      const failed = errorReply('failed', target.language);
      const values = interaction.asked.kind === 'submit' ? interaction.asked.values : {};
      await giveReplies(target, [failed], values, acknowledgement);
    }
  }

  async function respond(
    target: ReplyTarget,
    event: ChatEvent | undefined,
    hear: Hear,
    acknowledgement: Acknowledgement,
  ) {
    const { asked } = target.interaction;
    if (asked.kind === 'confirm') return answering.confirm(target, asked);
    if (asked.kind === 'form') return answering.openPending(target, asked.formId);
    if (!event) return giveReplies(target, [errorReply('stale', target.language)], {}, acknowledgement);
    if (asked.kind === 'button' && asked.command === HOME_COMMAND) return home.publish(target, await hear(event));
    const hold = answerRoute.hold(target);
    const replies = await hear(event).finally(hold.release);
    await giveReplies(target, replies, valuesOf(event), acknowledgement, hold);
    if (target.interaction.surface === 'home') await home.publish(target, await hear(homeEventAfter(event)));
  }

  /**
   * Gives replies to the person: inside a submitted form while it can still be answered, otherwise by `answering`.
   * `values`: the form's values by field. `hold`: keeps the click's trigger usable; undefined: there is none.
   */
  async function giveReplies(
    target: ReplyTarget,
    replies: readonly Reply[],
    values: Readonly<Record<string, string>>,
    acknowledgement: Acknowledgement,
    hold?: Hold,
  ): Promise<void> {
    const { place, person } = target.interaction;
    for (const reply of replies) if (reply.kind === 'form') longChoices.keep(person.userId, place, reply.form);
    const inForm = target.interaction.viewId === '' ? undefined : formAnswer(replies, values, target);
    const isInTime = await acknowledgement.give(inForm);
    if (isInTime && inForm) return;
    // A form that was acknowledged without its answer shows "please wait" and is updated now, as a held view is.
    const viewId = isInTime ? '' : target.interaction.viewId;
    await answering.tell({ ...target, viewId: viewId || ((await hold?.release()) ?? '') }, replies);
  }

  return {
    listen: (body, desk, acknowledge) =>
      listen(body, desk, acknowledge).catch((error: unknown) => {
        log.error({ err: loggable(error) }, 'slack.not-listened');
        return false;
      }),
    resume: (payload) => resume(payload as Interaction),
  };
}

/** What the intake stores. Deliveries of one channel keep their order; App Home and direct messages count as one channel. */
function deliveryOf(interaction: Interaction): Delivery {
  const { id, place, person, asked } = interaction;
  const ids = { channelId: place.channelId, personId: isOverheard(interaction) ? '' : person.userId };
  return { platform: PLATFORM, id, ...ids, payload: interaction, isAwaited: asked.kind === 'submit' };
}

/** Takes the place of a submitted form when the desk has not answered in time, until the answer is there. */
function stillWorking(frame: string): FormAnswer {
  return { response_action: 'update', view: pleaseWaitView(languageOf(frame)) };
}

function errorReply(word: 'stale' | 'failed', language: Language): Reply {
  return { kind: 'whisper', text: say(word, language), tone: 'bad' };
}

/** The values of a form, by field; empty for a question that was only confirmed. */
function valuesOf(event: ChatEvent): Readonly<Record<string, string>> {
  return event.kind === 'submit' ? event.values : {};
}
