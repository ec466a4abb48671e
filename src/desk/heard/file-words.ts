import type { ChatFile } from '../../chat/event.ts';

/** Words, and below them the names and links of the files that can only be opened on the platform. */
export function withFileLinks(text: string, files: readonly ChatFile[]): string {
  const lines = files.filter(({ sent, kept }) => !sent && !kept).map(({ name, link }) => `📎 ${name} ${link}`.trim());
  return [text, ...lines].filter((line) => line !== '').join('\n');
}
