/**
 * Builds the site: `npm run site`, with options of `vitepress build` behind `--` (`npm run site -- --base /deskbell/`). Puts
 * the documents as pages into `site/.pages`, then has VitePress make `site/dist` out of them.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pageOf, toPage } from './page.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGES = join(import.meta.dirname, '.pages');

function write(page: string, text: string): void {
  const path = join(PAGES, page);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

rmSync(PAGES, { recursive: true, force: true });
const sources = globSync(['*.md', 'docs/**/*.md', 'site/home/*.md'], { cwd: ROOT }).sort();
for (const source of sources) {
  const page = pageOf(source);
  if (page !== undefined) write(page, toPage(source, readFileSync(join(ROOT, source), 'utf8')));
}
for (const picture of globSync('docs/**/*.png', { cwd: ROOT })) {
  const name = picture.replace('docs/', '');
  cpSync(join(ROOT, picture), join(PAGES, name));
  // The first pages name their picture in front matter, where VitePress looks in `public` only.
  cpSync(join(ROOT, picture), join(PAGES, 'public', name));
}

// The folder of decisions has no page of its own in the repository: a list of their titles.
const decisions = globSync('docs/decision/*.md', { cwd: ROOT }).sort();
const lines = decisions.map((source) => {
  const title = /^# (.*)$/m.exec(readFileSync(join(ROOT, source), 'utf8'))?.[1];
  return `- [${title}](./${source.replace('docs/decision/', '')})`;
});
write('decision/index.md', `# The reasons\n\nEach choice that shuts a door, and why.\n\n${lines.join('\n')}\n`);

const vitepress = join(import.meta.dirname, 'node_modules/.bin/vitepress');
const { status } = spawnSync(vitepress, ['build', ...process.argv.slice(2)], {
  cwd: import.meta.dirname,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
