import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createClockAnswers } from '../../src/desk/sla/clock-questions.ts';
import { TEXTS } from '../../src/i18n/i18n.ts';
import { answerLines } from '../../src/simulate/clock-command.ts';
import { simulate } from '../../src/simulate/run.ts';
import { ScenarioEvent } from '../../src/simulate/scenario.ts';
import { writeFolder } from '../desk/book/book-files.ts';
import { openTestDatabase } from '../support/database.ts';
import { ROOT } from '../support/deskbell.ts';

const DOCUMENT = readFileSync(join(ROOT, 'docs/simulate.md'), 'utf8');

/** The code blocks of one language, in order. */
function blocks(language: string): string[] {
  return [...DOCUMENT.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text]) => text ?? '');
}

function parseLines(text: string): unknown[] {
  const lines = text.trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** The names in code of a table's first column. */
function namesIn(heading: string): string[] {
  const table = DOCUMENT.slice(DOCUMENT.indexOf(`| ${heading} |`)).split('\n\n')[0] ?? '';
  const cells = table.split('\n').map((row) => row.split('|')[1] ?? '');
  return cells.slice(2).flatMap((cell) => [...cell.matchAll(/`([a-zA-Z.-]+)`/g)].map(([, name]) => name ?? ''));
}

const [SIMULATED = '', QUESTIONS = '', ANSWERS = ''] = blocks('json');

describe('docs/simulate.md', () => {
  it('shows a story with the lines that it prints', async () => {
    const path = join(await writeFolder({}), 'story.yaml');
    await writeFile(path, blocks('yaml')[0] ?? '');
    const lines: unknown[] = [];
    await simulate(
      path,
      (line) => lines.push(line),
      () => openTestDatabase('pglite-memory'),
    );
    expect(lines).toEqual(parseLines(SIMULATED));
  });

  it('shows questions with the answers that they get', async () => {
    let written = '';
    const keep = async (text: string) => {
      written += text;
    };
    await answerLines(Readable.from([QUESTIONS]), keep);
    expect(parseLines(written)).toEqual(parseLines(ANSWERS));
  });

  it('lists every question that may be asked', () => {
    const ask = createClockAnswers();
    // An unknown question is answered with all known ones.
    const known = ask({ calendar: { always: true }, op: '?', args: {} });
    const names = [...('error' in known ? known.error : '').matchAll(/"([a-zA-Z]+)"/g)].map(([, name]) => name);
    expect(namesIn('`op`')).toEqual(names);
  });

  it('lists every verb that a story may use', () => {
    const verbs = ScenarioEvent.options.map(({ shape }) => shape.do.value);
    expect(namesIn('`do`').sort()).toEqual([...verbs].sort());
  });

  it('lists every notice that a timeline has a word for', () => {
    // No verb of a story lends a loaner.
    const kinds = Object.keys(TEXTS.en).flatMap((key) => /^notice\.((?!loaner)[a-z-]+\.[a-z-]+)$/.exec(key)?.[1] ?? []);
    expect(namesIn('Notice').sort()).toEqual(kinds.sort());
  });
});
