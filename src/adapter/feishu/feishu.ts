import type { ChatAdapter } from '../../chat/adapter.ts';
import type { FrontDesk } from '../../chat/intake.ts';
import { cleanPayload } from '../../lib/clean.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { createChats } from './hear/chats.ts';
import { createIdentity } from './hear/identity.ts';
import { createMessages } from './hear/message.ts';
import { createPeople } from './hear/people.ts';
import { createListening } from './listen.ts';
import { createAnswering } from './say/answer.ts';
import { createAnswerRoute } from './say/answer-route.ts';
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
  /** Real time: the stamps of requests are held against it. */
  readonly clock: Clock;
  readonly log: Logger;
  /** Told when Feishu refuses what we cannot work without, long after the start; nothing more is heard then. */
  readonly fail: (error: Error) => void;
  /** Other times than those of `INTAKE`. */
  readonly times?: Partial<Times>;
}

/**
 * A Feishu or Lark tenant, by encrypted requests that the shared server hands over (`webhook.ts`), or by a long
 * connection (`socket.ts`). `start` throws when Feishu refuses the app; a Feishu that cannot be reached is asked later.
 */
export function createFeishuAdapter(config: FeishuConfig, parts: FeishuParts): ChatAdapter {
  const { clock, log, fail } = parts;
  const times = { ...INCOMING, ...parts.times };
  const asking = createFeishuClient(config, LIMITS.askTimeoutMs, log);
  const identity = createIdentity(asking, log);
  const exposure = createExposure(asking, clock);
  const chats = createChats(asking, exposure);
  const messages = createMessages(asking, config.domain, identity, log);
  const answering = createAnswering(createAnswerRoute(createRetryingClient(asking), log), log);
  const people = createPeople(asking, clock);
  const listening = createListening({ identity, people, chats, messages, answering, times, clock, log });
  const files = createFiles(createFeishuClient(config, LIMITS.fileTimeoutMs, log), exposure);
  const client = createFeishuClient(config, LIMITS.sendTimeoutMs, log);
  const sending = createSending(client, exposure, log);
  let desk: FrontDesk | undefined;
  const take = async (body: object) => (desk ? listening.listen(cleanPayload(body) as object, desk) : undefined);
  const { incoming } = config;
  const webhook = incoming && createWebhook({ appId: config.appId, ...incoming }, { handle: take, clock });
  const socket = incoming ? undefined : createSocket({ access: config, handle: take, times, clock, log, fail });

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
    },
    resume: listening.resume,
    async start(frontDesk) {
      const us = await identity.find().catch((cause: unknown) => {
        throw new Error('Feishu refuses the app that FEISHU_APP_ID and FEISHU_APP_SECRET name', { cause });
      });
      desk = frontDesk;
      const answer = socket?.open();
      // A Feishu that did not answer just now is not waited for once more.
      const refusal = us === '' ? undefined : await answer;
      if (refusal) throw refusal;
    },
    async stop() {
      await socket?.close();
      desk = undefined;
    },
    receive: async (request, response) => (webhook ? webhook.receive(request, response) : false),
    send: sending.send,
    refresh: sending.refresh,
    fetchFile: files.fetch,
    sendFile: files.send,
    urge: createUrgentSending(client, exposure),
  };
}
