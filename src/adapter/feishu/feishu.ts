import type { ChatAdapter } from '../../chat/adapter.ts';
import type { FrontDesk } from '../../chat/intake.ts';
import { cleanPayload } from '../../lib/clean.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { findAccount } from './hear/account.ts';
import { createChats } from './hear/chats.ts';
import { createCompletion } from './hear/completion.ts';
import { createIdentity } from './hear/identity.ts';
import { createMessages } from './hear/message.ts';
import { createPeople } from './hear/people.ts';
import { createListening } from './listen.ts';
import { createAnswering } from './say/answer.ts';
import { createAnswerRoute } from './say/answer-route.ts';
import { createDutyGroups } from './say/duty-group.ts';
import { createFiles } from './say/file.ts';
import { createSending } from './say/send.ts';
import { createUrgentSending } from './say/send-urgent.ts';
import { createFeishuClient } from './wire/client.ts';
import type { FeishuConfig } from './wire/config.ts';
import { createExposure } from './wire/exposure.ts';
import { INCOMING, type Times } from './wire/incoming-limits.ts';
import { LIMITS } from './wire/limits.ts';
import { PLATFORM } from './wire/names.ts';
import { createRetryingClient } from './wire/retrying-client.ts';
import { createSocket } from './wire/socket.ts';
import { createWebhook } from './wire/webhook.ts';

export interface FeishuParts {
  /** Real time, to check the timestamps of requests. */
  readonly clock: Clock;
  readonly log: Logger;
  /** Called if Feishu refuses the app after the start; nothing is received any more. */
  readonly fail: (error: Error) => void;
  /**
   * Whether the book listens to messages in a channel that do not mention us (`listen: offer`), by the channel's id.
   * Left out: to none. Replies in threads are heard in every channel.
   */
  readonly listensTo?: (channelId: string) => boolean;
  /** Overrides times of `INCOMING`. */
  readonly times?: Partial<Times>;
}

/**
 * The adapter of one Feishu or Lark tenant, by encrypted HTTP requests (`wire/webhook.ts`) or a long connection
 * (`wire/socket.ts`). `start` throws if Feishu refuses the app; if Feishu is unreachable, it is asked again later.
 */
export function createFeishuAdapter(config: FeishuConfig, parts: FeishuParts): ChatAdapter {
  const { clock, log, fail } = parts;
  const times = { ...INCOMING, ...parts.times };
  const asking = createFeishuClient(config, LIMITS.askTimeoutMs, log);
  const identity = createIdentity(asking, log);
  const exposure = createExposure(asking, clock);
  const chats = createChats(asking, exposure);
  const answering = createAnswering(createAnswerRoute(createRetryingClient(asking), log), log);
  const people = createPeople(asking, clock);
  const messages = createMessages({ client: asking, access: config, identity, people, log });
  const completion = createCompletion(messages, people);
  const listensTo = parts.listensTo ?? (() => false);
  const listening = createListening({
    ...{ identity, people, chats, messages, completion, answering },
    ...{ times, clock, log, listensTo },
  });
  const files = createFiles(createFeishuClient(config, LIMITS.fileTimeoutMs, log), exposure);
  const client = createFeishuClient(config, LIMITS.sendTimeoutMs, log);
  const sending = createSending(client, exposure, log);
  let desk: FrontDesk | undefined;
  const handle = async (body: object) => (desk ? listening.listen(cleanPayload(body) as object, desk) : undefined);
  const { incoming } = config;
  const routes = incoming && createWebhook({ appId: config.appId, ...incoming }, { handle, clock });
  const socket = incoming ? undefined : createSocket({ access: config, handle, times, clock, log, fail });

  return {
    platform: PLATFORM,
    features: {
      slashCommands: true,
      forms: true,
      threads: true,
      refreshDays: LIMITS.refreshDays,
      sendsOncePerKey: true,
      messageEveryMs: LIMITS.messageEveryMs,
      updateEveryMs: LIMITS.updateEveryMs,
      pins: true,
      fileBytes: LIMITS.fileBytes,
      bilingual: true,
      urgentPerDay: { app: Number.POSITIVE_INFINITY, ...(config.urgentPerDay ?? { sms: 0, phone: 0 }) },
      dutyGroups: true,
    },
    resume: listening.resume,
    async start(frontDesk) {
      const ownId = await identity.find().catch((cause: unknown) => {
        throw new Error('Feishu refuses the app that FEISHU_APP_ID and FEISHU_APP_SECRET name', { cause });
      });
      desk = frontDesk;
      const answer = socket?.open();
      // If Feishu did not answer the first question, we do not wait for the connection too.
      const refusal = ownId === '' ? undefined : await answer;
      if (refusal) throw refusal;
    },
    async stop() {
      await socket?.close();
      desk = undefined;
    },
    routes,
    send: sending.send,
    refresh: sending.refresh,
    fetchFile: files.fetch,
    sendFile: files.send,
    urge: createUrgentSending(client, exposure),
    findAccount: (userId) => findAccount(asking, userId),
    setDutyGroup: createDutyGroups(client),
  };
}
