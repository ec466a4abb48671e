/** Items of the satisfaction survey (C7), besides the score itself. */
export const SURVEY_ITEMS = [
  'skill',
  'professionalism',
  'attitude',
  'contact',
  'response',
  'maintenance',
  'product',
  'documentation',
  'delivery',
  'installation',
  'training',
] as const;
export type SurveyItem = (typeof SURVEY_ITEMS)[number];

/** Number of items, from the first, that are asked about one repair; about a month all are asked. A book may ask all about a repair too. */
const ITEMS_OF_A_TICKET = 6;

/** Answer to an item that does not apply, such as training where there was none. It counts as no score. */
export const NOT_APPLICABLE = 'na';

/** What decides which items are asked: what is rated, and whether the book asks all items about a repair as well. */
interface Surveyed {
  readonly about: { readonly of: 'ticket' | 'summary' };
  readonly survey?: 'full';
}

/** The survey items that are asked for a rating. */
export function itemsOf({ about, survey }: Surveyed): readonly SurveyItem[] {
  return about.of === 'ticket' && survey !== 'full' ? SURVEY_ITEMS.slice(0, ITEMS_OF_A_TICKET) : SURVEY_ITEMS;
}
