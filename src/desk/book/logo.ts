/** The provider's logo, as it stands on printed papers. */
export interface Logo {
  readonly kind: 'png' | 'jpg';
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** The largest logo, in bytes: it is part of every Word file and of every version of the book. */
export const MOST_LOGO_BYTES = 200 * 1024;

/** What a logo in the book may be; shown to the person who wrote something else. */
export const LOGO_IS = `a logo is a PNG or JPEG picture of at most ${MOST_LOGO_BYTES / 1024} kB`;

const DATA = /^data:image\/(?:png|jpeg);base64,([A-Za-z0-9+/]+={0,2})$/;

/** Whether the book holds the picture itself, not the path of a file. */
export function isLogoData(text: string): boolean {
  return text.startsWith('data:');
}

/** The picture that the book holds as a `data:` address; undefined: it holds none, or one that cannot be read. */
export function logoOfData(text: string | undefined): Logo | undefined {
  const base64 = DATA.exec(text ?? '')?.[1];
  return base64 === undefined ? undefined : readLogo(Uint8Array.from(Buffer.from(base64, 'base64')));
}

/** The picture as a `data:` address, in which form the book holds it. */
export function dataOfLogo({ kind, bytes }: Logo): string {
  return `data:image/${kind === 'png' ? 'png' : 'jpeg'};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Reads kind and size off a picture's bytes. undefined: it is too large, cut off, or neither PNG nor JPEG. */
export function readLogo(bytes: Uint8Array<ArrayBuffer>): Logo | undefined {
  if (bytes.length > MOST_LOGO_BYTES) return undefined;
  const size = sizeOfPng(bytes) ?? sizeOfJpeg(bytes);
  return size && size.width > 0 && size.height > 0 ? { ...size, bytes } : undefined;
}

type Size = Omit<Logo, 'bytes'>;

const PNG_BEGINS = '89504e470d0a1a0a';
const PNG_ENDS = '49454e44ae426082';

function sizeOfPng(bytes: Uint8Array): Size | undefined {
  const hex = (from: number, to?: number) => Buffer.from(bytes.slice(from, to)).toString('hex');
  if (bytes.length < 45 || hex(0, 8) !== PNG_BEGINS || hex(-8) !== PNG_ENDS) return undefined;
  const view = viewOf(bytes);
  return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Markers of a frame, which has the size: C0 to CF without the tables among them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function sizeOfJpeg(bytes: Uint8Array): Size | undefined {
  const view = viewOf(bytes);
  const isWhole = bytes.length > 12 && view.getUint16(0) === 0xffd8 && view.getUint16(bytes.length - 2) === 0xffd9;
  if (!isWhole) return undefined;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (isFrame(view.getUint8(at + 1)))
      return { kind: 'jpg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
