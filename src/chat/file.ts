import type { Platform } from './place.ts';
import type { Readers } from './readers.ts';

/** A file as it is owed: where its bytes are, never the bytes. */
export type OwedFile = SentFile | MadeFile;

/** A file of a message that somebody sent. Its bytes stay on that platform until it is their turn. */
export interface SentFile {
  readonly from: 'chat';
  readonly platform: Platform;
  /** Where it was sent, and the thread that what is said about it belongs into. */
  readonly channelId: string;
  readonly threadId: string;
  readonly messageId: string;
  /** What the platform calls it. */
  readonly key: string;
  readonly name: string;
  /** Bytes; undefined: not told. */
  readonly size?: number;
}

/** A file of our own making, kept in our database. */
export interface MadeFile {
  readonly from: 'desk';
  readonly id: number;
  readonly name: string;
  readonly size: number;
}

/** A file with its bytes, on its way. */
export interface CarriedFile {
  readonly name: string;
  /** As in `Content-Type`. */
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file as what a post carries, and what is said instead where it cannot be carried over, in finished words. */
export interface PostFile {
  readonly file: OwedFile;
  readonly tooLarge: string;
  readonly failed: string;
  /** Who may read that. */
  readonly readers: Readers;
  /** What is said where the file was to go, by a message of its own; left out or empty: nothing. */
  readonly there?: string;
}
