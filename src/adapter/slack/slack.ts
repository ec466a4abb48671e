import { type ChatAdapter, NEVER_URGENT } from '../../chat/adapter.ts';
import type { FrontDesk } from '../../chat/intake.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { findAccount } from './hear/account.ts';
import { createIdentity } from './hear/identity.ts';
import { createMessages } from './hear/message.ts';
import { createPeople } from './hear/people.ts';
import { createListening } from './listen.ts';
import { createAnswering } from './say/answer.ts';
import { createAnswerRoute } from './say/answer-route.ts';
import { createDutyGroups } from './say/duty-group.ts';
import { createFiles } from './say/file.ts';
import { createHome } from './say/home.ts';
import { createLongChoices } from './say/long-choice.ts';
import { createSending } from './say/send.ts';
import { createBolt } from './wire/bolt.ts';
import { type ChannelMoves, createChannels } from './wire/channel.ts';
import { createClient } from './wire/client.ts';
import type { SlackConfig } from './wire/config.ts';
import type { SocketLimits } from './wire/connection.ts';
import type { Waits } from './wire/limits.ts';
import { LIMITS } from './wire/limits.ts';
import { PLATFORM } from './wire/names.ts';
import { placeOf } from './wire/place.ts';
import { createSocket } from './wire/socket.ts';
import { createWebhook } from './wire/webhook.ts';

export interface SlackParts {
  /** Real time, to check the timestamps of requests. */
  readonly clock: Clock;
  readonly log: Logger;
  /** Channel ids that Slack changed. */
  readonly moves: ChannelMoves;
  /** Called if Slack refuses a token after the start; nothing is received any more. */
  readonly fail: (error: Error) => void;
  /**
   * Whether the book listens to messages in a channel that do not mention us (`listen: offer`), by the channel's id.
   * Left out: to none. Replies in threads are heard in every channel.
   */
  readonly listensTo?: (channelId: string) => boolean;
  /** Whether the book names someone of the provider's with this user id. Left out: no one. */
  readonly isStaff?: (userId: string) => boolean;
  /** Overrides socket times of `LIMITS`. */
  readonly socketLimits?: Partial<SocketLimits>;
  /** Overrides waits of `LIMITS`. */
  readonly waits?: Partial<Waits>;
}

/**
 * The adapter of one Slack workspace, by signed HTTP requests (`wire/webhook.ts`), Socket Mode (`wire/socket.ts`), or
 * both. Every payload is stored, then acknowledged, then worked on (`listen.ts`). `start` throws if Slack refuses a
 * token; if Slack is unreachable, it is asked again later.
 */
export function createSlackAdapter(config: SlackConfig, parts: SlackParts): ChatAdapter {
  const { clock, log, moves, fail, listensTo = () => false, isStaff = () => false } = parts;
  const { appToken, apiUrl, signingSecret } = config;
  const asking = createClient(config, LIMITS.askTimeoutMs, log);
  const identity = createIdentity(asking, log);
  const people = createPeople(createClient(config, LIMITS.askTimeoutMs, log), clock);
  const channels = createChannels(asking, moves, clock);
  const sending = createSending(createClient(config, LIMITS.sendTimeoutMs, log), channels, log);
  const files = createFiles(config, createClient(config, LIMITS.fileTimeoutMs, log), channels, identity);
  const waits = { ...LIMITS, ...parts.waits };
  const answerRoute = createAnswerRoute(asking, channels, waits, log);
  const answering = createAnswering(answerRoute);
  const messages = createMessages(asking, channels, log);
  const home = createHome(asking, log);
  const listening = createListening({
    identity,
    people,
    channels,
    messages,
    answerRoute,
    answering,
    longChoices: createLongChoices(clock),
    home,
    listensTo: (channelId) => listensTo(channels.knownPlace(placeOf(channelId, '', '')).channelId),
    isStaff,
    waits,
    clock,
    log,
  });
  let desk: FrontDesk | undefined;
  const bolt = createBolt(config, log, async (body, acknowledge) =>
    desk ? listening.listen(body, desk, acknowledge) : false,
  );
  const isHeard = () => desk !== undefined;
  const routes = signingSecret ? createWebhook(signingSecret, { bolt, clock, log, isStarted: isHeard }) : undefined;
  const limits = { ...LIMITS, ...parts.socketLimits };
  const socket = appToken ? createSocket({ appToken, apiUrl, bolt, limits, clock, log, fail }) : undefined;

  return {
    platform: PLATFORM,
    features: {
      slashCommands: true,
      forms: true,
      threads: true,
      refreshDays: Number.POSITIVE_INFINITY,
      sendsOncePerKey: false,
      messageEveryMs: LIMITS.messageEveryMs,
      updateEveryMs: LIMITS.updateEveryMs,
      pins: true,
      fileBytes: LIMITS.fileBytes,
      bilingual: false,
      urgentPerDay: NEVER_URGENT,
      dutyGroups: true,
    },
    resume: listening.resume,
    async start(frontDesk) {
      const self = await identity.find().catch((cause: unknown) => {
        throw new Error('Slack refuses SLACK_BOT_TOKEN: it was revoked, or belongs to another app', { cause });
      });
      await channels.open();
      desk = frontDesk;
      const answer = socket?.open();
      // If Slack did not answer the first question, we do not wait for the socket too.
      const refusal = self ? await answer : undefined;
      if (refusal) throw refusal;
    },
    async stop() {
      // Payloads that arrive until the socket is closed are still handled.
      await socket?.close();
      desk = undefined;
    },
    routes,
    send: sending.send,
    refresh: sending.refresh,
    fetchFile: files.fetch,
    sendFile: (place, file, readers, _key, mayStandSince) => files.send(place, file, readers, mayStandSince),
    urge: async () => {},
    findAccount: (userId) => findAccount(asking, userId),
    setDutyGroup: createDutyGroups(createClient(config, LIMITS.sendTimeoutMs, log)),
  };
}
