import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Language, named } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { printedTime } from '../paper/columns.ts';
import type { PaperDocument } from '../paper/document/document.ts';

/** What the pages of all printed forms have: the provider, and when it was made. */
export function pageParts(
  { provider }: Pick<BookSource, 'provider'>,
  language: Language,
  now: Instant,
): Pick<PaperDocument, 'language' | 'provider' | 'signatureWords' | 'footer'> {
  return {
    language,
    provider: named(provider.name, language),
    signatureWords: { name: t(language, 'paper.document.name'), date: t(language, 'paper.document.date') },
    footer: t(language, 'paper.document.made', { at: printedTime(now, provider.timeZone) }),
  };
}
