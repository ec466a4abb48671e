import type { CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';

/** Says how many rows a card leaves out; nothing when it shows all of them. */
export function moreParts(leftOut: number, language: Language): CardPart[] {
  return leftOut > 0 ? [{ part: 'text', style: 'small', text: t(language, 'list.more', { more: leftOut }) }] : [];
}
