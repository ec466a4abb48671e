import { AdapterError } from '../../../chat/adapter.ts';
import type { CarriedFile, SentFile } from '../../../chat/file.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Readers } from '../../../chat/readers.ts';
import { type FeishuClient, pathOf } from '../wire/client.ts';
import { type Exposure, refuseExposed } from '../wire/exposure.ts';
import { adapterErrorOf, codeOf } from '../wire/failure.ts';
import { LIMITS } from '../wire/limits.ts';
import { PLATFORM } from '../wire/names.ts';
import { type Content, idempotencyKeyOf, postMessage } from './post-message.ts';

export interface Files {
  /** Downloads a file of a message. Feishu refuses this in groups with other organisations. Throws AdapterError. */
  fetch(file: SentFile, mostBytes: number): Promise<CarriedFile>;
  /**
   * Uploads a file and posts it into a chat or thread. A repeat with the same `key` within an hour gives the same
   * message. Throws AdapterError.
   */
  send(place: ChatPlace, file: CarriedFile, readers: Readers, key: string): Promise<void>;
}

/** Feishu's codes for a picture whose format or pixel size it does not accept as one. */
const NO_PICTURE: readonly number[] = [234011, 234039];
const PICTURES = /\.(png|jpe?g|gif|webp|bmp|ico|tiff?)$/i;

export function createFiles(client: FeishuClient, exposure: Exposure): Files {
  async function uploadPicture({ name, mediaType, bytes }: CarriedFile): Promise<Content> {
    const form = { image_type: 'message', image: new File([bytes], name, { type: mediaType }) };
    const { image_key } = await client.call<{ image_key: string }>('POST', 'im/v1/images', { form });
    return { msg_type: 'image', content: JSON.stringify({ image_key }) };
  }

  async function uploadFile({ name, mediaType, bytes }: CarriedFile): Promise<Content> {
    const file = new File([bytes], name, { type: mediaType });
    const form = { file_type: kindOf(name), file_name: name, file };
    const { file_key } = await client.call<{ file_key: string }>('POST', 'im/v1/files', { form });
    return { msg_type: 'file', content: JSON.stringify({ file_key }) };
  }

  async function upload(file: CarriedFile): Promise<Content> {
    if (!PICTURES.test(file.name) || file.bytes.length > LIMITS.pictureBytes) return uploadFile(file);
    try {
      return await uploadPicture(file);
    } catch (error) {
      if (NO_PICTURE.includes(codeOf(error) ?? 0)) return uploadFile(file);
      throw error;
    }
  }

  return {
    async fetch({ messageId, key, name }, mostBytes) {
      const type = key.startsWith('img_') ? 'image' : 'file';
      const { mediaType, bytes } = await client.download(
        'GET',
        pathOf`im/v1/messages/${messageId}/resources/${key}`,
        { type },
        mostBytes,
      );
      return { name: withEnding(name, mediaType), mediaType, bytes };
    },
    async send(place, file, readers, key) {
      try {
        if (file.bytes.length === 0)
          throw new AdapterError(PLATFORM, 'rejected', { cause: new Error('an empty file') });
        await refuseExposed(exposure, place, readers);
        const content = await upload(file);
        // Every upload gives another file key, so the idempotency key is made of the file's name instead.
        const uuid = idempotencyKeyOf(place, key, { msg_type: content.msg_type, content: file.name });
        await postMessage(client, place, content, uuid);
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
  };
}

/** The file type Feishu shows; unknown types are `stream`. */
function kindOf(name: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const kinds: Readonly<Record<string, string>> = { docx: 'doc', xlsx: 'xls', pptx: 'ppt' };
  const kind = kinds[ending] ?? ending;
  return ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt'].includes(kind) ? kind : 'stream';
}

/** Feishu keeps no file names of pictures. */
function withEnding(name: string, mediaType: string): string {
  const ending = /^image\/(\w+)/.exec(mediaType)?.[1];
  return ending === undefined || /\.\w+$/.test(name) ? name : `${name}.${ending}`;
}
