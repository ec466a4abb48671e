import { describe, expect, it } from 'vitest';
import { renderCard as renderFeishuCard } from '../../src/adapter/feishu/say/render.ts';
import { clip as clipForFeishu } from '../../src/adapter/feishu/wire/clip.ts';
import { renderCard as renderPlaygroundCard } from '../../src/adapter/playground/render.ts';
import { renderPost } from '../../src/adapter/slack/say/render.ts';
import { clip as clipForSlack } from '../../src/adapter/slack/say/text.ts';
import type { Card } from '../../src/chat/card.ts';
import { balanceDirections } from '../../src/lib/direction.ts';
import { lineOf } from './contract.ts';

/** A person's words that turn everything after them around, and are longer than any label. */
const TURNED = `\u202e${'switch down '.repeat(400)}\u202c`;
const CARD: Card = {
  subject: 'ticket/1',
  tone: 'warn',
  title: 'T-1 · \u202eswitch down',
  badges: [{ text: 'Open', tone: 'warn' }],
  parts: [
    { part: 'text', style: 'plain', text: '\u2067down\nsince 8' },
    { part: 'fields', fields: [{ label: `T-1 · ${TURNED}`, value: 'respond is due 09:20' }] },
    { part: 'fields', fields: [{ label: 'T-2 · \u2068down', value: 'resolve is due 10:20' }] },
  ],
};

/** All texts of what was rendered, line by line. */
function linesIn(rendered: unknown): string[] {
  if (typeof rendered === 'string') return rendered.split('\n');
  return typeof rendered === 'object' && rendered !== null ? Object.values(rendered).flatMap(linesIn) : [];
}

describe.each([
  ['Slack', () => renderPost({ ...lineOf(CARD.title), card: CARD, mentions: [] })],
  ['Feishu', () => renderFeishuCard({ ...lineOf(CARD.title), card: CARD })],
  ['the playground', () => renderPlaygroundCard(CARD)],
])("on %s a person's words", (_, render) => {
  it('turn around nothing that follows them, whole or cut', () => {
    const lines = linesIn(render());
    expect(lines.join('\n')).toContain('switch down');
    for (const line of lines) expect(balanceDirections(line)).toBe(line);
  });
});

it.each([
  ['Slack', clipForSlack],
  ['Feishu', clipForFeishu],
])('a text that is cut for %s has its marks in pairs, within its limit', (_, clip) => {
  for (const max of [5, 20, 150]) {
    const cut = clip(`${TURNED.slice(0, 8)}\u2067${TURNED}`, max);
    expect(balanceDirections(cut)).toBe(cut);
    expect(cut).toMatch(/…[\u202c\u2069]*$/);
  }
});
