import type { ChatFile, ChatMessage } from '../../../chat/event.ts';
import type { SentFile } from '../../../chat/file.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Logger } from '../../../lib/log.ts';
import type { Channels } from '../wire/channel.ts';
import type { SlackClient } from '../wire/client.ts';
import { adapterErrorOf } from '../wire/failure.ts';
import { LIMITS } from '../wire/limits.ts';
import { PLATFORM } from '../wire/names.ts';
import { isDirect } from '../wire/place.ts';
import type { AskedMessage } from './interaction.ts';
import type { File } from './schema.ts';

export interface Messages {
  /** A message as the desk keeps it: the way to it and its files. What Slack does not tell now is left out and logged. */
  find(message: AskedMessage, place: ChatPlace): Promise<ChatMessage>;
}

type Where = Omit<SentFile, 'key' | 'name' | 'size'>;

export function createMessages(client: SlackClient, channels: Channels, log: Logger): Messages {
  async function findLink(channel: string, ts: string): Promise<string> {
    try {
      const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
      return permalink ?? '';
    } catch (error) {
      log.warn({ kind: adapterErrorOf(error).kind }, 'slack.no-permalink');
      return '';
    }
  }

  /** In a shared channel Slack tells a file's id and wants to be asked for the rest. */
  async function findFile({ id, name, permalink, size }: File, where: Where): Promise<ChatFile[]> {
    const asFile = (called: string, link: string, bytes: number | undefined): ChatFile[] => {
      const sent = { ...where, key: id, name: called, ...(bytes === undefined ? {} : { size: bytes }) };
      return [{ name: called, link, sent }];
    };
    if (permalink !== '') return asFile(name || id, permalink, size ?? undefined);
    try {
      const { file } = await client.files.info({ file: id });
      return file?.permalink ? asFile(file.name || id, file.permalink, file.size) : [];
    } catch (error) {
      log.warn({ kind: adapterErrorOf(error).kind }, 'slack.no-file');
      return [];
    }
  }

  return {
    async find({ ts, threadTs, files }, place) {
      // Nobody else can follow a link into somebody's direct messages.
      const link = isDirect(place) ? '' : findLink(place.channelId, ts);
      const { channelId } = channels.knownPlace(place);
      const where = { from: 'chat', platform: PLATFORM, channelId, threadId: threadTs, messageId: ts } as const;
      const found = await Promise.all(files.slice(0, LIMITS.messageFiles).map((file) => findFile(file, where)));
      return { threadId: threadTs, link: await link, files: found.flat() };
    },
  };
}
