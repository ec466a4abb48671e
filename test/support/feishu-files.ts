import type { Chats, FeishuChat } from './feishu-chats.ts';
import { type Answer, fail, give, type Json } from './feishu-words.ts';

/** A file of the tenant, by its key. */
export interface FeishuFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
}

export interface FeishuFiles {
  readonly files: Map<string, FeishuFile>;
  /** Undefined: there is no such call. */
  perform(call: string, ids: readonly string[], args: Json, query: Json): Answer | undefined;
}

const MB = 1024 * 1024;
const KINDS = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream'];

/** Uploads and downloads, and what Feishu refuses about them. */
export function createFeishuFiles(
  messages: Chats['messages'],
  chats: Readonly<Record<string, FeishuChat>>,
): FeishuFiles {
  const files = new Map<string, FeishuFile>();

  function keep(prefix: string, file: unknown, most: number): Answer | string {
    const { name, bytes } = file as FeishuFile;
    if (bytes.length === 0) return fail(234010, "File's size can't be 0.");
    if (bytes.length > most) return fail(234006, 'The file size exceed the max value.');
    const key = `${prefix}_v3_${String(files.size + 1).padStart(4, '0')}-7f1b`;
    files.set(key, { name, bytes });
    return key;
  }

  const calls: Readonly<Record<string, (ids: readonly string[], args: Json, query: Json) => Answer>> = {
    'POST im/v1/images': (_ids, { image_type, image }) => {
      if (image_type !== 'message' || !image) return fail(234001, 'Invalid request param.');
      const kept = keep('img', image, 10 * MB);
      return typeof kept === 'string' ? give({ image_key: kept }) : kept;
    },
    'POST im/v1/files': (_ids, { file_type, file_name, file }) => {
      if (!KINDS.includes(String(file_type)) || !file_name || !file) return fail(234001, 'Invalid request param.');
      const kept = keep('file', file, 30 * MB);
      return typeof kept === 'string' ? give({ file_key: kept }) : kept;
    },
    'GET im/v1/messages/:id/resources/:id': ([id, key = ''], _args, { type }) => {
      const message = messages.find((each) => each.id === id);
      if (!message) return fail(234005, 'The message was recalled.');
      if (chats[message.chat]?.external) return fail(234009, 'No permission in external chats.');
      const isForward = message.upper !== undefined || message.type === 'merge_forward';
      if (isForward || message.type === 'interactive') return fail(234043, 'Unsupported message type.');
      const file = files.get(key);
      const isIn = JSON.stringify(message.content).includes(key);
      if (!file || !isIn || type !== (key.startsWith('img_') ? 'image' : 'file'))
        return fail(234003, 'File not in message.');
      return { status: 200, body: {}, headers: { 'content-type': file.type ?? 'application/octet-stream' }, file };
    },
  };
  return { files, perform: (call, ids, args, query) => calls[call]?.(ids, args, query) };
}
