import { expect, it } from 'vitest';
import { findButton, renderCard } from '../../../../src/adapter/web/page/render.ts';
import type { Button, Card } from '../../../../src/chat/card.ts';

const steps = [1, 2, 3, 4, 5].map(
  (score): Button => ({ label: `${score}`, command: 'do', args: { score: `${score}` }, style: 'plain', confirm: '' }),
);
const card: Card = {
  subject: 's',
  tone: 'neutral',
  title: 'How was it?',
  badges: [],
  parts: [{ part: 'scale', steps }],
};

it('a scale is one form of its steps, each of which is found again by what it asks for', () => {
  const page = renderCard(card, 'en', 'once-only').toString();
  const ids = [...page.matchAll(/<button name="button" value="([^"]+)"/g)].map(([, id]) => id ?? '');
  expect(ids.map((id) => findButton(card, id))).toEqual(steps);
  expect(page.match(/<form/g)).toHaveLength(1);
});
