import { open } from 'node:fs/promises';

/** A kind of file we accept. The name's ending and the content have to agree. */
interface Media {
  readonly mediaType: string;
  /** What `file-type` may find in the content; empty for plain text, which it does not recognise. */
  readonly found: readonly string[];
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const JPEG: Media = { mediaType: 'image/jpeg', found: ['jpg'] };
const HEIC: Media = { mediaType: 'image/heic', found: ['heic', 'heif', 'heics'] };
const TEXT: Media = { mediaType: 'text/plain; charset=utf-8', found: [] };

/** By the name's ending. Some programs write office documents that are only recognised as zip. */
const MEDIA: Readonly<Record<string, Media>> = {
  jpg: JPEG,
  jpeg: JPEG,
  png: { mediaType: 'image/png', found: ['png', 'apng'] },
  webp: { mediaType: 'image/webp', found: ['webp'] },
  gif: { mediaType: 'image/gif', found: ['gif'] },
  heic: HEIC,
  heif: HEIC,
  pdf: { mediaType: 'application/pdf', found: ['pdf'] },
  txt: TEXT,
  log: TEXT,
  csv: { mediaType: 'text/csv; charset=utf-8', found: [] },
  docx: { mediaType: `${OFFICE}.wordprocessingml.document`, found: ['docx', 'zip'] },
  xlsx: { mediaType: `${OFFICE}.spreadsheetml.sheet`, found: ['xlsx', 'zip'] },
  pptx: { mediaType: `${OFFICE}.presentationml.presentation`, found: ['pptx', 'zip'] },
  zip: { mediaType: 'application/zip', found: ['zip', 'docx', 'xlsx', 'pptx'] },
  mp4: { mediaType: 'video/mp4', found: ['mp4', 'm4v'] },
  mov: { mediaType: 'video/quicktime', found: ['mov'] },
};

/** For the file chooser, and shown to people. */
export const ENDINGS: readonly string[] = Object.keys(MEDIA);

/** Whether files with this name are accepted. */
export function mayBeTaken(name: string): boolean {
  return mediaOf(name) !== undefined;
}

/** The media type of a stored file; undefined if it is not accepted or its content does not match its name. */
export async function findMediaType(path: string, name: string): Promise<string | undefined> {
  const media = mediaOf(name);
  if (!media) return undefined;
  const { fileTypeFromFile } = await import('file-type');
  const found = (await fileTypeFromFile(path))?.ext;
  if (media.found.length > 0) return found !== undefined && media.found.includes(found) ? media.mediaType : undefined;
  // A log may start like an XML file.
  return (found === undefined || found === 'xml') && (await looksLikeText(path)) ? media.mediaType : undefined;
}

function mediaOf(name: string): Media | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(MEDIA, ending) ? MEDIA[ending] : undefined;
}

const LOOKED_AT_BYTES = 64 * 1024;
/** NUL and most control characters: no text in an 8-bit or multi-byte encoding has them. */
const isBinaryByte = (byte: number) => byte < 0x07 || (byte > 0x0d && byte < 0x1b) || byte === 0x7f;

async function looksLikeText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT_BYTES), 0, LOOKED_AT_BYTES, 0);
    const beginning = buffer.subarray(0, bytesRead);
    const isUtf16 = bytesRead >= 2 && [0xfeff, 0xfffe].includes(beginning.readUInt16BE(0));
    return isUtf16 || !beginning.some(isBinaryByte);
  } finally {
    await file.close();
  }
}
