import type { CardLink } from '../../../chat/card.ts';
import type { Language } from '../../../lib/language.ts';
import { type CardElement, partElements } from './render-part.ts';
import { say } from './words.ts';

/**
 * Notes above a form that is for one person but visible to the group: who sees what, and a link to fill it in
 * privately.
 */
export function publicFormNotes(page: CardLink | undefined, language: Language): CardElement[] {
  const draft = { language, s: '', v: '', textChars: 1_000, speaksBoth: false };
  const text = [say('formOpen', language), ...(page ? [say('formOpenPage', language)] : [])].join(' ');
  return [
    ...partElements({ part: 'text', style: 'quote', text }, undefined, draft),
    ...(page ? partElements({ part: 'links', links: [page] }, undefined, draft) : []),
  ];
}
