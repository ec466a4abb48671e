import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Command } from '../../src/desk/desk.ts';
import { ROOT } from '../support/deskbell.ts';

/** A statement, by SQL or by a Prisma model, that changes what a turn reads when it begins. */
const WRITES =
  /(insert into|update|delete from) (channel_language|channel_binding|person_link)\b|(channelLanguage|channelBinding|personLink)\.(create|upsert|update|delete)/i;

async function sources(): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for await (const path of glob('src/**/*.ts', { cwd: ROOT, exclude: ['src/db/generated/**'] }))
    texts.set(path, await readFile(join(ROOT, path), 'utf8'));
  return texts;
}

/** Exported functions whose own text writes; each ends at the first brace in the first column. */
function writersIn(text: string): string[] {
  const functions = [...text.matchAll(/^export (?:async )?function (\w+)[\s\S]*?^\}/gm)];
  return functions.flatMap(([body, name]) => (WRITES.test(body) && name !== undefined ? [name] : []));
}

async function commandsOf(path: string): Promise<Command[]> {
  const exported = Object.values((await import(join(ROOT, path))) as object).flat() as Partial<Command>[];
  return exported.filter((each): each is Command => typeof each?.run === 'function' && typeof each.name === 'string');
}

it('every command that changes what the next turn of its transaction reads is marked so', async () => {
  const texts = await sources();
  const writers = [...texts.values()].flatMap(writersIn);
  const calls = new RegExp(`\\b(${writers.join('|')})\\(`);
  const commands: Command[] = [];
  for (const [path, text] of texts)
    if (calls.test(text) || WRITES.test(text)) commands.push(...(await commandsOf(path)));
  expect(commands.map(({ name }) => name).toSorted()).toEqual(
    ['channel.bind', 'channel.unbind', 'desk.language', 'person.link', 'person.unlink'].toSorted(),
  );
  expect(
    commands.filter(({ changesStart: changesOpening }) => changesOpening !== true).map(({ name }) => name),
  ).toEqual([]);
  expect(writers.length).toBeGreaterThan(3);
});
