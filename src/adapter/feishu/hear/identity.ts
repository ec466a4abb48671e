import { z } from 'zod';
import type { Logger } from '../../../lib/log.ts';
import type { FeishuClient } from '../wire/client.ts';
import { adapterErrorOf } from '../wire/failure.ts';

export interface Identity {
  /**
   * The bot's own open_id; empty while Feishu is unreachable. Throws AdapterError `unauthorized` if Feishu refuses the
   * app.
   */
  find(): Promise<string>;
}

const Info = z.object({ bot: z.object({ open_id: z.string() }) });

export function createIdentity(client: FeishuClient, log: Logger): Identity {
  let known = '';
  return {
    async find() {
      if (known !== '') return known;
      try {
        known = Info.safeParse(await client.call('GET', 'bot/v3/info')).data?.bot.open_id ?? '';
      } catch (cause) {
        const error = adapterErrorOf(cause);
        if (error.kind === 'unauthorized') throw error;
        log.warn({ kind: error.kind }, 'feishu.unreachable');
      }
      return known;
    },
  };
}
