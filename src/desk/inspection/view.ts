import type { PageLinks } from '../../chat/page.ts';
import type { Language } from '../../lib/language.ts';
import type { InspectionRule } from '../book/inspection-rule.ts';
import type { BookSource } from '../book/schema.ts';

/** What cards and texts about an inspection are made from. */
export interface InspectionView {
  readonly source: BookSource;
  readonly rule: InspectionRule;
  readonly language: Language;
  /** Makes links to our own pages. */
  readonly links: PageLinks;
}
