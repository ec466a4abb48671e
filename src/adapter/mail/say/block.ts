import type { Card, CardClock, CardPart } from '../../../chat/card.ts';
import type { Language } from '../../../lib/language.ts';
import { clip, LIMITS } from '../wire/limits.ts';
import { say } from './words.ts';

/** What a mail shows, from top to bottom; both its text and its HTML are made of these. */
export type Block =
  | { readonly block: 'text'; readonly text: string; readonly style: 'plain' | 'quote' | 'small' }
  | { readonly block: 'title'; readonly text: string; readonly badges: string; readonly tone: Card['tone'] }
  | { readonly block: 'rows'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | { readonly block: 'link'; readonly label: string; readonly url: string }
  | { readonly block: 'line' };

/** A card as blocks. Its buttons are left out: they are on the page to which the mail links. */
export function blocksOf(card: Card, language: Language): Block[] {
  const badges = card.badges.map(({ text }) => clip(text, 80)).join(' · ');
  return [
    {
      block: 'title',
      text: clip(card.title, LIMITS.subjectChars),
      badges: clip(badges, LIMITS.subjectChars),
      tone: card.tone,
    },
    ...card.parts.flatMap((part) => blocksOfPart(part, language)),
  ];
}

function blocksOfPart(part: CardPart, language: Language): Block[] {
  switch (part.part) {
    case 'text':
      return part.text.trim() === ''
        ? []
        : [{ block: 'text', text: clip(part.text, LIMITS.cardTextChars), style: part.style }];
    case 'fields':
      return rows(part.fields);
    case 'clocks':
      return rows(part.clocks.map((clock) => ({ label: clock.label, value: clockWords(clock, language) })));
    case 'links':
      return part.links.map(({ label, url }) => ({ block: 'link', label: clip(label, LIMITS.subjectChars), url }));
    case 'divider':
      return [{ block: 'line' }];
    case 'item':
      return [
        { block: 'text', text: clip([part.text, part.settled].filter(Boolean).join(' · '), 500), style: 'plain' },
      ];
    case 'scale':
    case 'actions':
      return [];
  }
}

function rows(given: readonly { readonly label: string; readonly value: string }[]): Block[] {
  const shown = given
    .filter(({ value }) => value !== '')
    .slice(0, LIMITS.cardFields)
    .map(({ label, value }) => ({ label: clip(label, 100), value: clip(value, LIMITS.cardTextChars) }));
  return shown.length === 0 ? [] : [{ block: 'rows', rows: shown }];
}

function clockWords({ when, state, note }: CardClock, language: Language): string {
  const word = state === 'running' ? '' : say(language, state);
  return [when, word, note].filter(Boolean).join(' · ');
}
