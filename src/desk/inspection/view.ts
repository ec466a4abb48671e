import type { PageLinks } from '../../chat/page.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import type { SiteRule } from './site-list.ts';

/** What cards and texts about an inspection are made from. */
export interface InspectionView {
  readonly source: BookSource;
  readonly rule: SiteRule;
  readonly language: Language;
  /** Makes links to our own pages. */
  readonly links: PageLinks;
}
