import { type Button, buttonsIn, type Card, type CardClock, type CardPart } from '../../src/chat/card.ts';

/** Every word that a card shows, one a line. */
export function wordsOf(card: Card | undefined): string {
  if (!card) return '';
  return [card.title, ...card.badges.map(({ text }) => text), ...card.parts.flatMap(partWords)].join('\n');
}

function partWords(part: CardPart): string[] {
  switch (part.part) {
    case 'text':
      return [part.text];
    case 'fields':
      return part.fields.flatMap(({ label, value }) => [label, value]);
    case 'clocks':
      return part.clocks.flatMap(({ label, when, note }) => [label, when, note]);
    case 'links':
      return part.links.map(({ label }) => label);
    case 'item':
      return [part.text, part.settled, ...buttonsIn(part).map(({ label }) => label)];
    case 'divider':
      return [];
    case 'actions':
    case 'scale':
      return buttonsIn(part).map(({ label }) => label);
  }
}

/** The promises that a card shows. */
export function clocksOn(card: Card | undefined): CardClock[] {
  return (card?.parts ?? []).flatMap((part) => (part.part === 'clocks' ? part.clocks : []));
}

/** Every button of a card, the menu's included. */
export function buttonsOn(card: Card | undefined): Button[] {
  return (card?.parts ?? []).flatMap(buttonsIn);
}
