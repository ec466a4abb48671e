import { DAY, MINUTE } from '../../lib/instant.ts';

/** The playground's limits. Characters are code points: an emoji counts once. */
export const LIMITS = {
  /** The longest message, by people and by Deskbell. */
  textChars: 4_000,
  cardTitleChars: 300,
  cardTextChars: 4_000,
  fieldChars: 1_000,
  badgeChars: 40,
  buttonChars: 60,
  mainButtons: 2,
  moreButtons: 100,
  scaleSteps: 5,
  /** The longest name of a file that a person sends. */
  fileNameChars: 255,
  /** The largest file that Deskbell sends. */
  fileBytes: 30 * 1024 * 1024,
  /** The largest text whose beginning the page shows; a larger one is downloaded. */
  shownTextBytes: 256 * 1024,
  /** A request's body. */
  bodyBytes: 256 * 1024,
  /** How far a request's timestamp may differ from the server's clock, either way. */
  stampMs: 5 * MINUTE,
  /** How far one move of the clock may go. */
  clockMoveMs: 400 * DAY,
  /** Messages of a channel, each with its thread, in a snapshot and in one page of older ones. */
  pageMessages: 200,
  /** Open forms kept per person; the oldest is dropped first. */
  formsPerPerson: 20,
  /** Unread bytes in a tab's feed before the tab is cut off and has to reconnect. */
  feedBytes: 4 * 1024 * 1024,
} as const;

export function countChars(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The text, or its beginning and an ellipsis if it is longer than `max` characters. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const chars = Array.from(text);
  return chars.length <= max ? text : `${chars.slice(0, max - 1).join('')}…`;
}
