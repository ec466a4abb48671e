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

/** Number of items, from the first, that are asked about one repair; about a month all are asked. */
const ITEMS_OF_A_TICKET = 6;

/** The survey items for a rating of a ticket or of a month. */
export function itemsOf(of: 'ticket' | 'summary'): readonly SurveyItem[] {
  return of === 'ticket' ? SURVEY_ITEMS.slice(0, ITEMS_OF_A_TICKET) : SURVEY_ITEMS;
}
