import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './slack-limits.ts';

type Method = (args: Json) => Json;

/** A file as the workspace keeps it. */
export interface SlackFile {
  readonly name: string;
  readonly permalink: string;
  readonly mimetype?: string;
  readonly bytes?: Uint8Array;
  /** What Slack tells of its size and its address, where that is not what is so. */
  readonly size?: number;
  readonly url?: string;
  /** Who may not read it is led to a page. */
  readonly hidden?: true;
}

export interface SlackFiles {
  readonly methods: Readonly<Record<string, Method>>;
  /** Keeps a file that a person uploaded. */
  keep(id: string, file: SlackFile): void;
  /** Uploads and downloads; false: the address is none of theirs. */
  serve(path: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<boolean>;
}

export interface SlackFilesOptions {
  readonly files: Readonly<Record<string, SlackFile>>;
  readonly origin: () => string;
  readonly token: string;
  /** Puts a message with these files down. */
  readonly share: (files: readonly Json[], args: Json) => Json;
  readonly botUser: string;
}

/** Files in miniature: asked for, downloaded, and uploaded in three steps as `files.uploadV2` does. */
export function createSlackFiles({ files, origin, token, share, botUser }: SlackFilesOptions): SlackFiles {
  const kept = new Map<string, SlackFile>(Object.entries(files));
  const uploads = new Map<string, { readonly name: string; readonly length: number; bytes?: Buffer }>();

  function told(id: string, { name, permalink, mimetype = 'text/plain', bytes, size, url }: SlackFile): Json {
    const address = url ?? `${origin()}/files/${id}`;
    return { id, name, permalink, mimetype, size: size ?? bytes?.length, url_private_download: address };
  }

  return {
    keep: (id, file) => void kept.set(id, file),
    methods: {
      'files.info': ({ file }) => {
        const found = kept.get(String(file));
        return found ? { ok: true, file: told(String(file), found) } : { ok: false, error: 'file_not_found' };
      },
      'files.getUploadURLExternal': ({ filename, length }) => {
        const id = `FUP${uploads.size}`;
        uploads.set(id, { name: String(filename), length: Number(length) });
        return { ok: true, file_id: id, upload_url: `${origin()}/upload/${id}` };
      },
      'files.completeUploadExternal': (args) => {
        const shared = (args.files as readonly { id: string }[]).map(({ id }) => ({ id, upload: uploads.get(id) }));
        if (shared.some(({ upload }) => upload?.bytes?.length !== upload?.length))
          return { ok: false, error: 'upload_incomplete' };
        const all = shared.map(({ id, upload }) => {
          kept.set(id, { name: upload?.name ?? '', permalink: `https://home.slack.com/files/${id}`, ...upload });
          return { id, name: upload?.name, size: upload?.length, user: botUser, bytes: upload?.bytes };
        });
        return share(all, { ...args, channel: args.channel_id });
      },
    },
    async serve(path, request, body, response) {
      const [, kind, id = ''] = path.split('/');
      if (kind === 'upload') {
        const form = await new Response(new Uint8Array(body), {
          headers: { 'content-type': request.headers['content-type'] ?? '' },
        }).formData();
        const upload = uploads.get(id);
        const part = form.get('body');
        if (upload && part instanceof Blob) upload.bytes = Buffer.from(await part.arrayBuffer());
        response.writeHead(200).end('OK');
        return true;
      }
      if (kind !== 'files') return false;
      const file = kept.get(id);
      const isRefused = request.headers.authorization !== `Bearer ${token}` || file?.hidden;
      if (!file?.bytes) response.writeHead(404).end();
      else if (isRefused) response.writeHead(302, { location: 'https://home.slack.com/signin' }).end();
      else response.writeHead(200, { 'content-type': file.mimetype ?? 'text/plain' }).end(file.bytes);
      return true;
    },
  };
}
