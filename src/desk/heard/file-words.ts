import type { ChatFile } from '../../chat/event.ts';

/** The names of files, as the title of a report that came without words. */
export function fileTitle(files: readonly ChatFile[]): string {
  return `📎 ${files.map(({ name }) => name).join(', ')}`;
}

/** Words, and below them the names and links of the files that can only be opened on the platform. */
export function withFileLinks(text: string, files: readonly ChatFile[]): string {
  const lines = files.filter(({ sent, kept }) => !sent && !kept).map(({ name, link }) => `📎 ${name} ${link}`.trim());
  return [text, ...lines].filter((line) => line !== '').join('\n');
}
