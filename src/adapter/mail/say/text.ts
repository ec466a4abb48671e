import type { Block } from './block.ts';

/** The plain text of a mail. */
export function textOf(blocks: readonly Block[]): string {
  return `${blocks.map(paragraph).join('\n\n').trim()}\n`;
}

function paragraph(block: Block): string {
  switch (block.block) {
    case 'text':
      return block.style === 'quote' ? block.text.replace(/^/gm, '| ') : block.text;
    case 'title':
      return [block.text, block.badges && `[${block.badges}]`].filter(Boolean).join('\n');
    case 'rows':
      return block.rows.map(({ label, value }) => (label === '' ? value : `${label}: ${value}`)).join('\n');
    case 'link':
      return `${block.label}\n${block.url}`;
    case 'line':
      return '----';
  }
}
