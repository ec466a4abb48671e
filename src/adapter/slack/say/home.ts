import type { types } from '@slack/bolt';
import type { Reply } from '../../../chat/reply.ts';
import type { Logger } from '../../../lib/log.ts';
import type { SlackClient } from '../wire/client.ts';
import { adapterErrorOf } from '../wire/failure.ts';
import { LIMITS } from '../wire/limits.ts';
import { renderReply } from './render.ts';
import type { ReplyTarget } from './reply-target.ts';

/** A person's App Home page. */
export interface Home {
  /** Publishes the replies as the person's App Home. A failure is logged; the next opening tries again. */
  publish(target: ReplyTarget, replies: readonly Reply[]): Promise<void>;
}

export function createHome(client: SlackClient, log: Logger): Home {
  return {
    async publish({ interaction }, replies) {
      if (replies.length === 0) return;
      const blocks = replies.flatMap((reply) => (reply.kind === 'form' ? [] : renderReply(reply).blocks));
      const view: types.HomeView = { type: 'home', blocks: blocks.slice(0, LIMITS.homeBlocks) };
      try {
        await client.views.publish({ user_id: interaction.person.userId, view });
      } catch (error) {
        log.warn({ kind: adapterErrorOf(error).kind }, 'slack.home-not-published');
      }
    },
  };
}
