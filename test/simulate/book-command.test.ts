import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { presetPath } from '../../src/desk/book/load.ts';
import { checkBook, registerBookCommand } from '../../src/simulate/book-command.ts';
import { SMALL_BOOK, writeFolder } from '../desk/book/book-files.ts';

test('a sound book is summed up: customers, policies, how far its calendars know', async () => {
  const { ok, text } = await checkBook('telecom-province');
  expect(ok).toBe(true);
  expect(text.split('\n')).toEqual([
    `Beichen Network Service: the book is sound (${presetPath('telecom-province')})`,
    'customers',
    '  sample (Provincial Telecom): policy standard, service level A',
    'policies',
    '  standard: levels catastrophic, major, severe, general; clocks respond, workaround, on-site, answer',
    'calendars',
    '  office: weekly hours in Asia/Shanghai, working days known until 2026-12-31',
    '  daily: weekly hours in Asia/Shanghai',
    '  always: 7×24 in Asia/Shanghai',
  ]);
});

test("the guide's example of what is listened to and learned fits a book", async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/guide/words.md'), 'utf8');
  const example = /```yaml\n(# heard\.yaml.*?)```/s.exec(page)?.[1] ?? '';
  expect(example).toContain('listen: offer');
  const book = await readFile(presetPath('telecom-province') ?? '', 'utf8');
  const folder = await writeFolder({ 'book.yaml': book, 'heard.yaml': example });
  expect(await checkBook(folder)).toMatchObject({ ok: true });
});

test('calls are summed up, and those whom they do not reach are warned of', async () => {
  const paging = 'paging: {steps: [{after: 2m, way: direct}, {after: 5m, way: phone}], again: {every: 5m, atMost: 6}}';
  const folder = await writeFolder({ 'book.yaml': SMALL_BOOK.replace('en: High}', `en: High}, ${paging}`) });
  const { ok, text } = await checkBook(join(folder, 'book.yaml'));
  expect(ok).toBe(true);
  expect(text).toContain('clocks respond; calls high 2m direct, 5m phone, then every 5m, 6 times at most');
  expect(text).toMatch(/warnings\n {2}level high calls by phone, which does not reach ann: they are called by/);
});

test('every mistake is a line, and book check ends with exit status 2', async () => {
  const folder = await writeFolder({ 'book.yaml': SMALL_BOOK.replace('[boss]', '[bob]').replace('[ann]', '[zoe]') });
  const path = join(folder, 'book.yaml');
  const told: string[] = [];
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => void told.push(text) });
  registerBookCommand(program, () => {
    throw new Error('book check needs no settings');
  });
  const outcome = await program.parseAsync(['book', 'check', path], { from: 'user' }).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(CommanderError);
  expect(outcome).toMatchObject({ exitCode: 2 });
  expect(told.join('').trimEnd().split('\n')).toEqual([
    `${path}:15: policies.standard.ladder.people[0]: there is no person "bob"; allowed: ann, boss`,
    `${path}:25: rotations.primary.members[0]: there is no person "zoe"; allowed: ann, boss`,
    '2 mistakes; nothing was applied',
  ]);
});
