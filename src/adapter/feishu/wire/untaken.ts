/** What of a message a report cannot take, in the order in which it is told (`say/untaken-note.ts`). */
export const UNTAKEN = [
  /** The message was recalled, or Feishu does not give it to us now. */
  'gone',
  /** A picture or file without words: it does not say what happened. */
  'fileOnly',
  'voice',
  'sticker',
  /** A card without any text. */
  'card',
  'cardPictures',
  /** Forwarded messages that could not be read. */
  'forward',
  'forwardedFiles',
  'other',
] as const;
export type Untaken = (typeof UNTAKEN)[number];
