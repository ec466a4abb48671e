import { docxWords } from './docx-words.ts';
import type { TestHouse } from './house.ts';
import { must } from './must.ts';

/** A Word file that was sent to a channel: its name, and its words, one line a paragraph. */
export interface Printed {
  readonly name: string;
  readonly words: string;
}

/** The last Word file that a channel got. Throws if it got none. */
export async function lastPrinted(house: TestHouse, channel: string): Promise<Printed> {
  const name = must(
    house
      .seen(channel)
      .messages.flatMap(({ file }) => file ?? [])
      .findLast((each) => each.endsWith('.docx')),
  );
  const rows = await house.database.query<{ bytes: string }>(
    `select encode(bytes, 'base64') as bytes from made_file where name = $1 order by id desc limit 1`,
    [name],
  );
  return { name, words: docxWords(Buffer.from(must(rows[0]).bytes, 'base64')) };
}
