import type { Button, Card, CardPart } from '../../../chat/card.ts';

/** Whether two cards differ in language only, part by part, so that one message can hold both. */
export function isSameShape(one: Card, other: Card): boolean {
  return (
    one.badges.length === other.badges.length &&
    one.parts.length === other.parts.length &&
    one.parts.every((part, index) => outlineOf(part) === outlineOf(other.parts[index]))
  );
}

/** Everything of a part except its texts. */
function outlineOf(part: CardPart | undefined): string {
  switch (part?.part) {
    case undefined:
    case 'divider':
      return String(part?.part);
    case 'text':
      return `text ${part.style} ${part.text.trim() === ''}`;
    case 'fields':
      return `fields ${part.fields.length}`;
    case 'links':
      return `links ${part.links.map(({ url }) => url).join(' ')}`;
    case 'clocks':
      return `clocks ${part.clocks.map(({ state, at }) => `${state} ${at}`).join(' ')}`;
    case 'actions':
      return `actions ${JSON.stringify([part.main.map(outlineOfButton), part.more.map(outlineOfButton)])}`;
    case 'item':
      return `item ${part.settled === ''} ${JSON.stringify(part.button && outlineOfButton(part.button))}`;
    case 'scale':
      return `scale ${JSON.stringify(part.steps.map(outlineOfButton))}`;
  }
}

function outlineOfButton({ command, args, style, confirm }: Button): unknown {
  return [command, args, style, confirm === ''];
}
