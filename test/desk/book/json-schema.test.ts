import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { allowedFields } from '../../../src/desk/book/json-schema.ts';
import { PRESETS, presetPath } from '../../../src/desk/book/load.ts';
import { schemaText } from '../../../src/simulate/book-command.ts';

/** Made by `npm run -s deskbell -- book schema > presets/book.schema.json && npm run format`. */
test('presets/book.schema.json is what the schema says', async () => {
  const file = new URL('../../../presets/book.schema.json', import.meta.url);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(schemaText()));
});

test('every preset tells editors of it', async () => {
  for (const name of PRESETS) {
    const [firstLine] = (await readFile(presetPath(name) ?? '', 'utf8')).split('\n');
    expect(firstLine).toBe('# yaml-language-server: $schema=./book.schema.json');
  }
});

test('the fields of a path are those that may be written there', () => {
  expect(allowedFields(['customers', 'anyone', 'sites', 0])).toEqual(['key', 'name', 'distanceKm', 'travel']);
  expect(allowedFields(['calendars', 'office', 'week'])).toEqual(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
  expect(allowedFields(['people'])).toEqual([]);
});
