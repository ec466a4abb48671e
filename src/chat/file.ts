import type { Platform } from './place.ts';
import type { Readers } from './readers.ts';

/** Where a file's bytes are, for a post that still has to be sent. */
export type OwedFile = SentFile | MadeFile;

/** A file of a message. Its bytes stay on the platform until they are needed. */
export interface SentFile {
  readonly from: 'chat';
  readonly platform: Platform;
  /** The channel it was sent in, and the thread for lines about it. */
  readonly channelId: string;
  readonly threadId: string;
  readonly messageId: string;
  /** The platform's id of the file. */
  readonly key: string;
  readonly name: string;
  /** In bytes; undefined if not told. */
  readonly size?: number;
}

/** A file made by the desk and stored in our database. */
export interface MadeFile {
  readonly from: 'desk';
  readonly id: number;
  readonly name: string;
  readonly size: number;
}

/** A file with its bytes. */
export interface CarriedFile {
  readonly name: string;
  /** As in `Content-Type`. */
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A post's file, with the texts to send if it cannot be delivered. */
export interface PostFile {
  readonly file: OwedFile;
  readonly tooLarge: string;
  readonly failed: string;
  /** Who may read those texts. */
  readonly readers: Readers;
  /** A line for the place the file should have gone to, as its own message; left out or empty: none. */
  readonly there?: string;
}
