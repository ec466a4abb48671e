import { DAY, MINUTE } from '../../lib/instant.ts';

/** What the playground takes and shows. Characters are code points: an emoji counts once. */
export const LIMITS = {
  /** What a person may say in one message, and the most a line of ours may hold. */
  textChars: 4_000,
  cardTitleChars: 300,
  cardTextChars: 4_000,
  fieldChars: 1_000,
  badgeChars: 40,
  buttonChars: 60,
  mainButtons: 2,
  moreButtons: 20,
  scaleSteps: 5,
  /** A file whose name is shown; its bytes are not kept. */
  fileBytes: 30 * 1024 * 1024,
  /** A request's body. */
  bodyBytes: 256 * 1024,
  /** How far the stamp of a request may lie from the server's wall clock, either way. */
  stampMs: 5 * MINUTE,
  /** How far one press moves the clock. */
  clockMoveMs: 400 * DAY,
  /** Messages of one channel, each with its thread, in a snapshot and in one step back. */
  pageMessages: 200,
  /** Open forms kept for one person; the oldest goes first. */
  formsPerPerson: 20,
  /** What may wait in one tab's feed before the tab is cut off and has to resume. */
  feedBytes: 4 * 1024 * 1024,
} as const;

export function countChars(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The text itself, or its beginning with an ellipsis when it is longer than `max` characters. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const chars = Array.from(text);
  return chars.length <= max ? text : `${chars.slice(0, max - 1).join('')}…`;
}
