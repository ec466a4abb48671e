import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readBookFile } from '../../../src/desk/book/load.ts';
import { BookError } from '../../../src/desk/book/problem.ts';

/** A book with all that is required, and nothing more. */
export const SMALL_BOOK = `provider: {name: {zh: 甲, en: Provider}}
policies:
  standard:
    name: {zh: 标准, en: Standard}
    levels:
      - {key: high, name: {zh: 高, en: High}}
      - {key: low, name: {zh: 低, en: Low}}
    clocks:
      respond:
        clause: X1
        text: {zh: 一小时内响应, en: Response within 1 hour}
        limits:
          - {levels: [high], within: 1h}
          - {within: 4wh}
    ladder: {people: [boss], every: 30m}
customers:
  acme:
    name: {zh: 乙, en: Acme}
    policy: standard
    sites: [{key: main, name: {zh: 总部, en: Head office}}]
people:
  ann: {name: {zh: 安, en: Ann}, roles: [engineer], ids: {slack: U1}}
  boss: {name: {zh: 博, en: Boss}, roles: [manager]}
rotations:
  primary: {name: {zh: 值班, en: Duty}, members: [ann], handoff: {weekday: mon, time: "09:00"}}
channels:
  team: {purpose: team, platform: slack, id: C1, name: {zh: 团队, en: Team}}
  escalation: {purpose: escalation, platform: slack, id: C2, name: {zh: 升级, en: Escalation}}
calendars:
  office: {week: {mon: [["09:00", "18:00"]]}}
`;

/** Makes a folder with these files; it is removed after the test. */
export async function writeFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-book-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** The mistakes in a book of one file, a line for each: `12 field: message`. */
export async function mistakesIn(text: string): Promise<string[]> {
  const folder = await writeFolder({ 'book.yaml': text });
  return (await problemsOf(join(folder, 'book.yaml'))).map(
    ({ line, field, message }) => `${line} ${field}: ${message}`,
  );
}

export async function problemsOf(path: string): Promise<BookError['problems']> {
  try {
    await readBookFile(path);
    return [];
  } catch (error) {
    if (error instanceof BookError) return error.problems;
    throw error;
  }
}

/** The small book with one piece of text replaced. Throws if the piece is not in it, so that no test checks nothing. */
export function smallBookWith(piece: string, replacement: string): string {
  if (!SMALL_BOOK.includes(piece)) throw new Error(`the small book does not say ${piece}`);
  return SMALL_BOOK.replace(piece, () => replacement);
}
