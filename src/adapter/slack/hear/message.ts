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
  /**
   * Turns a Slack message into the desk's ChatMessage: its permalink and files. What Slack does not tell now is left
   * out and logged.
   */
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

  /** In a shared channel Slack sends only a file's id; the rest comes from `files.info`. */
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
      // No permalink for a direct message: other people could not open it.
      const link = isDirect(place) ? '' : findLink(place.channelId, ts);
      const { channelId } = channels.knownPlace(place);
      const where = { from: 'chat', platform: PLATFORM, channelId, threadId: threadTs, messageId: ts } as const;
      const found = await Promise.all(files.slice(0, LIMITS.messageFiles).map((file) => findFile(file, where)));
      return { threadId: threadTs, link: await link, files: found.flat() };
    },
  };
}
