import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hasText } from '../../src/i18n/i18n.ts';
import { ROOT } from '../support/deskbell.ts';

const DESK = join(ROOT, 'src/desk');

/** Every dotted kind of entry or notice that the code of the desk names, outside tickets: those are told by who did what. */
function kindsOfDesk(): string[] {
  const files = readdirSync(DESK, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const code = files.map((file) => readFileSync(join(DESK, file), 'utf8')).join('\n');
  const named = [...code.matchAll(/'((?:[a-z]+)\.[a-z-]+)'/g)].map(([, kind]) => kind ?? '');
  return [...new Set(named)].filter((kind) => !/^(ticket|clock)\./.test(kind)).sort();
}

const KINDS = kindsOfDesk();
/** A line of `paper.file`, and a command; no notice is called so. */
const NO_NOTICE = 'paper.draft';
/** Those that leave a line, and so tell people something. */
const TOLD = KINDS.filter(
  (kind) => kind !== NO_NOTICE && (hasText('en', `line.${kind}`) || hasText('en', `headline.${kind}`)),
);

it('every notice of the desk begins with what happened, in both languages', () => {
  expect(TOLD.length).toBeGreaterThan(35);
  for (const language of ['en', 'zh-CN'] as const) {
    const missing = TOLD.filter((kind) => !hasText(language, `headline.${kind}`));
    expect(missing, language).toEqual([]);
  }
});
