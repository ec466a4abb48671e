import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Language, named } from '../../lib/language.ts';
import { logoOfData } from '../book/logo.ts';
import type { BookSource } from '../book/schema.ts';
import { printedTime } from './columns.ts';
import { type Letterhead, PAGE_MARK, PAGES_MARK, type PaperDocument } from './document/document.ts';

/**
 * The number of a paper (`D-7`; empty: it has none yet) and which version of it this is, from 1. A service form has no
 * versions.
 */
export interface PaperIdentity {
  readonly number: string;
  readonly version?: number;
}

/** What every page of a paper has: the provider's letterhead, and a foot that says which paper it is. */
export function letterheadParts(
  source: BookSource,
  language: Language,
  { number, version }: PaperIdentity,
  now: Instant,
): Pick<PaperDocument, 'letterhead' | 'foot' | 'signatureWords'> {
  return {
    letterhead: letterheadOf(source, language),
    foot: {
      identity: [number, version === undefined ? '' : t(language, 'paper.document.version', { version })]
        .filter(Boolean)
        .join(' · '),
      made: t(language, 'paper.document.made', { at: printedTime(now, source.provider.timeZone) }),
      page: t(language, 'paper.document.page', { page: PAGE_MARK, pages: PAGES_MARK }),
    },
    signatureWords: { name: t(language, 'paper.document.name'), date: t(language, 'paper.document.date') },
  };
}

function letterheadOf({ provider }: BookSource, language: Language): Letterhead {
  const { name, logo, address, hotline } = provider;
  return {
    name: named(name, language),
    logo: logoOfData(logo),
    address: address ? named(address, language) : '',
    phone: hotline ? t(language, 'paper.document.phone', { phone: hotline.phone }) : '',
  };
}
