import { AdapterError } from '../../../chat/adapter.ts';
import type { CarriedFile, SentFile } from '../../../chat/file.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Readers } from '../../../chat/readers.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { Identity } from '../hear/identity.ts';
import { type Channels, openChannel, refuseExposed } from '../wire/channel.ts';
import type { SlackAccess, SlackClient } from '../wire/client.ts';
import { adapterErrorOf } from '../wire/failure.ts';
import { LIMITS } from '../wire/limits.ts';
import { PLATFORM } from '../wire/names.ts';
import { findSent, isFileOf } from './find-sent.ts';

export interface Files {
  /** Downloads a file of the workspace, only from Slack's own hosts. Throws AdapterError. */
  fetch(file: SentFile, mostBytes: number): Promise<CarriedFile>;
  /**
   * Uploads a file to a channel, thread or direct messages. With `mayStandSince` it first looks for an earlier upload.
   * Throws AdapterError.
   */
  send(place: ChatPlace, file: CarriedFile, readers: Readers, mayStandSince: Instant | undefined): Promise<void>;
}

export function createFiles(access: SlackAccess, client: SlackClient, channels: Channels, identity: Identity): Files {
  async function findEarlier(channel: string, threadId: string, file: CarriedFile, since: Instant): Promise<boolean> {
    const self = await identity.find();
    const found = self && (await findSent(client, channel, threadId, isFileOf(self.userId, file), since));
    return found !== undefined && typeof found === 'object';
  }

  return {
    async fetch(file, mostBytes) {
      try {
        const { file: found = {} } = await client.files.info({ file: file.key });
        const url = found.url_private_download ?? found.url_private ?? '';
        if (url === '') throw failed('gone', 'a file without an address');
        if (!isSlackUrl(url, access.apiUrl)) throw failed('rejected', 'a file that Slack does not keep');
        if ((found.size ?? 0) > mostBytes) throw failed('too-large', 'told before it was fetched');
        const mediaType = found.mimetype ?? 'application/octet-stream';
        return { name: found.name || file.name, mediaType, bytes: await download(url, access, mediaType, mostBytes) };
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
    async send(place, file, readers, mayStandSince) {
      try {
        if (file.bytes.length === 0) throw failed('rejected', 'an empty file');
        await refuseExposed(channels, place, readers);
        const channel = await openChannel(client, channels, place);
        if (mayStandSince !== undefined && (await findEarlier(channel, place.threadId, file, mayStandSince))) return;
        // The SDK would read a string as a path on this machine.
        const what = { channel_id: channel, file: Buffer.from(file.bytes), filename: file.name };
        await client.files.uploadV2(place.threadId === '' ? what : { ...what, thread_ts: place.threadId });
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
  };
}

/** The bot token is sent only to Slack's hosts. */
function isSlackUrl(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  return (protocol === 'https:' && hostname.endsWith('.slack.com')) || origin === new URL(apiUrl).origin;
}

async function download(
  url: string,
  { botToken }: SlackAccess,
  mediaType: string,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${botToken}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(LIMITS.fileTimeoutMs),
  }).catch(() => {
    // The original error may contain the file's address, so it is not kept.
    throw failed('unavailable', 'the file could not be fetched');
  });
  const type = response.headers.get('content-type') ?? '';
  // Without permission Slack redirects to, or shows, a sign-in page.
  const isPage = type.startsWith('text/html') && !mediaType.startsWith('text/html');
  if (
    (response.status >= 300 && response.status < 400) ||
    response.status === 401 ||
    response.status === 403 ||
    isPage
  ) {
    await response.body?.cancel();
    throw failed('unauthorized', 'files:read');
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw failed(response.status >= 500 || response.status === 429 ? 'unavailable' : 'gone', `HTTP ${response.status}`);
  }
  return readAtMost(response, mostBytes);
}

async function readAtMost(response: Response, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > mostBytes) throw failed('too-large', 'more than it was told to be');
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

function failed(kind: AdapterError['kind'], why: string): AdapterError {
  return new AdapterError(PLATFORM, kind, { cause: new Error(why) });
}
