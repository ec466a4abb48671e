import type { Card } from '../../src/chat/card.ts';
import { wordsOf } from './card-words.ts';
import { docxWords } from './docx-words.ts';
import type { TestHouse } from './house.ts';
import { must } from './must.ts';

/** A Word file that was sent to a channel: its name and all its words. */
export interface SentPaper {
  readonly name: string;
  readonly words: string;
  readonly bytes: Uint8Array;
}

/** The files that a channel got, in order, by name. */
export function fileNamesIn(house: TestHouse, channel: string): string[] {
  return house.seen(channel).messages.flatMap(({ file }) => file ?? []);
}

/** The Word file that was made last. */
export async function lastPaper(house: TestHouse): Promise<SentPaper> {
  const [row] = await house.database.query<{ name: string; bytes: string }>(
    `select name, encode(bytes, 'base64') as bytes from made_file order by id desc limit 1`,
  );
  const { name, bytes } = must(row);
  const file = Buffer.from(bytes, 'base64');
  return { name, words: docxWords(file), bytes: file };
}

/** The cards of papers in a channel: those on which they are handed in and checked, or `to sign`. */
export function paperCardsIn(house: TestHouse, channel: string, which: 'paper' | 'to sign' = 'paper'): Card[] {
  return house
    .seen(channel)
    .cards.filter(({ subject }) => subject.includes('|paper|') && subject.endsWith('|sign') === (which === 'to sign'));
}

/** Hands in a paper about a ticket: opens its form, checks that nothing is missing, fills it in. */
export async function handIn(
  house: TestHouse,
  by: string,
  ticket: string,
  paper: string,
  written: Readonly<Record<string, string>>,
): Promise<{ readonly number: string; readonly initial: Readonly<Record<string, string>> }> {
  const { form, text } = await house.say(by, 'team', `/desk paper ${ticket} ${paper}`);
  if (!form) throw new Error(`no form: ${text}`);
  const initial = Object.fromEntries(form.fields.map((field) => [field.name, field.initial]));
  const told = await house.submit(by, 'team', form, { ...initial, ...written });
  if (told.refused) throw new Error(`refused: ${told.text}`);
  const [row] = await house.database.query<{ number: number }>(
    `select number from matter where feature = 'paper' and state->>'paper' = $1 order by id desc limit 1`,
    [paper],
  );
  return { number: `D-${must(row).number}`, initial };
}

/** Every word of the papers' cards in a channel. */
export function wordsOfPapers(house: TestHouse, channel: string): string {
  return paperCardsIn(house, channel).map(wordsOf).join('\n');
}
