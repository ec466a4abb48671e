import { describe, expect, it } from 'vitest';
import { createHistory } from '../../../src/adapter/playground/history.ts';
import { memoryJournal } from '../../../src/adapter/playground/journal.ts';
import { takeSnapshot } from '../../../src/adapter/playground/view.ts';
import { findPerson } from '../../../src/adapter/playground/workspace.ts';
import { createPlaygroundWorkspace } from '../../../src/book-view.ts';
import { COMMANDS } from '../../../src/commands.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';

const FILE = new URL('../../../src/adapter/playground/page/completion.js', import.meta.url).href;
const { completionsOf } = (await import(FILE)) as {
  completionsOf(text: string, commands: readonly unknown[], language: string): { insert: string; says: string }[];
};
const { source } = await readBookFile(presetPath('telecom-province') ?? '');
const workspace = createPlaygroundWorkspace(
  () => source,
  () => new Map(),
  { now: () => 0 },
)();

/** What the page of a person offers behind a text. */
function offers(userId: string, text: string, language = 'en'): string[] {
  const person = findPerson(workspace, userId);
  if (!person) throw new Error(`no ${userId}`);
  const history = createHistory(memoryJournal(), 'test');
  const { commands } = takeSnapshot(history, workspace, person, { now: 0, moving: false }, []);
  return completionsOf(text, commands, language).map(({ insert }) => insert);
}

describe('the completion of the playground', () => {
  it('knows every word that the person may type, those of every day first', () => {
    const words = COMMANDS.flatMap(({ typed }) => (typed?.slash === 'desk' ? [typed.en[0]] : []));
    expect(
      offers('engineer1', '/desk ')
        .map((line) => line.trim().slice('/desk '.length))
        .sort(),
    ).toEqual(words.sort());
    expect(offers('engineer1', '/desk ').slice(0, 3)).toContain('/desk mine');
    expect(offers('customer-sample-1', '/desk ')).not.toContain('/desk assign ');
  });

  it('offers the slash commands and what is typed most', () => {
    expect(offers('engineer1', '/')).toEqual(expect.arrayContaining(['/fault ', '/desk mine', '/desk open']));
    expect(offers('customer-sample-1', '/报', 'zh-CN')).toEqual(['/报障 ']);
  });

  it('goes on with a word in either language, and offers nothing behind it', () => {
    expect(offers('engineer1', '/desk ass')).toEqual(['/desk assign ', '/desk assurance ']);
    expect(offers('engineer1', '/desk 转', 'zh-CN')).toEqual(['/desk 转派 ']);
    expect(offers('engineer1', '@Deskbell assi')).toEqual(['@Deskbell assign ']);
    expect(offers('engineer1', '/desk mine')).toEqual([]);
    expect(offers('engineer1', '/desk assign T-1')).toEqual([]);
    expect(offers('engineer1', 'the link is down')).toEqual([]);
  });

  it("offers a ticket's verbs once the ticket is named", () => {
    const verbs = offers('engineer1', '/desk T-12 ');
    expect(verbs).toEqual(expect.arrayContaining(['/desk T-12 assign', '/desk T-12 resolve']));
    expect(verbs).not.toContain('/desk T-12 mine');
    expect(offers('engineer1', '/desk T-12 res')).toEqual(['/desk T-12 resolve']);
  });
});
