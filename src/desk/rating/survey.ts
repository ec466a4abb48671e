/** What the satisfaction survey of C7 asks beyond the whole, which is the score itself. */
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

/** What can be said of one repair; of a whole month everything. */
const OF_A_TICKET = 6;

export function itemsOf(of: 'ticket' | 'summary'): readonly SurveyItem[] {
  return of === 'ticket' ? SURVEY_ITEMS.slice(0, OF_A_TICKET) : SURVEY_ITEMS;
}
