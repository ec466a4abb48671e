import type { Tone } from '../../../chat/card.ts';
import type { Language } from '../../../lib/language.ts';
import type { Block } from './block.ts';

/** The HTML of a mail: no picture, no script, no style sheet, so that it looks the same everywhere and nothing is fetched. */
export function htmlOf(blocks: readonly Block[], language: Language): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body style="${BODY}">
${blocks.map(element).join('\n')}
</body></html>
`;
}

const BODY =
  "margin:16px;max-width:640px;font:15px/1.5 -apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;color:#1f2329";
const COLORS: Readonly<Record<Tone, string>> = { neutral: '#646a73', good: '#1a7f37', warn: '#9a6700', bad: '#c5221f' };

function element(block: Block): string {
  switch (block.block) {
    case 'text':
      return `<p style="${STYLES[block.style]}">${lines(block.text)}</p>`;
    case 'title': {
      const badges = block.badges && `<br><span style="color:${COLORS[block.tone]}">${escapeHtml(block.badges)}</span>`;
      return `<p style="font-size:17px;margin:20px 0 8px;border-left:3px solid ${COLORS[block.tone]};padding-left:10px"><strong>${escapeHtml(block.text)}</strong>${badges}</p>`;
    }
    case 'rows':
      return `<table role="presentation" style="border-collapse:collapse;margin:8px 0">${block.rows.map(row).join('')}</table>`;
    case 'link':
      return `<p style="margin:10px 0"><a href="${escapeHtml(block.url)}" style="color:#0b57d0">${escapeHtml(block.label)}</a></p>`;
    case 'line':
      return '<hr style="border:0;border-top:1px solid #dee0e3;margin:12px 0">';
  }
}

const STYLES = {
  plain: 'margin:8px 0',
  quote: 'margin:8px 0;padding-left:10px;border-left:3px solid #dee0e3;color:#51565d',
  small: 'margin:8px 0;font-size:13px;color:#646a73',
} as const;

function row({ label, value }: { readonly label: string; readonly value: string }): string {
  return `<tr><td style="padding:2px 16px 2px 0;color:#646a73;vertical-align:top;white-space:nowrap">${escapeHtml(label)}</td><td style="padding:2px 0">${lines(value)}</td></tr>`;
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
}
